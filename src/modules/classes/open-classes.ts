// Classes a unit called that are still to take place when the unit ends (HIS-05): they go to the unit that takes its place, or are called off.
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import type { OpenMatter } from '#modules/units/units.server.ts'
import { sql } from 'kysely'
import { classHandedOver } from './classes-messages.ts'

const EXAMPLES = 5

openMatter({
  name: 'classes',
  blocks: true,
  refusal: 'classes.unit_has_classes',
  async list(ctx, unitIds, on): Promise<OpenMatter[]> {
    const { rows } = await sql<{ id: Id; unitId: Id; title: string }>`
      select c.id, c.unit_id as "unitId", c.title from training_class c
      where c.tenant_id = ${ctx.tenantId} and c.unit_id = any(${[...unitIds]}::uuid[]) and c.cancelled_on is null
        and c.to_on >= ${on}::date
      order by c.unit_id, c.from_on, c.id`.execute(ctx.db)
    return [...Map.groupBy(rows, ({ unitId }) => unitId)].map(([unitId, classes]) => ({
      unitId,
      count: classes.length,
      examples: classes.slice(0, EXAMPLES).map(({ id, title }) => ({ id, label: title, href: `/lop-hoc/${id}` })),
    }))
  },
  async handOver(ctx, routes, { on }) {
    const { rows } = await sql<{ id: Id }>`
      update training_class c set
        unit_id = coalesce(w.to_id, c.unit_id),
        cancelled_on = case when w.to_id is null then ${on}::date end,
        cancel_reason = case when w.to_id is null then ${classHandedOver} end,
        version = c.version + 1, changed_at = ${ctx.now}
      from unnest(${routes.map(({ from }) => from)}::uuid[], ${routes.map(({ to }) => to)}::uuid[]) as w (from_id, to_id)
      where c.tenant_id = ${ctx.tenantId} and c.unit_id = w.from_id and c.cancelled_on is null and c.to_on >= ${on}::date
      returning c.id`.execute(ctx.db)
    ctx.touch(...rows.map(({ id }) => id))
    return rows.length
  },
})
