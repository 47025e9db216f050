// Transfers of a unit that ends (HIS-05): what leaves it or comes to it, and guests who stay, go on with its successor.
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import { sql } from 'kysely'
import { OPEN_STATES } from './transfer.ts'

const EXAMPLES = 5
const OPEN = sql`(t.state = any(${[...OPEN_STATES]}::text[]) or (t.kind = 'temporary' and t.state = 'received' and t.ended_on is null))`

openMatter({
  name: 'transfers',
  blocks: true,
  refusal: 'transfers.unit_has_open',
  async list(ctx, unitIds) {
    const { rows } = await sql<{ unitId: Id; id: Id; name: string; count: number }>`
      select "unitId", id, name, count from (
        select u.id as "unitId", t.id, t.full_name as name, count(*) over (partition by u.id)::int as count,
          row_number() over (partition by u.id order by t.full_name, t.id) as at
        from unnest(${[...unitIds]}::uuid[]) as u (id)
        join transfer t on t.tenant_id = ${ctx.tenantId} and ${OPEN} and (t.from_unit_id = u.id or t.to_unit_id = u.id)
      ) listed where at <= ${EXAMPLES} order by "unitId", at`.execute(ctx.db)
    return [...Map.groupBy(rows, (row) => row.unitId)].map(([unitId, list]) => ({
      unitId,
      count: list[0]?.count ?? 0,
      examples: list.map((row) => ({ id: row.id, label: row.name, href: `/chuyen-sinh-hoat/${row.id}` })),
    }))
  },
  async handOver(ctx, routes) {
    const to = routes.filter((route) => route.to !== null)
    const { rows } = await sql<{ id: Id }>`
      update transfer t set
        from_unit_id = coalesce(f.target, t.from_unit_id), to_unit_id = coalesce(g.target, t.to_unit_id),
        version = t.version + 1, changed_at = ${ctx.now}
      from transfer s
      left join unnest(${to.map((route) => route.from)}::uuid[], ${to.map((route) => route.to)}::uuid[]) as f (source, target)
        on f.source = s.from_unit_id
      left join unnest(${to.map((route) => route.from)}::uuid[], ${to.map((route) => route.to)}::uuid[]) as g (source, target)
        on g.source = s.to_unit_id
      where t.tenant_id = ${ctx.tenantId} and s.tenant_id = t.tenant_id and s.id = t.id and ${OPEN}
        and (f.target is not null or g.target is not null)
      returning t.id`.execute(ctx.db)
    ctx.touch(...rows.map((row) => row.id))
    return rows.length
  },
})
