// Dues over the tree for some months: owed, given, freed, and what each level keeps and passes up. One statement over all lines and
// payments; the shares are then worked out from the cells upwards, so that they add up to the đồng.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook, verdict, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { inScope, isUnder, unitsUnder } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { monthsBetween } from './dues.ts'
import { monthField } from './dues-fields.ts'
import { retention, unconfirmed } from './dues-rules.ts'
import { passUp } from './passing-up.ts'

export interface DuesSums {
  /** Member-months on the sheets. */
  lines: number
  due: number
  /** Of what is due: given. */
  paid: number
  /** Given beyond what was due, and for months not on a sheet. */
  voluntary: number
  unpaidLines: number
  /** What a waiver, a cut or long seniority took off. */
  freed: number
  unknown: number
}

export interface DuesUnit extends DuesSums {
  id: Id
  parentId: Id | null
  depth: number
  kind: UnitKind
  name: string
  shortName: string
  collected: number
  received: number
  kept: number
  passed: number
}

const NOTHING: DuesSums = { lines: 0, due: 0, paid: 0, voluntary: 0, unpaidLines: 0, freed: 0, unknown: 0 }
const KEYS = Object.keys(NOTHING) as (keyof DuesSums)[]

export type CellMonth = DuesSums & { unitId: Id; month: Day }

/** Sums of cells by month: one statement, whatever the number of members. */
export async function cellMonths(ctx: ReadContext, unitId: Id, from: Day, to: Day): Promise<CellMonth[]> {
  const within = (column: string) =>
    ctx.actor.stands.some((stand) => stand.whole && stand.unitId === unitId)
      ? sql<boolean>`true`
      : isUnder(ctx, [unitId], ctx.today, column)
  const fence = (column: string) => sql<boolean>`${within(column)} and ${inScope(ctx, 'dues.read', ctx.today, column)}`
  const { rows } = await sql<CellMonth>`
    select coalesce(l.unit_id, y.unit_id) as "unitId", coalesce(l.month, y.month) as month,
           count(l.member_id) as lines, coalesce(sum(l.due), 0) as due,
           coalesce(sum(least(y.amount, coalesce(l.due, 0))) filter (where y.amount is not null), 0) as paid,
           coalesce(sum(y.amount - least(y.amount, coalesce(l.due, 0))), 0) as voluntary,
           count(*) filter (where l.due > 0 and y.amount is null and l.why <> 'deferred') as "unpaidLines",
           coalesce(sum(l.owed - l.due) filter (where l.why in ('waived', 'cut', 'seniority')), 0) as freed,
           count(l.member_id) filter (where l.due is null) as unknown
    from (select unit_id, member_id, month, due, owed, why from dues_line x
          where x.tenant_id = ${ctx.tenantId} and x.month between ${from}::date and ${to}::date and ${fence('x.unit_id')}) l
    full join (select unit_id, member_id, month, amount from dues_payment x
          where x.tenant_id = ${ctx.tenantId} and x.month between ${from}::date and ${to}::date and x.voided_at is null and ${fence('x.unit_id')}) y
      on y.member_id = l.member_id and y.month = l.month
    group by 1, 2`.execute(ctx.db)
  return rows
}

export const readSummary = query({
  name: 'dues.read-summary',
  summary: 'Dues of some months over the tree at and below a unit: due, paid, freed, kept and passed up by each level',
  permission: 'dues.read',
  oneSnapshot: true,
  input: v.object({ unitId: idField(), fromMonth: monthField(), toMonth: monthField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const [from, to] = [input.fromMonth, input.toMonth]
    const units = await unitsUnder(ctx, input.unitId, ctx.today)
    const cells = await cellMonths(ctx, input.unitId, from, to)
    const rules = await loadRulebook(ctx)
    const known = new Set(units.map(({ id }) => id))
    // Cells that are no more: their sums stand at the unit that was asked for.
    const at = (unitId: Id) => (known.has(unitId) ? unitId : input.unitId)

    const own = new Map<Id, DuesSums>()
    const shares = new Map<Id, { collected: number; received: number; kept: number; passed: number }>()
    for (const month of monthsBetween(from, to)) {
      const collected = new Map<Id, number>()
      for (const cell of cells) {
        if (cell.month !== month) continue
        const place = at(cell.unitId)
        collected.set(place, (collected.get(place) ?? 0) + cell.paid + cell.voluntary)
        const sums = own.get(place) ?? { ...NOTHING }
        for (const key of KEYS) sums[key] += cell[key]
        own.set(place, sums)
      }
      // Each month by the shares of its own rule; months add up.
      for (const [id, passed] of passUp(units, collected, retention(rules, month))) {
        const sum = shares.get(id) ?? { collected: 0, received: 0, kept: 0, passed: 0 }
        for (const key of ['collected', 'received', 'kept', 'passed'] as const) sum[key] += passed[key]
        shares.set(id, sum)
      }
    }
    const totals = new Map<Id, DuesSums>()
    // From the leaves upwards: a unit stands after its parent in reading order.
    for (const unit of units.toReversed()) {
      const sums = totals.get(unit.id) ?? { ...NOTHING }
      const mine = own.get(unit.id)
      if (mine) for (const key of KEYS) sums[key] += mine[key]
      totals.set(unit.id, sums)
      if (unit.parentId === null || !known.has(unit.parentId)) continue
      const above = totals.get(unit.parentId) ?? { ...NOTHING }
      for (const key of KEYS) above[key] += sums[key]
      totals.set(unit.parentId, above)
    }
    return {
      from,
      to,
      units: units.map((unit): DuesUnit => ({
        ...unit,
        ...(totals.get(unit.id) ?? NOTHING),
        ...(shares.get(unit.id) ?? { collected: 0, received: 0, kept: 0, passed: 0 }),
      })),
      warnings: unconfirmed(rules, to).map((rule) => verdictSentence(verdict(rule, false, to))),
    }
  },
})
