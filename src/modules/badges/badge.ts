// Party badges as pure facts: rounds of a year, which level somebody reaches by a round, how early it may be given, how long a
// discipline puts it off, what comes with it (rules BADGE_*). Seniority is that of the register, nothing is counted here again.
import { addMonths, dayOf, isDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { fullMonths } from '#modules/members/members.server.ts'
import { fieldsOf, itemsOf, keepsQuantity, quantityOf, verdict } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'

export const BADGE_KINDS = ['due', 'early', 'posthumous', 'earlier', 'reissue'] as const
export type BadgeKind = (typeof BADGE_KINDS)[number]
export const BADGE_STATES = ['proposed', 'endorsed', 'awarded', 'put_off', 'withdrawn'] as const
export type BadgeState = (typeof BADGE_STATES)[number]

export interface Round {
  /** Month and day: 02-03. */
  readonly code: string
  readonly label: string
  readonly on: Day
}

/** The rounds of a year by the rule of its first day (BADGE_DAYS), in order; a day the year has not is left out. */
export function roundsOf(rules: Rulebook, year: number): Round[] {
  const rule = rules.at('BADGE_DAYS', dayOf(year, 1, 1))
  return (rule ? itemsOf(rule) : [])
    .flatMap(({ code, label }): Round[] => {
      const on = `${String(year).padStart(4, '0')}-${code}`
      return isDay(on) ? [{ code, label, on }] : []
    })
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

/** The last round before a day and the next `count` from it on. */
export function roundsAround(rules: Rulebook, day: Day, count = 2): { last: Round | null; next: Round[] } {
  const year = yearOf(day)
  const all = [year - 1, year, year + 1].flatMap((each) => roundsOf(rules, each))
  return { last: all.findLast(({ on }) => on < day) ?? null, next: all.filter(({ on }) => on >= day).slice(0, count) }
}

/** Years of the levels in force on a day, from the lowest (BADGE_LEVELS). */
export function levelsOn(rules: Rulebook, on: Day): number[] {
  const rule = rules.at('BADGE_LEVELS', on)
  return (rule ? itemsOf(rule) : []).map((item) => Number(item['years'])).toSorted((a, b) => a - b)
}

/** The day a level is reached by who began on a day. */
export const reachedOn = (begun: Day, level: number): Day => addMonths(begun, level * 12)

/** The highest level reached by a day, or null. */
export function levelReached(levels: readonly number[], begun: Day, on: Day): number | null {
  return levels.findLast((level) => reachedOn(begun, level) <= on) ?? null
}

/** The next level after what was given, or null when there is none: what an early award is of. */
export const nextLevel = (levels: readonly number[], given: number | null): number | null =>
  levels.find((level) => level > (given ?? 0)) ?? null

export interface Discipline {
  readonly form: string
  readonly decidedOn: Day
}

const WAITS: Readonly<Record<string, string>> = {
  reprimand: 'BADGE_WAIT_REPRIMAND',
  warning: 'BADGE_WAIT_WARNING',
  dismissal: 'BADGE_WAIT_DISMISSAL',
}

/** The first day on which no discipline puts off a badge any more; null when none does. */
export function waitsUntil(rules: Rulebook, disciplines: readonly Discipline[]): Day | null {
  const days = disciplines.flatMap(({ form, decidedOn }) => {
    const rule = WAITS[form] ? rules.at(WAITS[form], decidedOn) : null
    return rule ? [addMonths(decidedOn, quantityOf(rule).amount)] : []
  })
  return days.toSorted().at(-1) ?? null
}

export interface AwardFacts {
  readonly begun: Day
  readonly level: number
  readonly awardOn: Day
  readonly kind: BadgeKind
  readonly disciplines: readonly Discipline[]
  /** The cell recognised that faults were made good. */
  readonly correctedOn: Day | null
}

/** The rule for an early award of a level: by illness from 70 years on longer; after death. */
function earlyRule(kind: BadgeKind, level: number): string | null {
  if (kind === 'posthumous') return 'BADGE_EARLY_DEATH'
  if (kind !== 'early') return null
  return level >= 70 ? 'BADGE_EARLY_70_90' : 'BADGE_EARLY_30_65'
}

/** What the rules say of giving a level in a round: long enough in the Party, no discipline that puts it off. */
export function judgeAward(rules: Rulebook, facts: AwardFacts): Verdict[] {
  const { awardOn, level } = facts
  const verdicts: Verdict[] = []
  const levels = rules.at('BADGE_LEVELS', awardOn)
  if (levels) {
    const known = levelsOn(rules, awardOn).includes(level)
    const missing = level * 12 - fullMonths(facts.begun, awardOn)
    const code = earlyRule(facts.kind, level)
    const early = code ? rules.at(code, awardOn) : null
    if (!known || !early) verdicts.push(verdict(levels, known && missing <= 0, awardOn))
    else verdicts.push(verdict(early, keepsQuantity(quantityOf(early), Math.max(0, missing)), awardOn))
  }
  for (const { form, decidedOn } of facts.disciplines) {
    const rule = WAITS[form] ? rules.at(WAITS[form], decidedOn) : null
    if (!rule) continue
    const over = addMonths(decidedOn, quantityOf(rule).amount) <= awardOn
    const corrected = facts.correctedOn !== null && facts.correctedOn >= decidedOn
    verdicts.push(verdict(rule, over && corrected, decidedOn))
  }
  return verdicts
}

/** What comes with a badge, in đồng, by the rules of a day; null where they do not say. */
export function bonusOf(rules: Rulebook, level: number, on: Day): number | null {
  const [times, salary] = [rules.at('BADGE_BONUS', on), rules.at('BASE_SALARY', on)]
  const tenths = times ? itemsOf(times).find(({ code }) => code === String(level))?.['tenths'] : undefined
  const amount = salary ? fieldsOf(salary)['amount'] : undefined
  return typeof tenths === 'number' && typeof amount === 'number' ? Math.round((tenths * amount) / 10) : null
}

/** The day the list of a round is due: so many months before it (BADGE_LEAD). */
export function listDueOn(rules: Rulebook, awardOn: Day): Day {
  const rule = rules.at('BADGE_LEAD', awardOn)
  return rule ? addMonths(awardOn, -quantityOf(rule).amount) : awardOn
}
