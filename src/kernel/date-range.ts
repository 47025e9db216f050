// Spans of validity: half-open ranges of days [from, to), the same as PostgreSQL's daterange; `to: null` is open-ended.
// An empty range has to <= from; results are never empty: where nothing is left there is null or an empty list.

import { addDays, isDay, maxDay, minDay, type Day } from './day.ts'

export interface DateRange {
  readonly from: Day
  readonly to: Day | null
}

const NOTHING = '0001-01-01' as Day

// null as an upper bound means "after every day".
function upper(a: Day | null, b: Day | null, choose: (first: Day, second: Day) => Day, open: Day | null): Day | null {
  return a !== null && b !== null ? choose(a, b) : open
}

/**
 * Reads PostgreSQL's text of a daterange: `[2020-01-01,)`, also with other brackets, `infinity` or `empty`.
 * Throws RangeError when it is no range or has no beginning.
 */
export function parseRange(pgText: string): DateRange {
  if (pgText === 'empty') return { from: NOTHING, to: NOTHING }
  const match = /^([[(])"?([^,"]*)"?,"?([^,"]*)"?([\])])$/.exec(pgText)
  const [, opening, lower, higher, closing] = match ?? []
  const open = higher === '' || higher === 'infinity'
  if (!isDay(lower) || (!open && !isDay(higher))) throw new RangeError(`not a range of days: ${pgText}`)
  const from = opening === '(' ? addDays(lower, 1) : lower
  if (open || !isDay(higher)) return { from, to: null }
  return { from, to: closing === ']' ? addDays(higher, 1) : higher }
}

/** PostgreSQL's text of the range: `[2020-01-01,2021-01-01)`, `[2020-01-01,)` or `empty`. */
export function formatRange(range: DateRange): string {
  return isEmpty(range) ? 'empty' : `[${range.from},${range.to ?? ''})`
}

export function isEmpty(range: DateRange): boolean {
  return range.to !== null && range.to <= range.from
}

export function contains(range: DateRange, on: Day): boolean {
  return range.from <= on && (range.to === null || on < range.to)
}

/** Whether at least one day lies in both. */
export function overlaps(a: DateRange, b: DateRange): boolean {
  return intersect(a, b) !== null
}

/** The days in both, or null when there is none. */
export function intersect(a: DateRange, b: DateRange): DateRange | null {
  const both = { from: maxDay(a.from, b.from), to: upper(a.to, b.to, minDay, a.to ?? b.to) }
  return isEmpty(both) ? null : both
}

/** The days in `range` that are not in `taken`: none, one or two ranges in order. */
export function subtract(range: DateRange, taken: DateRange): DateRange[] {
  const both = intersect(range, taken)
  if (both === null) return isEmpty(range) ? [] : [range]
  const before = { from: range.from, to: both.from }
  const after = both.to === null ? null : { from: both.to, to: range.to }
  return [before, after].filter((part) => part !== null).filter((part) => !isEmpty(part))
}

/** The same days as the fewest ranges, in order: overlapping and adjoining ranges become one. */
export function coalesceRanges(ranges: readonly DateRange[]): DateRange[] {
  const sorted = ranges.filter((range) => !isEmpty(range)).sort((a, b) => (a.from < b.from ? -1 : 1))
  const merged: DateRange[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last === undefined || (last.to !== null && last.to < range.from)) merged.push(range)
    else merged[merged.length - 1] = { from: last.from, to: upper(last.to, range.to, maxDay, null) }
  }
  return merged
}
