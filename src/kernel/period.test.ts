// Periods: codes, labels, the cumulative rule and the months and quarters inside a span.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, day, daysBetween, monthOf, yearOf, type Day } from './day.ts'
import {
  cutOffEarlier,
  monthsIn,
  parsePeriod,
  periodCode,
  periodLabel,
  periodSpan,
  quartersIn,
  sameLastYear,
  type Period,
} from './period.ts'

const year = fc.integer({ min: 1930, max: 2100 })
const inYear: fc.Arbitrary<Exclude<Period, { kind: 'term' }>> = fc.oneof(
  fc.record({ kind: fc.constant('month' as const), year, month: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('quarter' as const), year, quarter: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constantFrom('half' as const, 'nine-months' as const, 'year' as const), year }),
)
const term: fc.Arbitrary<Period> = fc
  .tuple(year, fc.integer({ min: 1, max: 6 }))
  .map(([fromYear, length]) => ({ kind: 'term', fromYear, toYear: fromYear + length }))
const anyDay = fc.integer({ min: -15_000, max: 45_000 }).map((count) => addDays(day('1970-01-01'), count))

describe('the same period as code, sentence and days', () => {
  test.each([
    ['thang-2020-09', 'tháng 9 năm 2020', '2020-09-01', '2020-09-30'],
    ['quy-2020-3', 'quý III năm 2020', '2020-07-01', '2020-09-30'],
    ['6-thang-2020', '6 tháng đầu năm 2020', '2020-01-01', '2020-06-30'],
    ['9-thang-2020', '9 tháng đầu năm 2020', '2020-01-01', '2020-09-30'],
    ['nam-2020', 'năm 2020', '2020-01-01', '2020-12-31'],
    ['nhiem-ky-2015-2020', 'nhiệm kỳ 2015–2020', '2015-01-01', '2020-12-31'],
  ])('%s', (code, label, from, to) => {
    const period = parsePeriod(code)!
    expect(periodLabel(period)).toBe(label)
    expect(periodSpan(period)).toEqual({ from, to })
    expect(periodCode(period)).toBe(code)
  })

  test('every period is read back from its code, and no two share one', () => {
    fc.assert(
      fc.property(fc.oneof(inYear, term), fc.oneof(inYear, term), (a, b) => {
        expect(parsePeriod(periodCode(a))).toEqual(a)
        if (periodCode(a) === periodCode(b)) expect(a).toEqual(b)
        if (periodLabel(a) === periodLabel(b)) expect(a).toEqual(b)
      }),
    )
  })

  test.each([
    '',
    'nam',
    'nam-20',
    'nam-2020-1',
    'thang-2020',
    'thang-2020-9',
    'thang-2020-13',
    'quy-2020-0',
    'quy-2020-5',
    'quy-2020-03',
    '3-thang-2020',
    'nhiem-ky-2020-2015',
    'nhiem-ky-2020',
    'nam-0020',
    'Nam-2020',
    'nam-2020 ',
  ])('%s names no period', (code) => expect(parsePeriod(code)).toBeNull())
})

describe('spans', () => {
  test('half, nine months and year are cumulative: each begins where the year begins and holds the shorter ones', () => {
    fc.assert(
      fc.property(year, (y) => {
        const spans = (['half', 'nine-months', 'year'] as const).map((kind) => periodSpan({ kind, year: y }))
        expect(new Set(spans.map((span) => span.from))).toEqual(new Set([`${y}-01-01`]))
        expect(spans.map((span) => monthsIn(span).length)).toEqual([6, 9, 12])
      }),
    )
  })

  test('the quarters of a year lie end to end, and so do the months', () => {
    fc.assert(
      fc.property(year, (y) => {
        const whole = periodSpan({ kind: 'year', year: y })
        for (const parts of [quartersIn(whole), monthsIn(whole)]) {
          const spans = parts.map((part) => periodSpan(part))
          expect([spans[0]!.from, spans.at(-1)!.to]).toEqual([whole.from, whole.to])
          for (const [index, span] of spans.slice(1).entries()) expect(span.from).toBe(addDays(spans[index]!.to, 1))
        }
      }),
    )
  })

  test('a cut-off day ends the period early and never lengthens it', () => {
    fc.assert(
      fc.property(inYear, anyDay, (period, cutOffOn) => {
        const whole = periodSpan(period)
        const cut = periodSpan(period, cutOffOn)
        expect(cut.from).toBe(whole.from)
        expect(cut.to).toBe(cutOffOn < whole.to ? cutOffOn : whole.to)
        if (cutOffOn < whole.from) expect(monthsIn(cut)).toEqual([])
      }),
    )
    expect(periodSpan({ kind: 'nine-months', year: 2020 }, day('2020-09-15'))).toEqual({
      from: '2020-01-01',
      to: '2020-09-15',
    })
  })

  test('a term takes the days of its congresses', () => {
    const dates = { from: day('2015-08-07'), to: day('2020-07-29') }
    const period: Period = { kind: 'term', fromYear: 2015, toYear: 2020, dates }
    expect(periodSpan(period)).toEqual(dates)
    expect(periodSpan(period, day('2018-06-20'))).toEqual({ from: '2015-08-07', to: '2018-06-20' })
    expect(periodCode(period)).toBe('nhiem-ky-2015-2020')
  })

  test('the months and quarters of a span are those its days lie in', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3, max: 900 }), (from, length) => {
        const to = addDays(from, length)
        const days: Day[] = Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) =>
          addDays(from, index),
        )
        const months = new Set(days.map((d) => `${yearOf(d)}-${monthOf(d)}`))
        const quarters = new Set(days.map((d) => `${yearOf(d)}-${Math.ceil(monthOf(d) / 3)}`))
        expect(monthsIn({ from, to }).map((m) => `${m.year}-${m.month}`)).toEqual([...months])
        expect(quartersIn({ from, to }).map((q) => `${q.year}-${q.quarter}`)).toEqual([...quarters])
      }),
    )
  })
})

test('the same period of last year has the days twelve months earlier', () => {
  fc.assert(
    fc.property(inYear, (period) => {
      const [now, before] = [periodSpan(period), periodSpan(sameLastYear(period))]
      expect(before.from).toBe(addMonths(now.from, -12))
      expect(addDays(before.to, 1)).toBe(addMonths(addDays(now.to, 1), -12))
      expect(sameLastYear(period).kind).toBe(period.kind)
    }),
  )
  const dates = { from: day('2015-08-07'), to: day('2020-07-29') }
  expect(sameLastYear({ kind: 'term', fromYear: 2015, toYear: 2020, dates })).toEqual({
    kind: 'term',
    fromYear: 2010,
    toYear: 2015,
  })
})

test('a period cut on its last day is compared with the whole one of last year, also where February is longer', () => {
  fc.assert(
    fc.property(inYear, (period) => {
      const earlier = sameLastYear(period)
      expect(periodSpan(earlier, cutOffEarlier(periodSpan(period).to))).toEqual(periodSpan(earlier))
    }),
  )
  expect(cutOffEarlier(day('2025-02-28'))).toBe('2024-02-29')
  expect(cutOffEarlier(day('2024-02-29'))).toBe('2023-02-28')
  expect(cutOffEarlier(day('2024-02-28'))).toBe('2023-02-28')
  expect(cutOffEarlier(day('2025-07-29'), 5)).toBe('2020-07-29')
})
