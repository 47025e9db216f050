// What is owed, proved: each period exactly once whatever changes, nothing after an end, states from the facts alone.
import { contains, intersect } from '#kernel/date-range.ts'
import { addDays, addMonths, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instancesOf, stateOf, tally } from './instances.ts'
import type { Agreement, Duty, InstanceState } from './instances.ts'
import { beginOf, codeOf, periodOfCode, periodsBeginning, RHYTHMS } from './rhythm.ts'
import type { Recurring } from './rhythm.ts'

const span = { from: day('2019-01-01'), to: day('2028-01-01') }
const open = (from: string) => ({ from: day(from), to: null })
const agreement = (more: Partial<Agreement> = {}): Agreement => ({
  valid: open('2021-01-01'),
  sides: [
    { id: 'bloc', valid: open('2000-01-01') },
    { id: 'district', valid: { from: day('1998-01-01'), to: day('2025-07-01') } },
  ],
  ...more,
})
const duty = (more: Partial<Duty> = {}): Duty => ({
  id: 'o',
  partyId: 'bloc',
  toPartyId: 'district',
  rhythm: 'year',
  dueAfter: 30,
  valid: open('2021-01-01'),
  ...more,
})
const periods = (given: Duty, where = agreement()) => instancesOf(given, where, span).map((one) => one.period)

describe('examples of what is owed', () => {
  test('a yearly plan by 31 January, until the district ends on 30/06/2025', () => {
    const owed = instancesOf(duty(), agreement(), span)
    expect(owed.map(({ period, dueOn }) => [period, dueOn])).toEqual(
      [2021, 2022, 2023, 2024, 2025].map((year) => [`nam-${year}`, `${year}-01-31`]),
    )
  })
  test('the last half year is owed on the last day, and not one day later', () => {
    const half = duty({ partyId: 'district', toPartyId: 'bloc', rhythm: 'half' })
    expect(periods({ ...half, dueAfter: 180 }).at(-1)).toBe('6-thang-dau-2025')
    expect(periods({ ...half, dueAfter: 181 }).at(-1)).toBe('6-thang-cuoi-2024')
  })
  test('what falls due after the regulation ended is not owed; a period begun before the obligation neither', () => {
    const until = agreement({ valid: { from: day('2022-03-15'), to: day('2024-06-01') } })
    expect(periods(duty({ dueAfter: 348 }), until)).toEqual(['nam-2022', 'nam-2023'])
    expect(periods(duty({ dueAfter: 348, valid: open('2022-03-15') }), until)).toEqual(['nam-2023'])
    expect(periods(duty({ rhythm: 'quarter', dueAfter: 89, valid: open('2024-01-01') }), until)).toEqual(['quy-2024-1'])
  })
  test('due before the year begins, and once', () => {
    expect(instancesOf(duty({ dueAfter: -31, valid: open('2023-01-01') }), agreement(), span)[0]).toEqual({
      obligationId: 'o',
      period: 'nam-2023',
      from: '2023-01-01',
      dueOn: '2022-12-01',
    })
    const once = duty({ rhythm: 'once', dueAfter: 10, valid: open('2023-05-05') })
    expect(instancesOf(once, agreement(), span)).toEqual([
      { obligationId: 'o', period: 'once', from: '2023-05-05', dueOn: '2023-05-15' },
    ])
  })
  test('owed to all the others as long as one of them is there; to nobody, nothing', () => {
    const where = agreement()
    where.sides = [...where.sides, { id: 'commune', valid: open('2025-07-01') }]
    expect(periods(duty({ toPartyId: null }), where)).toContain('nam-2027')
    expect(periods(duty({ toPartyId: null }), agreement())).not.toContain('nam-2026')
    expect(periods(duty({ partyId: 'nobody' }))).toEqual([])
    expect(periods(duty({ toPartyId: 'nobody' }))).toEqual([])
  })
})

const someDay = fc.integer({ min: 0, max: 3200 }).map((n) => addDays(span.from, n))
const recurring = fc.constantFrom(...RHYTHMS.filter((rhythm) => rhythm !== 'once'))
const someRange = fc
  .tuple(someDay, fc.option(fc.integer({ min: 1, max: 2000 })))
  .map(([from, length]) => ({ from, to: length === null ? null : addDays(from, length) }))

/** The rule said in another way: walk over all days and ask for each period that begins. */
function expected(given: Duty, where: Agreement): string[] {
  const found: string[] = []
  for (let at: Day = span.from; at < span.to; at = addDays(at, 1)) {
    const rhythm = given.rhythm as Recurring
    if (beginOf(rhythm, at) !== at || !contains(given.valid, at)) continue
    const due = addDays(at, given.dueAfter)
    const side = (id: string) => where.sides.some((one) => one.id === id && contains(one.valid, due))
    if (contains(where.valid, due) && side(given.partyId) && side('district')) found.push(codeOf(rhythm, at))
  }
  return found
}

