// The strength equation of a unit and each unit below it over a period, in the tree of the period's last day: opening, who came
// in and by what, who went out and by what, closing. The same arithmetic as strength.ts, in one statement.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, namesOn, treeOn } from '#modules/units/units.server.ts'
import { dayField, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { reachUnit } from './member-filter.ts'
import { movementTables, standsAt } from './movements.ts'
import type { Entered, Left, Strength } from './strength.ts'

interface Row {
  unit: Id
  what: 'opening' | 'closing' | 'entered' | 'left' | 'readmitted'
  kind: string | null
  n: number
}

export interface UnitStrength extends Strength {
  unitId: Id
  name: string
  /** Of those admitted: who had been a member before. */
  readmitted: number
}

export const readStrength = query({
  name: 'members.read-strength',
  summary: 'Opening, entries, exits and closing strength over a period, for a unit and every unit below it',
  permission: 'member.read',
  input: v.object({ unitId: v.optional(optionalId(), null), from: dayField(), to: dayField() }),
  async run(ctx, input): Promise<UnitStrength[]> {
    if (input.to < input.from) throw AppError.at('to', 'members.period_reversed')
    await reachUnit(ctx, input.unitId)
    const span = { from: input.from, to: input.to }
    // Where somebody was just before and goes just after: a move within a unit is no movement of that unit.
    const { rows } = await sql<Row>`
      with ${movementTables(ctx.tenantId, span)}, leaf as (
        select 'opening' as what, null::text as kind, x.unit_id, null::uuid as other, count(*) as n from x
        where ${standsAt('opening', span)} group by x.unit_id
        union all
        select 'closing', null, x.unit_id, null, count(*) from x
        where ${standsAt('closing', span)} group by x.unit_id
        union all
        select what, kind, unit_id, other, count(*) from moved group by 1, 2, 3, 4
        union all
        select 'readmitted', null, unit_id, other, count(*) from moved
        where what = 'entered' and kind = 'admission' and again group by 1, 2, 3, 4
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
    const found = new Map<Id, Strength & { readmitted: number }>()
    for (const row of rows) {
      const strength = found.get(row.unit) ?? { opening: 0, entered: {}, left: {}, closing: 0, readmitted: 0 }
      if (row.what === 'entered') strength.entered[row.kind as Entered] = row.n
      else if (row.what === 'left') strength.left[row.kind as Left] = row.n
      else strength[row.what] = row.n
      found.set(row.unit, strength)
    }
    const names = await namesOn(ctx, [...found.keys()], input.to)
    return [...found].map(([unitId, strength]) => ({ unitId, name: names.get(unitId)?.name ?? '', ...strength }))
  },
})
