// What the rulebook says of the place of residence (RESIDENCE_GROUNDS_A, _GROUNDS_B, _YEARLY_REMARK, _RESULTS, _INTRODUCE, _REMARK_LEAD).
import { addDays, dayOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { addWorkingDays } from '#kernel/working-days.ts'
import { itemsOf, quantityOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import type { RuleItem, Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Category } from './residence.ts'

const listOn = (rules: Rulebook, code: string, on: Day): readonly RuleItem[] => {
  const rule = rules.at(code, on)
  return rule ? itemsOf(rule) : []
}

/** Why a member may be of category A or B on a day: code and label. */
export const groundsOn = (rules: Rulebook, category: 'A' | 'B', on: Day): readonly RuleItem[] =>
  listOn(rules, `RESIDENCE_GROUNDS_${category}`, on)

/** The levels of a remark on a day, best first. */
export const resultsOn = (rules: Rulebook, on: Day): readonly RuleItem[] => listOn(rules, 'RESIDENCE_RESULTS', on)

/** Members of which category are remarked on every year. */
export const yearlyOn = (rules: Rulebook, on: Day): Category[] =>
  listOn(rules, 'RESIDENCE_YEARLY_REMARK', on).map((item) => item.code as Category)

/** The last day of a year, or today when it is not over: the day whose members a year's remarks are about. */
export const lookedAt = (year: number, today: Day): Day => {
  const end = dayOf(year, 12, 31)
  return end < today ? end : today
}

/** By when the remarks of a year are there: so many days before it ends. Null without a rule. */
export function remarksDueBy(rules: Rulebook, year: number): Day | null {
  const rule = rules.at('RESIDENCE_REMARK_LEAD', dayOf(year, 12, 31))
  return rule ? addDays(dayOf(year, 12, 31), -quantityOf(rule).amount) : null
}

/** By when somebody who came to a cell on a day is introduced: so many working days later. Null without a rule. */
export function introduceBy(rules: Rulebook, since: Day): Day | null {
  const rule = rules.at('RESIDENCE_INTRODUCE', since)
  return rule ? addWorkingDays(workingCalendarOf(rules), since, quantityOf(rule).amount) : null
}