test('whatever begins or ends inside a period, exactly the periods of the rule are owed, each once', () => {
  fc.assert(
    fc.property(
      recurring,
      fc.integer({ min: -366, max: 366 }),
      someRange,
      someRange,
      someRange,
      someRange,
      (rhythm, dueAfter, valid, whole, bloc, district) => {
        const where = { valid: whole, sides: [{ id: 'bloc', valid: bloc }, { id: 'district', valid: district }] } // prettier-ignore
        const given = duty({ rhythm, dueAfter, valid })
        const owed = instancesOf(given, where, span)
        expect(owed.map((one) => one.period)).toEqual(expected(given, where))
        expect(new Set(owed.map((one) => one.period)).size).toBe(owed.length)
        const both = intersect(whole, bloc)
        for (const one of owed) expect(both && contains(both, one.dueOn)).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})

test('changed on any day, with another day to be due, every period is still owed exactly once', () => {
  fc.assert(
    fc.property(recurring, someDay, fc.integer({ min: 0, max: 360 }), fc.integer({ min: 0, max: 360 }), (rhythm, on, before, after) => {
      const where = agreement({ valid: open('2010-01-01'), sides: agreement().sides.map((side) => ({ ...side, valid: open('2010-01-01') })) })
      const versions = [
        duty({ rhythm, dueAfter: before, valid: { from: day('2015-01-01'), to: on } }),
        duty({ rhythm, dueAfter: after, valid: { from: on, to: null } }),
      ]
      const owed = versions.flatMap((version) => instancesOf(version, where, span)).map((one) => one.period)
      expect(owed).toEqual(periodsBeginning(rhythm, span.from, span.to).map((period) => period.code))
    }),
  ) // prettier-ignore
})

test('a span cut in two brings the same instances', () => {
  fc.assert(
    fc.property(recurring, someDay, someRange, (rhythm, cut, valid) => {
      const given = duty({ rhythm, valid })
      const of = (from: Day, to: Day) => instancesOf(given, agreement(), { from, to })
      expect([...of(span.from, cut), ...of(cut, span.to)]).toEqual(of(span.from, span.to))
    }),
  )
})

test('a code names its period and is the only one for it; other text names none', () => {
  fc.assert(
    fc.property(recurring, someDay, (rhythm, on) => {
      const from = beginOf(rhythm, on)
      expect(periodOfCode(codeOf(rhythm, from))).toEqual({ code: codeOf(rhythm, from), from, rhythm })
      expect(from <= on && on < addMonths(from, 12)).toBe(true)
    }),
  )
  for (const code of ['once', '', 'nam-23', 'quy-2023-5', 'thang-2023-13', 'thang-2023-00', 'nam-0000', '6-thang-2023', ' nam-2023'])
    expect([code, periodOfCode(code)]).toEqual([code, null]) // prettier-ignore
})

test('the state follows from the day and what was done', () => {
  const dueOn = day('2026-01-31')
  const at = (today: string, done?: [string, 'received' | 'accepted' | 'returned']) =>
    stateOf({ dueOn }, done && { doneOn: day(done[0]), state: done[1] }, day(today))
  const plain = (state: InstanceState) => ({ state, doneLate: false, overdue: false })
  expect(at('2026-01-15')).toEqual(plain('not_due'))
  expect(at('2026-01-16')).toEqual(plain('due_soon'))
  expect(at('2026-01-31')).toEqual(plain('due_soon'))
  expect(at('2026-02-01')).toEqual({ state: 'late', doneLate: false, overdue: true })
  expect(at('2026-03-01', ['2026-01-31', 'received'])).toEqual(plain('received'))
  expect(at('2026-03-01', ['2026-02-01', 'accepted'])).toEqual({ state: 'accepted', doneLate: true, overdue: false })
  expect(at('2026-01-20', ['2026-01-10', 'returned'])).toEqual(plain('returned'))
  expect(at('2026-02-01', ['2026-01-10', 'returned'])).toEqual({ state: 'returned', doneLate: false, overdue: true })
})

test('sums: nothing is counted twice, what is owed is done, late, or still has time', () => {
  const standing = fc.record({ dueOn: someDay, today: someDay, done: fc.option(fc.record({ doneOn: someDay, state: fc.constantFrom('received' as const, 'accepted' as const, 'returned' as const) })) }) // prettier-ignore
  fc.assert(
    fc.property(fc.array(standing), (given) => {
      const sum = tally(given.map(({ dueOn, today, done }) => stateOf({ dueOn }, done ?? undefined, today)))
      expect(sum.owed).toBe(given.length)
      const inTime = given.filter(({ dueOn, today, done }) => (!done || done.state === 'returned') && dueOn >= today)
      expect(sum.done + sum.late + inTime.length).toBe(given.length)
      expect(sum.waiting).toBe(given.filter(({ done }) => done?.state === 'received').length)
      expect(sum.returned).toBe(given.filter(({ done }) => done?.state === 'returned').length)
    }),
  )
})
