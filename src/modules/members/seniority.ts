// Party seniority is computed, never stored: full months from the admission decision, less the days outside the Party
// (rules SENIORITY_START, SENIORITY_DEDUCT). It exists only once full membership is confirmed.
import { contains, coalesceRanges } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { addDays, addMonths, daysBetween, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

/** Full months from one day to another: 31/01 to 28/02 is one; 0 when `to` is not later. */
export function fullMonths(from: Day, to: Day): number {
  if (to <= from) return 0
  const months = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
  return addMonths(from, months) <= to ? months : months - 1
}

export interface SeniorityFacts {
  /** The day the admission was decided; where no decision is kept, the day of admission on the card. */
  readonly decidedOn: Day
  readonly confirmedOn: Day | null
  /** Spans of membership known here; gaps between them are deducted. */
  readonly spans: readonly DateRange[]
}

/** Months of seniority on a day; null before confirmation and after leaving. */
export function seniorityMonths(facts: SeniorityFacts, on: Day): number | null {
  if (facts.confirmedOn === null || facts.confirmedOn > on) return null
  const spans = coalesceRanges(facts.spans)
  if (!spans.some((span) => contains(span, on))) return null
  const gaps = spans.slice(1).map((span, i) => daysBetween(spans[i]!.to as Day, span.from > on ? on : span.from))
  const lost = gaps.filter((days) => days > 0).reduce((sum, days) => sum + days, 0)
  // A gap is counted in days and moves the beginning, so that months are cut once and not per gap.
  const begun = lost === 0 ? facts.decidedOn : addDays(facts.decidedOn, lost)
  return fullMonths(begun, on)
}
