// The days on which the organisation changed, as far as the caller sees it: marks for the timeline.
import type { Day } from '#kernel/day.ts'
import { optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { inScope } from './scope.ts'

export interface TreeDay {
  day: Day
  founded: number
  changed: number
  closed: number
}

export const listTreeDays = query({
  name: 'units.list-tree-days',
  summary: 'The latest days on which units were founded, changed or closed, oldest first, with how many',
  permission: 'unit.read',
  input: v.object({ limit: v.optional(optionalInteger(1, 1000), null) }),
  async run(ctx, input): Promise<TreeDay[]> {
    const { rows } = await sql<TreeDay>`
      select act.day,
        count(*) filter (where act.what = 'founded') as founded,
        count(*) filter (where act.what = 'changed') as changed,
        count(*) filter (where act.what = 'closed') as closed
      from (
        select unit_id, lower(valid) as day,
          case when lower(valid) = min(lower(valid)) over (partition by unit_id) then 'founded' else 'changed' end as what
        from unit_version where tenant_id = ${ctx.tenantId}
        union all
        select unit_id, max(upper(valid)), 'closed'
        from unit_version where tenant_id = ${ctx.tenantId}
        group by unit_id having bool_and(upper(valid) is not null)
      ) act
      where ${inScope(ctx, 'unit.read', sql.ref('act.day'), 'act.unit_id')}
      group by act.day order by act.day desc limit ${input.limit ?? 60}`.execute(ctx.db)
    return rows.toReversed()
  },
})
