// The strength equation of a unit and each unit below it over a period, in the tree of the period's last day: opening, who came
// in and by what, who went out and by what, closing. The same arithmetic as strength.ts, in one statement.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, namesOn, treeOn } from '#modules/units/units.server.ts'
import { dayField, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { ENTRY_KINDS, EXIT_KINDS } from './member.ts'
import { reachUnit } from './member-filter.ts'
import type { Entered, Left, Strength } from './strength.ts'

interface Row {
  unit: Id
  what: 'opening' | 'closing' | 'entered' | 'left'
  kind: string | null
  n: number
}

export interface UnitStrength extends Strength {
  unitId: Id
  name: string
}

export const readStrength = query({
  name: 'members.read-strength',
  summary: 'Opening, entries, exits and closing strength over a period, for a unit and every unit below it',
  permission: 'member.read',
  input: v.object({ unitId: v.optional(optionalId(), null), from: dayField(), to: dayField() }),
  async run(ctx, input): Promise<UnitStrength[]> {
    if (input.to < input.from) throw AppError.at('to', 'members.period_reversed')
    await reachUnit(ctx, input.unitId)
    const eve = addDays(input.from, -1)
    const days: readonly [Day, Day] = [input.from, input.to]
    const within = (column: string) => sql`${sql.ref(column)} between ${days[0]}::date and ${days[1]}::date`
    const kindOn = (column: string, kinds: readonly string[]) => sql`
      coalesce((select e.kind from member_event e where e.tenant_id = ${ctx.tenantId} and e.member_id = x.member_id
        and e.effective_on = ${sql.ref(column)} and e.voided_at is null and e.kind = any(${[...kinds]}::text[]) limit 1), 'move')`
    // Where somebody was just before and goes just after: a move within a unit is no movement of that unit.
    const { rows } = await sql<Row>`
      with x as materialized (
        select c.member_id, c.unit_id, lower(c.valid) as first, upper(c.valid) as after,
               lag(c.unit_id) over w as before_unit, lag(upper(c.valid)) over w as before_end,
               lead(c.unit_id) over w as next_unit, lead(lower(c.valid)) over w as next_first
        from member_cell c where c.tenant_id = ${ctx.tenantId}
        window w as (partition by c.member_id order by lower(c.valid))
      ), moved as materialized (
        select 'entered' as what, ${kindOn('x.first', ENTRY_KINDS)} as kind, x.unit_id,
               case when x.before_end = x.first then x.before_unit end as other from x where ${within('x.first')}
        union all
        select 'left', ${kindOn('x.after', EXIT_KINDS)}, x.unit_id,
               case when x.next_first = x.after then x.next_unit end from x where ${within('x.after')}
      ), leaf as (
        select 'opening' as what, null::text as kind, x.unit_id, null::uuid as other, count(*) as n from x
        where x.first <= ${eve}::date and (x.after is null or x.after > ${eve}::date) group by x.unit_id
        union all
        select 'closing', null, x.unit_id, null, count(*) from x
        where x.first <= ${input.to}::date and (x.after is null or x.after > ${input.to}::date) group by x.unit_id
        union all
        select what, kind, unit_id, other, count(*) from moved group by 1, 2, 3, 4
      )
      select a.ancestor_id as unit, leaf.what, leaf.kind, sum(leaf.n)::int as n
      from leaf
      join unit_closure a on a.tenant_id = ${ctx.tenantId} and a.descendant_id = leaf.unit_id and ${treeOn('a', input.to)}
      left join unit_closure b on b.tenant_id = ${ctx.tenantId} and b.descendant_id = leaf.other and b.ancestor_id = a.ancestor_id
        and ${treeOn('b', input.to)}
      where b.ancestor_id is null and ${inScope(ctx, 'member.read', input.to, 'a.ancestor_id')}
        ${
          input.unitId
            ? sql`and exists (select from unit_closure u where u.tenant_id = ${ctx.tenantId} and u.ancestor_id = ${input.unitId}
                and u.descendant_id = a.ancestor_id and ${treeOn('u', input.to)})`
            : sql``
        }
      group by a.ancestor_id, leaf.what, leaf.kind`.execute(ctx.db)
    const found = new Map<Id, Strength>()
    for (const row of rows) {
      const strength = found.get(row.unit) ?? { opening: 0, entered: {}, left: {}, closing: 0 }
      if (row.what === 'entered') strength.entered[row.kind as Entered] = row.n
      else if (row.what === 'left') strength.left[row.kind as Left] = row.n
      else strength[row.what] = row.n
      found.set(row.unit, strength)
    }
    const names = await namesOn(ctx, [...found.keys()], input.to)
    return [...found].map(([unitId, strength]) => ({ unitId, name: names.get(unitId)?.name ?? '', ...strength }))
  },
})
