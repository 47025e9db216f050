// Months of the addresses of dues: one month of a sheet, a span of the summary (month, quarter, year up to now).
import { addMonths, isDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { parsePeriod, periodCode, periodLabel, periodSpan } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'
import { monthStart } from '#modules/dues/dues.server.ts'

export const monthCode = (month: Day): string => month.slice(0, 7)
export const monthText = (month: Day): string => `tháng ${monthOf(month)}/${yearOf(month)}`

/** `?thang=2026-11`, else the month of today. */
export function monthIn(url: URL, today: Day): Day {
  const iso = `${url.searchParams.get('thang') ?? ''}-01`
  return isDay(iso) ? iso : monthStart(today)
}

export interface Months {
  period: Period
  code: string
  label: string
  from: Day
  to: Day
}

/** `?ky=` as months; without it the month of today. A period that goes on reaches to this month. */
export function monthsIn(url: URL, today: Day): Months {
  const asked = parsePeriod(url.searchParams.get('ky') ?? '')
  const known = asked && ['month', 'quarter', 'year'].includes(asked.kind) ? asked : null
  const period: Period = known ?? { kind: 'month', year: yearOf(today), month: monthOf(today) }
  const span = periodSpan(period)
  const end = span.to > today ? monthStart(today) : monthStart(span.to)
  const from = monthStart(span.from)
  return { period, code: periodCode(period), label: periodLabel(period), from, to: end < from ? from : end }
}

/** Periods to choose from: the last months, quarters and years. */
export function monthChoices(today: Day): { value: string; label: string }[] {
  const month = monthStart(today)
  const months = Array.from({ length: 12 }, (_, i) => addMonths(month, -i)).map((each): Period => ({ kind: 'month', year: yearOf(each), month: monthOf(each) })) // prettier-ignore
  const quarters = Array.from({ length: 4 }, (_, i) => addMonths(month, -3 * i)).map((each): Period => ({ kind: 'quarter', year: yearOf(each), quarter: Math.ceil(monthOf(each) / 3) })) // prettier-ignore
  const years = [0, 1].map((back): Period => ({ kind: 'year', year: yearOf(today) - back }) as Period)
  return [...months, ...quarters, ...years].map((period) => ({ value: periodCode(period), label: periodLabel(period) }))
}
