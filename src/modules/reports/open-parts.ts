// Parts of open reports that an ending unit has not finished: only told, because who reports follows the tree of the cut-off day.
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import { sql } from 'kysely'

openMatter({
  name: 'reports',
  blocks: false,
  refusal: 'reports.unit_has_parts',
  async list(ctx, unitIds) {
    const { rows } = await sql<{ id: Id; unitId: Id; title: string }>`
      select r.id, p.unit_id as "unitId", r.title from report_part p
      join report r on r.tenant_id = p.tenant_id and r.id = p.report_id
      where p.tenant_id = ${ctx.tenantId} and p.unit_id = any(${[...unitIds]}::uuid[]) and p.state <> 'accepted' and r.state = 'open'
      order by p.unit_id, r.due_on, r.id`.execute(ctx.db)
    return [...Map.groupBy(rows, ({ unitId }) => unitId)].map(([unitId, parts]) => ({
      unitId,
      count: parts.length,
      examples: parts.slice(0, 5).map(({ id, title }) => ({ id, label: title, href: `/bao-cao/${id}` })),
    }))
  },
})
