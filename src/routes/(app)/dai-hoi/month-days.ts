// The weeks of a month as rows of seven days, Monday first; days of the neighbouring months are null.
import { addDays, dayOf, lastOfMonth, weekdayOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

/** `month` is 2025-05. */
export function weeksOf(month: string): (Day | null)[][] {
  const first = dayOf(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1)
  const last = lastOfMonth(first)
  const weeks: (Day | null)[][] = []
  for (let monday = addDays(first, 1 - weekdayOf(first)); monday <= last; monday = addDays(monday, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, i) => {
        const on = addDays(monday, i)
        return on < first || on > last ? null : on
      }),
    )
  }
  return weeks
}
