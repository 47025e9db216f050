// Tasks that an ending unit owes or has given (HIS-05): whoever takes its place owes or closes them; those nobody takes are called off.
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import { sql } from 'kysely'
import { unitEndedVerdict } from './targets-messages.ts'

const EXAMPLES = 5

openMatter({
  name: 'tasks',
  blocks: true,
  refusal: 'targets.unit_has_tasks',
  async list(ctx, unitIds) {
    const ids = [...unitIds]
    const { rows } = await sql<{ id: Id; unitId: Id; title: string }>`
      select t.id, u.id as "unitId", t.title from unnest(${ids}::uuid[]) as u (id)
      join task t on t.tenant_id = ${ctx.tenantId} and u.id in (t.owner_unit_id, t.issuer_unit_id)
      where t.state in ('open', 'reported') and (t.owner_unit_id = any(${ids}::uuid[]) or t.issuer_unit_id = any(${ids}::uuid[]))
      order by u.id, t.due_on, t.id`.execute(ctx.db)
    return [...Map.groupBy(rows, ({ unitId }) => unitId)].map(([unitId, tasks]) => ({
      unitId,
      count: tasks.length,
      examples: tasks.slice(0, EXAMPLES).map(({ id, title }) => ({ id, label: title, href: `/nhiem-vu/${id}` })),
    }))
  },
  async handOver(ctx, routes, { on }) {
    const { rows } = await sql<{ id: Id }>`
      with way as (
        select * from unnest(${routes.map(({ from }) => from)}::uuid[], ${routes.map(({ to }) => to)}::uuid[]) as w (from_id, to_id)
      ), going as (
        select t.id, o.from_id is not null as owner_ends, o.to_id as owner_to, i.from_id is not null as issuer_ends, i.to_id as issuer_to
        from task t left join way o on o.from_id = t.owner_unit_id left join way i on i.from_id = t.issuer_unit_id
        where t.tenant_id = ${ctx.tenantId} and t.state in ('open', 'reported')
          and (t.owner_unit_id in (select from_id from way) or t.issuer_unit_id in (select from_id from way))
      ), judged as (
        select *, owner_ends and owner_to is null or issuer_ends and issuer_to is null as ends from going
      )
      update task t set
        owner_unit_id = case when j.ends then t.owner_unit_id else coalesce(j.owner_to, t.owner_unit_id) end,
        issuer_unit_id = case when j.ends then t.issuer_unit_id else coalesce(j.issuer_to, t.issuer_unit_id) end,
        state = case when j.ends then 'cancelled' else t.state end,
        verdict = case when j.ends then ${unitEndedVerdict} else t.verdict end,
        closed_on = case when j.ends then ${on}::date else t.closed_on end,
        version = t.version + 1, changed_at = ${ctx.now}
      from judged j where t.tenant_id = ${ctx.tenantId} and t.id = j.id
      returning t.id`.execute(ctx.db)
    return rows.length
  },
})
