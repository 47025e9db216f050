// What an act of a day leaves of a unit's history, by example and against a day-by-day model.
import { contains } from '#kernel/date-range.ts'
import { addDays, day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeFacts, closeHistory } from './history.ts'
import type { Act, UnitVersion } from './history.ts'

const act = (on: string): Act => ({ on: day(on), decisionId: 'paper', recordedAt: new Date(0), recordedBy: null })

const founded: UnitVersion = {
  id: 'v0',
  unitId: 'u',
  valid: { from: day('2010-01-01'), to: null },
  kind: 'sub_cell',
  name: 'Chi bộ Một',
  shortName: 'Một',
  parentId: 'a',
  sector: null,
  localityId: null,
  ordinal: 1,
  symbol: null,
  seal: null,
  delegated: false,
  provisional: false,
  decisionId: null,
  recordedAt: new Date(0),
  recordedBy: null,
}

let made = 0
const newVersionId = () => `v${++made}`
const change = (history: UnitVersion[], facts: Partial<UnitVersion>, on: string): UnitVersion[] => {
  const result = changeFacts(history, facts, act(on), newVersionId)
  if (typeof result === 'string') throw new Error(result)
  return result
}
const names = (history: UnitVersion[]) => history.map((v) => [v.valid.from, v.valid.to, v.name, v.parentId])

describe('changeFacts', () => {
  it('closes the version of the day and opens a new one with its paper', () => {
    const after = change([founded], { name: 'Chi bộ Hai' }, '2015-06-01')
    expect(names(after)).toEqual([
      ['2010-01-01', '2015-06-01', 'Chi bộ Một', 'a'],
      ['2015-06-01', null, 'Chi bộ Hai', 'a'],
    ])
    expect(after.map((v) => v.decisionId)).toEqual([null, 'paper'])
  })

  it('corrects a version on its very first day', () => {
    const after = change([founded], { name: 'Chi bộ Hai' }, '2010-01-01')
    expect(names(after)).toEqual([['2010-01-01', null, 'Chi bộ Hai', 'a']])
    expect(after[0]?.id).toBe('v0')
  })

  it('carries a late rename through a later move, but not past a later rename', () => {
    const moved = change([founded], { parentId: 'b' }, '2020-01-01')
    const renamed = change(moved, { name: 'Chi bộ Ba' }, '2022-01-01')
    expect(names(change(renamed, { name: 'Chi bộ Hai' }, '2015-01-01'))).toEqual([
      ['2010-01-01', '2015-01-01', 'Chi bộ Một', 'a'],
      ['2015-01-01', '2020-01-01', 'Chi bộ Hai', 'a'],
      ['2020-01-01', '2022-01-01', 'Chi bộ Hai', 'b'],
      ['2022-01-01', null, 'Chi bộ Ba', 'b'],
    ])
  })

  it('refuses a day before the unit, and an act that changes nothing', () => {
    expect(changeFacts([founded], { name: 'x' }, act('2009-12-31'), newVersionId)).toBe('not_existing')
    expect(changeFacts([founded], { name: founded.name }, act('2012-01-01'), newVersionId)).toBe('nothing_changed')
  })

  it('for acts entered in order of time, every day shows the last act up to it', () => {
    const acts = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 60 }),
        facts: fc.oneof(
          fc.record({ name: fc.constantFrom('A', 'B', 'C') }),
          fc.record({ parentId: fc.constantFrom('p', 'q') }),
          fc.record({ ordinal: fc.nat(3) }),
        ),
      }),
      { maxLength: 10 },
    )
    fc.assert(
      fc.property(acts, (list) => {
        const inOrder = list.toSorted((x, y) => x.at - y.at)
        let history = [founded]
        for (const { at, facts } of inOrder) {
          const next = changeFacts(history, facts, act(addDays(founded.valid.from, at)), newVersionId)
          if (typeof next !== 'string') history = next
        }
        for (let n = 0; n <= 61; n++) {
          const on = addDays(founded.valid.from, n)
          const held = history.filter((v) => contains(v.valid, on))
          const expected = Object.assign({ ...founded }, ...inOrder.filter((a) => a.at <= n).map((a) => a.facts))
          expect(held.length).toBe(1)
          expect([held[0]?.name, held[0]?.parentId, held[0]?.ordinal]).toEqual([
            expected.name,
            expected.parentId,
            expected.ordinal,
          ])
        }
      }),
    )
  })
})

describe('closeHistory', () => {
  it('ends the last version, and refuses the second time, too early, and before later acts', () => {
    const moved = change([founded], { parentId: 'b' }, '2020-01-01')
    const closed = closeHistory(moved, day('2021-01-01'))
    expect(names(closed as UnitVersion[]).at(-1)).toEqual(['2020-01-01', '2021-01-01', 'Chi bộ Một', 'b'])
    expect(closeHistory(closed as UnitVersion[], day('2022-01-01'))).toBe('closed_already')
    expect(closeHistory(moved, day('2020-01-01'))).toBe('later_acts')
    expect(closeHistory(moved, day('2010-01-01'))).toBe('not_existing')
  })
})
