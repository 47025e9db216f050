// Which days are worked, by the lists HOLIDAYS of each year (rules/calendar.json) or the bloc's own. A year without a list has no
// days off: terms then end a few days too early, never too late.
import { dayOf, isDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { workingCalendar } from '#kernel/working-days.ts'
import type { WorkingCalendar } from '#kernel/working-days.ts'
import { itemsOf } from './rule.ts'
import type { Rulebook } from './rule-queries.ts'

const CODE = 'HOLIDAYS'

function calendarOfYear(rules: Rulebook, year: number): WorkingCalendar {
  const rule = rules.at(CODE, dayOf(year, 1, 1))
  const items = rule ? itemsOf(rule) : []
  const days = (worked: boolean) =>
    items
      .filter((item) => (item['worked'] === true) === worked)
      .flatMap(({ code }): Day[] => (isDay(code) ? [code] : []))
  return workingCalendar(days(false), days(true))
}

/** The working calendar of a bloc; each year's list is read once. */
export function workingCalendarOf(rules: Rulebook): WorkingCalendar {
  const years = new Map<number, WorkingCalendar>()
  return (on) => {
    const year = yearOf(on)
    let calendar = years.get(year)
    if (!calendar) years.set(year, (calendar = calendarOfYear(rules, year)))
    return calendar(on)
  }
}
