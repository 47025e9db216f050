// The trees stand as the articles tell on their days; whole lives of units are consistent with themselves.
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { describe, expect, test } from 'vitest'
import { BLOC_1, BLOC_2, BLOC_3 } from './blocs.ts'
import { planOrganisation } from './organisation.ts'
import type { Organisation, PlannedUnit } from './organisation.ts'
import { idsFrom, random } from './random.ts'

const plan = (definition: typeof BLOC_1) =>
  planOrganisation(definition, random('test'), idsFrom('test', 1_700_000_000_000))

/** The units of a day, after all acts up to it. */
function treeOn(organisation: Organisation, on: Day): PlannedUnit[] {
  const units = new Map(
    [...organisation.units, ...organisation.founded].filter((u) => u.from <= on).map((u) => [u.id, { ...u }]),
  )
  for (const change of organisation.changes.filter((each) => each.on <= on)) {
    const unit = units.get(change.unitId)
    if (!unit) throw new Error(`${change.act} of a unit that is not there`)
    if (change.act === 'close') units.delete(unit.id)
    else if (change.act === 'move') unit.parentId = change.parentId
    else if (change.act === 'change')
      Object.assign(unit, { kind: change.kind ?? unit.kind, localityId: change.localityId ?? unit.localityId }) // prettier-ignore
    else unit.name = change.name
  }
  return [...units.values()]
}
const count = (units: PlannedUnit[], kind: string, local = false) =>
  units.filter((unit) => unit.kind === kind && (!local || unit.localityId !== null)).length

describe('trees on the days of the articles', () => {
  test('A: 63 = 33 + 30, ten sections, 7 + 8 + 62 in the districts', () => {
    const units = treeOn(plan(BLOC_1), day('2023-09-21'))
    expect(count(units, 'grassroots_committee')).toBe(33)
    expect(count(units, 'grassroots_cell')).toBe(30)
    expect(count(units, 'section')).toBe(10)
    expect(count(units, 'grassroots_committee', true)).toBe(7)
    expect(count(units, 'section', true)).toBe(8)
    expect(count(units, 'sub_cell', true)).toBe(62)
  })
  test('B: 53 grassroots units', () => {
    const units = treeOn(plan(BLOC_2), day('2018-06-20'))
    expect(count(units, 'grassroots_committee') + count(units, 'grassroots_cell')).toBe(53)
  })
  test('C: 94 grassroots units of 8 sectors', () => {
    const units = treeOn(plan(BLOC_3), day('2023-11-03')).filter((unit) => /^grassroots/.test(unit.kind))
    expect(units).toHaveLength(94)
    expect(new Set(units.map((unit) => unit.sector)).size).toBe(8)
  })
})

test.each([BLOC_1, BLOC_2, BLOC_3])(
  '$slug: no parent ends before its children, names differ among siblings',
  (definition) => {
    const organisation = plan(definition)
    for (const on of [definition.openedOn, day('2021-08-01'), day('2024-06-01'), day('2026-11-01')]) {
      const units = treeOn(organisation, on)
      const ids = new Set(units.map((unit) => unit.id))
      expect(units.filter((unit) => unit.parentId !== null && !ids.has(unit.parentId))).toEqual([])
      const named = units.map((unit) => `${unit.parentId} ${unit.name}`)
      expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual([])
      expect(
        units.filter((unit) => unit.kind === 'grassroots_committee' && !units.some((o) => o.parentId === unit.id)),
      ).toEqual([])
    }
  },
)
