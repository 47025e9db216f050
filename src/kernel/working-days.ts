// Working days: Monday to Friday without the days off given, and the weekend days that are worked in exchange. Pure; the lists
// are data of the rulebook (rules/calendar.json), because they differ each year and the lunar ones are announced.
import { addDays, weekdayOf } from './day.ts'
import type { Day } from './day.ts'

/** Whether a day is worked. */
export type WorkingCalendar = (on: Day) => boolean

const MONDAY_TO_FRIDAY = 5

/** The calendar with these days off, and these weekend days worked. A day in both lists is off. */
export function workingCalendar(off: Iterable<Day> = [], worked: Iterable<Day> = []): WorkingCalendar {
  const free = new Set(off)
  const busy = new Set(worked)
  return (on) => !free.has(on) && (weekdayOf(on) <= MONDAY_TO_FRIDAY || busy.has(on))
}

/**
 * The last day of a term of `count` working days: the day itself is not counted, so 1 is the next working day and −1 the one
 * before. Zero gives the day itself, worked or not.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Day, count: number): Day {
  const step = count < 0 ? -1 : 1
  let on = from
  for (let left = Math.abs(count); left > 0;) {
    on = addDays(on, step)
    if (calendar(on)) left--
  }
  return on
}

/** How many working days come after `from` up to and including `to`; negative when `to` comes before. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  let count = 0
  for (let on = from; on < to;) {
    on = addDays(on, 1)
    if (calendar(on)) count++
  }
  return count
}
