// Party seniority is computed, never stored: full months from the admission decision, less the days outside the Party
// (rules SENIORITY_START, SENIORITY_DEDUCT). It exists only once full membership is confirmed.
import { contains, coalesceRanges, intersect, subtract } from '#kernel/date-range.ts'
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
  /** The day the first admission was decided; where no decision is kept, the day of admission on the card. */
  readonly decidedOn: Day
  readonly confirmedOn: Day | null
  /** Spans of membership known here; gaps between them are deducted. */
  readonly spans: readonly DateRange[]
  /** Further days that do not count: lost contact, between two cells (dated, from a decision). */
  readonly gaps?: readonly DateRange[]
  /** Days outside that count all the same: wrongly removed, and restored. */
  readonly restored?: readonly DateRange[]
}

const daysIn = (ranges: readonly DateRange[]): number =>
  coalesceRanges(ranges).reduce((sum, range) => sum + daysBetween(range.from, range.to as Day), 0)

/** Days up to `on` that do not count, each once. */
export function daysLost(facts: SeniorityFacts, on: Day): number {
  const spans = coalesceRanges(facts.spans)
  const between = spans.slice(1).map((span, i) => ({ from: spans[i]!.to as Day, to: span.from }))
  const lost = [...between, ...(facts.gaps ?? [])].flatMap((range) => {
    const known = intersect(range, { from: facts.decidedOn, to: on })
    return known ? [known] : []
  })
  return daysIn((facts.restored ?? []).reduce((rest, back) => rest.flatMap((range) => subtract(range, back)), lost))
}

/** The day seniority is counted from on a day: the decision, later by every day that does not count. */
export const seniorityBegins = (facts: SeniorityFacts, on: Day): Day => addDays(facts.decidedOn, daysLost(facts, on))

/** Months of seniority on a day; null before confirmation and after leaving. */
export function seniorityMonths(facts: SeniorityFacts, on: Day): number | null {
  if (facts.confirmedOn === null || facts.confirmedOn > on) return null
  if (!facts.spans.some((span) => contains(span, on))) return null
  // Lost time is counted in days and moves the beginning, so that months are cut once and not per gap.
  return fullMonths(seniorityBegins(facts, on), on)
}
