// Conferences that an ending unit holds, and papers it owes to others: they go to whoever takes its place; without one they are only told.
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import { sql } from 'kysely'

openMatter({
  name: 'conferences',
  blocks: false,
  refusal: 'conferences.unit_has_conferences',
  async list(ctx, unitIds) {
    const ids = sql`any(${[...unitIds]}::uuid[])`
    const { rows } = await sql<{ id: Id; unitId: Id; label: string }>`
      select c.id, c.unit_id as "unitId", c.title as label from conference c
      where c.tenant_id = ${ctx.tenantId} and c.unit_id = ${ids} and c.state <> 'concluded'
      union all
      select c.id, p.unit_id, p.title from conference_paper p
      join conference c on c.tenant_id = p.tenant_id and c.id = p.conference_id
      where p.tenant_id = ${ctx.tenantId} and p.unit_id = ${ids} and c.state = 'planned' and p.state <> 'presented'
      order by 2, 3, 1`.execute(ctx.db)
    return [...Map.groupBy(rows, ({ unitId }) => unitId)].map(([unitId, open]) => ({
      unitId,
      count: open.length,
      examples: open.slice(0, 5).map(({ id, label }) => ({ id, label, href: `/hoi-nghi/${id}` })),
    }))
  },
  async handOver(ctx, routes) {
    const taken = routes.filter(({ to }) => to !== null)
    const way = sql`unnest(${taken.map(({ from }) => from)}::uuid[], ${taken.map(({ to }) => to)}::uuid[]) as way (from_id, to_id)`
    const held = await sql<{ id: Id }>`
      update conference c set unit_id = way.to_id, version = c.version + 1 from ${way}
      where c.tenant_id = ${ctx.tenantId} and c.unit_id = way.from_id and c.state <> 'concluded' returning c.id`.execute(
      ctx.db,
    )
    const owed = await sql<{ id: Id }>`
      update conference_paper p set unit_id = way.to_id, version = p.version + 1 from ${way}, conference c
      where p.tenant_id = ${ctx.tenantId} and p.unit_id = way.from_id and p.state <> 'presented'
        and c.tenant_id = p.tenant_id and c.id = p.conference_id and c.state = 'planned' returning p.id`.execute(ctx.db)
    return held.rows.length + owed.rows.length
  },
})
