// Reporting periods. Half, nine months and year are cumulative from 1 January; month and quarter begin on their own
// first day, a term on its own day. A local cut-off day may end a period earlier (rule BC-01, BC-02).

import { addMonths, dayOf, lastOfMonth, minDay, monthOf, yearOf, type Day } from './day.ts'

export type MonthPeriod = { readonly kind: 'month'; readonly year: number; readonly month: number }
export type QuarterPeriod = { readonly kind: 'quarter'; readonly year: number; readonly quarter: number }
export type TermPeriod = {
  readonly kind: 'term'
  readonly fromYear: number
  readonly toYear: number
  /** First and last day, set by the congresses; a code names only the years, so who knows the term adds them. */
  readonly dates?: Span
}
export type Period =
  | MonthPeriod
  | QuarterPeriod
  | { readonly kind: 'half'; readonly year: number }
  | { readonly kind: 'nine-months'; readonly year: number }
  | { readonly kind: 'year'; readonly year: number }
  | TermPeriod

/** Days from the first to the last, both included; empty when `to` is before `from`. */
export interface Span {
  readonly from: Day
  readonly to: Day
}

const QUARTER_NUMERALS = ['I', 'II', 'III', 'IV']

/** The period in an address: thang-2020-09, quy-2020-3, 6-thang-2020, 9-thang-2020, nam-2020, nhiem-ky-2015-2020. */
export function periodCode(period: Period): string {
  switch (period.kind) {
    case 'month':
      return `thang-${yearCode(period.year)}-${String(period.month).padStart(2, '0')}`
    case 'quarter':
      return `quy-${yearCode(period.year)}-${period.quarter}`
    case 'half':
      return `6-thang-${yearCode(period.year)}`
    case 'nine-months':
      return `9-thang-${yearCode(period.year)}`
    case 'year':
      return `nam-${yearCode(period.year)}`
    case 'term':
      return `nhiem-ky-${yearCode(period.fromYear)}-${yearCode(period.toYear)}`
  }
}

function yearCode(year: number): string {
  return String(year).padStart(4, '0')
}

/** The period a code names, or null when it names none; a term comes without its dates. */
export function parsePeriod(code: string): Period | null {
  const match = /^(thang|quy|6-thang|9-thang|nam|nhiem-ky)-([1-9]\d{3})(?:-(\d{1,4}))?$/.exec(code)
  if (!match) return null
  const period = periodOf(match[1]!, Number(match[2]), Number(match[3]))
  // One period has one address: a code that would be written otherwise is no code.
  return period !== null && periodCode(period) === code ? period : null
}

function periodOf(word: string, year: number, part: number): Period | null {
  switch (word) {
    case 'thang':
      return part >= 1 && part <= 12 ? { kind: 'month', year, month: part } : null
    case 'quy':
      return part >= 1 && part <= 4 ? { kind: 'quarter', year, quarter: part } : null
    case '6-thang':
      return { kind: 'half', year }
    case '9-thang':
      return { kind: 'nine-months', year }
    case 'nam':
      return { kind: 'year', year }
    default:
      return part > year ? { kind: 'term', fromYear: year, toYear: part } : null
  }
}

/**
 * The first and the last day that count. With a cut-off day before the end, that day is the last; a cut-off day before
 * the beginning leaves an empty span. A term without dates runs from 1 January of its first year to 31 December of its
 * last.
 */
export function periodSpan(period: Period, cutOffOn?: Day): Span {
  const { from, to } = wholeSpan(period)
  return { from, to: cutOffOn === undefined ? to : minDay(to, cutOffOn) }
}

function wholeSpan(period: Period): Span {
  switch (period.kind) {
    case 'month':
      return monthsSpan(period.year, period.month, period.month)
    case 'quarter':
      return monthsSpan(period.year, period.quarter * 3 - 2, period.quarter * 3)
    case 'half':
      return monthsSpan(period.year, 1, 6)
    case 'nine-months':
      return monthsSpan(period.year, 1, 9)
    case 'year':
      return monthsSpan(period.year, 1, 12)
    case 'term':
      return period.dates ?? { from: dayOf(period.fromYear, 1, 1), to: dayOf(period.toYear, 12, 31) }
  }
}

function monthsSpan(year: number, first: number, last: number): Span {
  return { from: dayOf(year, first, 1), to: lastOfMonth(dayOf(year, last, 1)) }
}

/** The period inside a Vietnamese sentence: 9 tháng đầu năm 2020, quý III năm 2020, nhiệm kỳ 2015–2020. */
export function periodLabel(period: Period): string {
  switch (period.kind) {
    case 'month':
      return `tháng ${period.month} năm ${period.year}`
    case 'quarter':
      return `quý ${QUARTER_NUMERALS[period.quarter - 1]} năm ${period.year}`
    case 'half':
      return `6 tháng đầu năm ${period.year}`
    case 'nine-months':
      return `9 tháng đầu năm ${period.year}`
    case 'year':
      return `năm ${period.year}`
    case 'term':
      return `nhiệm kỳ ${period.fromYear}–${period.toYear}`
  }
}

/**
 * The period to compare with: the same one a year earlier; for a term the term before it, as long as this one and
 * without dates. A cut-off day moves by `cutOffEarlier`.
 */
export function sameLastYear(period: Period): Period {
  if (period.kind !== 'term') return { ...period, year: period.year - 1 }
  return { kind: 'term', fromYear: 2 * period.fromYear - period.toYear, toYear: period.fromYear }
}

/** The cut-off day `years` years earlier: the same day, and the last day of a month for the last one (28/02/2025 → 29/02/2024). */
export function cutOffEarlier(cutOffOn: Day, years = 1): Day {
  const earlier = addMonths(cutOffOn, -12 * years)
  return cutOffOn === lastOfMonth(cutOffOn) ? lastOfMonth(earlier) : earlier
}

/** Every month with at least one day in the span, in order. */
export function monthsIn(span: Span): MonthPeriod[] {
  const months: MonthPeriod[] = []
  if (span.to < span.from) return months
  const last = yearOf(span.to) * 12 + monthOf(span.to)
  for (let at = yearOf(span.from) * 12 + monthOf(span.from); at <= last; at++) {
    const year = Math.floor((at - 1) / 12)
    months.push({ kind: 'month', year, month: at - year * 12 })
  }
  return months
}

/** Every quarter with at least one day in the span, in order. */
export function quartersIn(span: Span): QuarterPeriod[] {
  const quarters: QuarterPeriod[] = []
  for (const { year, month } of monthsIn(span)) {
    const quarter = Math.ceil(month / 3)
    const last = quarters.at(-1)
    if (last?.year !== year || last.quarter !== quarter) quarters.push({ kind: 'quarter', year, quarter })
  }
  return quarters
}
