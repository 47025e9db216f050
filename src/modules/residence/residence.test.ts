// The pure core of introductions: one span a day whatever is done, the grounds of RESIDENCE_GROUNDS_A and _B, days of
// RESIDENCE_INTRODUCE and RESIDENCE_REMARK_LEAD, letters that follow one another.
import { overlaps } from '#kernel/date-range.ts'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { introduce, isRefusal, lettersFrom, shareDone } from './residence.ts'
import type { LinkSpan } from './residence.ts'
import { groundsOn, introduceBy, remarksDueBy, resultsOn, yearlyOn } from './residence-rules.ts'
import { askedYear } from './standing-rows.ts'

const rules = rulebookOf([])
const today = day('2026-11-22')
const codes = (category: 'A' | 'B') => groundsOn(rules, category, today).map((item) => item.code)
const given = { grounds: { A: codes('A'), B: codes('B') }, member: { from: day('2015-03-01'), to: null }, today }
const toCell = (from: string, more: object = {}) => ({
  ...{ category: 'C' as const, ground: null, cellId: 'cell', address: null, from: day(from) },
  ...more,
})

test('RESIDENCE_GROUNDS_A and RESIDENCE_GROUNDS_B: who is exempt says why; B has no cell, A and C have one', () => {
  expect(codes('A')).toContain('rotated')
  expect(codes('B')).toContain('secret')
  const fault = (more: object) => {
    const outcome = introduce([], toCell('2026-01-05', more), given)
    return isRefusal(outcome) ? [outcome.code, outcome.field] : 'introduced'
  }
  expect(fault({})).toBe('introduced')
  expect(fault({ category: 'A', ground: 'rotated' })).toBe('introduced')
  expect(fault({ category: 'B', ground: 'secret', cellId: null })).toBe('introduced')
  expect(fault({ category: 'A' })).toEqual(['residence.ground_needed', 'ground'])
  expect(fault({ category: 'A', ground: 'secret' })).toEqual(['residence.ground_needed', 'ground'])
  expect(fault({ ground: 'rotated' })).toEqual(['residence.ground_not_needed', 'ground'])
  expect(fault({ category: 'B', ground: 'secret' })).toEqual(['residence.cell_not_needed', 'cellId'])
  expect(fault({ cellId: null })).toEqual(['residence.cell_needed', 'cellId'])
})

test('not before the membership, not to come, not after leaving', () => {
  const fault = (from: string, member = given.member as { from: Day; to: Day | null }) => {
    const outcome = introduce([], toCell(from), { ...given, member })
    return isRefusal(outcome) ? outcome.code : 'introduced'
  }
  expect(fault('2015-02-28')).toBe('residence.before_membership')
  expect(fault('2026-11-23')).toBe('residence.in_future')
  expect(fault('2024-01-01', { from: day('2015-03-01'), to: day('2024-01-01') })).toBe('residence.left_already')
})

test('a new address closes the introduction before; the same one again is nothing new', () => {
  const spans: LinkSpan[] = [{ id: 'one', ...toCell('2020-02-01'), valid: { from: day('2020-02-01'), to: null } }]
  expect(introduce(spans, toCell('2024-05-06', { cellId: 'other' }), given)).toEqual({
    closes: { id: 'one', to: '2024-05-06', reason: 'moved' },
  })
  expect(introduce(spans, toCell('2024-05-06', { category: 'B', ground: 'ready', cellId: null }), given)).toEqual({
    closes: { id: 'one', to: '2024-05-06', reason: 'category' },
  })
  expect(introduce(spans, toCell('2024-05-06'), given)).toEqual({ code: 'residence.nothing_new', field: 'cellId' })
  expect(introduce(spans, toCell('2020-02-01', { cellId: 'other' }), given)).toMatchObject({ code: 'residence.before_last' }) // prettier-ignore
})

test('whatever is tried in any order, no two introductions of a member share a day', () => {
  const attempt = fc.record({
    offset: fc.integer({ min: -50, max: 4300 }),
    category: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
    cellId: fc.constantFrom('x', 'y', null),
    ground: fc.constantFrom('rotated', 'secret', null),
  })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 12 }), (attempts) => {
      let spans: LinkSpan[] = []
      for (const [n, { offset, ...facts }] of attempts.entries()) {
        const next = { ...facts, address: null, from: addDays(given.member.from, offset) }
        const outcome = introduce(spans, next, given)
        if (isRefusal(outcome)) continue
        const closed = outcome.closes
        spans = spans.map((span) => (span.id === closed?.id ? { ...span, valid: { ...span.valid, to: closed.to } } : span)) // prettier-ignore
        spans.push({ ...next, id: String(n), valid: { from: next.from, to: null } })
      }
      spans.forEach((a, i) =>
        spans.slice(i + 1).forEach((b) => expect([a, b, overlaps(a.valid, b.valid)]).toEqual([a, b, false])),
      )
      expect(spans.filter((span) => span.valid.to === null).length).toBe(spans.length === 0 ? 0 : 1)
    }),
  )
})

test('RESIDENCE_YEARLY_REMARK: only C is remarked on every year; RESIDENCE_RESULTS: levels, best first', () => {
  expect(yearlyOn(rules, today)).toEqual(['C'])
  expect(askedYear(rules, 2025, today)).toEqual({ year: 2025, on: '2025-12-31', yearly: ['C'] })
  expect(askedYear(rules, 2026, today).on).toBe(today)
  expect(resultsOn(rules, today).map((item) => item.code)).toEqual(['good', 'fair', 'average', 'poor'])
  expect(resultsOn(rules, day('2019-12-31'))).toEqual([])
})

test('RESIDENCE_REMARK_LEAD: a month before the year ends; RESIDENCE_INTRODUCE: working days, without holidays', () => {
  expect(remarksDueBy(rules, 2026)).toBe('2026-12-01')
  expect(remarksDueBy(rules, 2019)).toBeNull()
  // Thirty working days from 20 April 2026, with the end of April, 1 May and Hung Kings' day between.
  const due = introduceBy(rules, day('2026-04-20')) as Day
  expect(due > day('2026-06-01')).toBe(true)
  expect(introduceBy(rules, day('2019-04-20'))).toBeNull()
})

test('letters follow one another, whatever stands behind the number', () => {
  expect(lettersFrom('07-GT/CB', 3)).toEqual(['07-GT/CB', '08-GT/CB', '09-GT/CB'])
  expect(lettersFrom('99', 2)).toEqual(['99', '100'])
  expect(lettersFrom('GT', 2)).toEqual(['GT', 'GT'])
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 40 }), (first, count) => {
      const numbers = lettersFrom(`${first}-GT`, count)
      expect([new Set(numbers).size, numbers[0]]).toEqual([count, `${first}-GT`])
    }),
  )
})

test('a share of nothing is no share', () => {
  expect([shareDone(0, 0), shareDone(1, 4), shareDone(4, 4)]).toEqual([null, 25, 100])
})
