// Whatever plan is carried out: nobody is lost or in two places, the days before it keep their tree and their figures, and taking it
// back leaves everything as it was.
import type { Id } from '#kernel/ids.ts'
import { day } from '#kernel/day.ts'
import { indicatorOf, rollUp } from '#modules/figures/figures.server.ts'
import { isCell } from '#modules/units/units.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { askAll } from '#platform/operation/execute.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  applied,
  CELLS,
  database,
  everything,
  fresh,
  freshBloc,
  membersOn,
  now,
  ON,
  paper,
  refusal,
  run,
  system,
  tenantId,
  unit,
  usePlans,
  who,
} from '../../../tests/samples/plans.ts'
import { reversePlan } from './reorganisations.server.ts'

usePlans()

const BEFORE = day('2026-11-15')

/** The figures of members and units, of every unit, as of the day before. */
async function figuresBefore(): Promise<string> {
  return askAll(
    database,
    system,
    async (_, ctx) => {
      const keys = CELLS.concat('khoi', 'A', 'B')
      const asked = ['I01', 'I03'].map((code) => {
        const indicator = indicatorOf(code)
        if (!indicator) throw new Error(`${code} is not declared`)
        return { key: code, indicator, span: { from: day('2026-01-01'), to: BEFORE } }
      })
      const table = await rollUp(ctx, asked, { basis: { on: BEFORE }, units: keys.map(unit) })
      return JSON.stringify(asked.map(({ key }) => keys.map((name) => table.get(key)?.get(unit(name)) ?? null)))
    },
    { now },
  )
}

/** Units of a day and which of them are cells. */
async function unitsOn(on: string): Promise<Map<Id, string>> {
  return withTenant(database, tenantId, async (db) => {
    const rows = await db
      .selectFrom('unit_version')
      .select(['unit_id', 'kind'])
      .where('tenant_id', '=', tenantId)
      .where(sql<boolean>`valid @> ${on}::date`)
      .execute()
    return new Map(rows.map((row) => [row.unit_id, row.kind]))
  })
}

type Recipe = () => object[]
const all = (from: Id, to: Id) => ({ from, to, members: 'rest' })

/** Acts on cells and committees of the sample that do not get in each other's way. */
const cellRecipes = (cell: string, other: string): Recipe[] => [
  () => [{ kind: 'absorb', inputs: [unit(cell)], into: unit(other) }],
  () => [{ kind: 'consolidate', inputs: [unit(cell), unit(other)], unit: fresh('A', 'sub_cell', 'Chi bộ Chung') }],
  () => [{ kind: 'dissolve', input: unit(cell), children: {}, members: [{ from: unit(cell), to: unit('C'), members: [who(cell, 1)] }, all(unit(cell), unit(other))] }, { kind: 'settle', area: 'meetings', from: unit(cell), to: unit(other) }], // prettier-ignore
  () => [{ kind: 'transfer_out', unitId: unit(cell), to: 'Đảng ủy phường' }],
  () => {
    const made = fresh('A', 'sub_cell', 'Chi bộ Tách')
    return [{ kind: 'separate', input: unit(cell), units: [made], children: {}, members: [{ from: unit(cell), to: made.unitId, members: [1, 2, 5].map((n) => who(cell, n)) }, { from: unit(other), to: made.unitId, members: [who(other, 1)] }] }] // prettier-ignore
  },
  () => {
    const halves = [fresh('A', 'sub_cell', 'Chi bộ Một'), fresh('A', 'sub_cell', 'Chi bộ Hai')]
    const [one, two] = halves as [(typeof halves)[0], (typeof halves)[0]]
    return [{ kind: 'split', input: unit(cell), units: halves, children: {}, members: [{ from: unit(cell), to: one.unitId, members: [1, 2, 3].map((n) => who(cell, n)) }, all(unit(cell), two.unitId), { from: unit(other), to: two.unitId, members: [2, 3].map((n) => who(other, n)) }] }] // prettier-ignore
  },
]
const committeeRecipes: Recipe[] = [
  () => [],
  () => [{ kind: 'absorb', inputs: [unit('B')], into: unit('A') }],
  () => [{ kind: 'transfer_out', unitId: unit('B'), to: 'Đảng bộ tỉnh' }],
  () => [{ kind: 'dissolve', input: unit('B'), children: { [unit('b1')]: unit('A'), [unit('b2')]: unit('A') } }],
  () => [{ kind: 'move', unitId: unit('D'), parentId: unit('B'), toKind: 'sub_cell' }, { kind: 'rename', unitId: unit('B'), name: 'Đảng bộ Khác' }], // prettier-ignore
]

test('members, figures of the days before, and the way back, for random plans', { timeout: 120_000 }, async () => {
  let carriedOut = 0
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.nat(5), fc.nat(4), fc.constantFrom<[string, string]>(['a1', 'a2'], ['a2', 'a3'], ['a3', 'a1'])),
      async ([cellCase, committeeCase, [cell, other]]) => {
        await freshBloc()
        const acts = [...(cellRecipes(cell, other)[cellCase]?.() ?? []), ...(committeeRecipes[committeeCase]?.() ?? [])]
        const spans = ['unit_closure', 'member_status', 'member_cell']
        const [recordsWere, membersWere, figuresWere] = [
          await everything(spans),
          await membersOn(BEFORE),
          await figuresBefore(),
        ]
        expect(figuresWere).toContain('"num":35')
        const done = await applied(acts).catch(async (thrown: unknown) => {
          // Two of these recipes leave too few in a cell together: then nothing has happened.
          expect(await refusal(Promise.reject(thrown as Error))).toEqual(['reorganisations.not_ready', []])
          return null
        })
        if (!done) return
        carriedOut++
        expect(await membersOn(BEFORE)).toEqual(membersWere)
        expect(await figuresBefore()).toBe(figuresWere)
        const [members, units] = [await membersOn(ON), await unitsOn(ON)]
        const gone = [...membersWere].filter(([memberId]) => !members.has(memberId))
        const out = acts.some((act) => (act as { kind: string }).kind === 'transfer_out')
        expect(gone.length > 0).toBe(out)
        for (const unitId of members.values()) expect(isCell(units.get(unitId) as never)).toBe(true)
        for (const memberId of members.keys()) expect(membersWere.has(memberId)).toBe(true)
        await run(reversePlan, { planId: done.planId, version: done.version, reason: 'Thử', ...paper() })
        expect(await everything(spans)).toBe(recordsWere)
        expect(await figuresBefore()).toBe(figuresWere)
      },
    ),
    { numRuns: 24 },
  )
  expect(carriedOut).toBeGreaterThan(12)
})
