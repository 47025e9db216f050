// The terms of a transfer, from the rulebook and in working days: request (TRANSFER_REQUEST), presenting the letter (TRANSFER_PRESENT),
// how far a term has run (TRANSFER_ALERTS), and how long a temporary stay may last (TEMP_TRANSFER_*).
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { addWorkingDays, workingDaysBetween } from '#kernel/working-days.ts'
import type { WorkingCalendar } from '#kernel/working-days.ts'
import { itemsOf, quantityOf, refusalAmong, verdict, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'
import { AppError } from '#kernel/errors.ts'
import { isStaying } from './transfer.ts'
import type { TransferFacts } from './transfer.ts'

export const TIMERS = ['TRANSFER_REQUEST', 'TRANSFER_PRESENT', 'stay'] as const
export type TimerCode = (typeof TIMERS)[number]

export interface Timer {
  readonly code: TimerCode
  readonly from: Day
  /** The last day. */
  readonly dueOn: Day
  /** When it was done; null: it runs. */
  readonly doneOn: Day | null
  readonly late: boolean
  /** The highest of the alerts reached, in percent of the term; 0 before the first, and once it was done. */
  readonly alert: number
}

/** The last day of a term of working days by the rule of its first day; null where no rule is in force. */
export function dueBy(rules: Rulebook, calendar: WorkingCalendar, code: string, from: Day): Day | null {
  const rule = rules.at(code, from)
  return rule ? addWorkingDays(calendar, from, quantityOf(rule).amount) : null
}

/** How far a running term is, as the alerts count it: 0, or the highest percent reached. */
export function alertReached(
  rules: Rulebook,
  calendar: WorkingCalendar,
  { from, dueOn }: { from: Day; dueOn: Day },
  today: Day,
): number {
  const rule = rules.at('TRANSFER_ALERTS', today)
  if (!rule || today <= from) return 0
  const whole = Math.max(1, workingDaysBetween(calendar, from, dueOn))
  const gone = workingDaysBetween(calendar, from, today)
  return itemsOf(rule)
    .map((item) => Number(item['percent']))
    .filter((percent) => gone * 100 >= percent * whole)
    .reduce((highest, percent) => Math.max(highest, percent), 0)
}

/** The terms of a case, those that have begun: request, letter, stay. A case that was closed has no running one but its stay. */
export function timersOf(facts: TransferFacts, rules: Rulebook, calendar: WorkingCalendar, today: Day): Timer[] {
  const timers: Timer[] = []
  const add = (code: TimerCode, from: Day, dueOn: Day | null, doneOn: Day | null) => {
    if (dueOn === null) return
    const late = (doneOn ?? today) > dueOn
    timers.push({ code, from, dueOn, doneOn, late, alert: doneOn ? 0 : alertReached(rules, calendar, { from, dueOn }, today) }) // prettier-ignore
  }
  if (facts.basisOn !== null && facts.kind === 'official')
    add('TRANSFER_REQUEST', facts.basisOn, dueBy(rules, calendar, 'TRANSFER_REQUEST', facts.basisOn), facts.askedOn)
  if (facts.issuedOn !== null)
    add(
      'TRANSFER_PRESENT',
      facts.issuedOn,
      dueBy(rules, calendar, 'TRANSFER_PRESENT', facts.issuedOn),
      facts.presentedOn ?? facts.closedOn,
    )
  if (facts.kind === 'temporary' && facts.state === 'received' && facts.untilOn !== null && facts.closedOn !== null)
    add('stay', facts.closedOn, facts.untilOn, isStaying(facts) ? null : facts.endedOn)
  return timers
}

/** A term that was passed needs its reason: the rule asks member or organisation to report it. */
export function judgeLate(
  rules: Rulebook,
  calendar: WorkingCalendar,
  { code, from, on, reason }: { code: string; from: Day | null; on: Day; reason: string | null },
): Verdict[] {
  const rule = from === null ? null : rules.at(code, from)
  if (!rule || from === null) return []
  const inTime = on <= addWorkingDays(calendar, from, quantityOf(rule).amount)
  return [verdict(rule, inTime || reason !== null, from)]
}

const BOUND = {
  at_least: (until: Day, limit: Day) => until >= limit,
  more_than: (until: Day, limit: Day) => until > limit,
  at_most: (until: Day, limit: Day) => until <= limit,
  less_than: (until: Day, limit: Day) => until < limit,
  exactly: (until: Day, limit: Day) => until === limit,
}

/** How long a temporary stay lasts from its beginning, by its reason; waiting for retirement has no term. */
export function judgeStay(
  rules: Rulebook,
  { reason, from, until }: { reason: string | null; from: Day; until: Day },
): Verdict[] {
  if (reason === 'retirement') return []
  const name = reason === 'study' ? 'STUDY' : 'WORK'
  return [`TEMP_TRANSFER_${name}_MIN`, `TEMP_TRANSFER_${name}_MAX`].flatMap((code) => {
    const rule = rules.at(code, from)
    if (!rule) return []
    const { amount, bound } = quantityOf(rule)
    return [verdict(rule, BOUND[bound](until, addMonths(from, amount)), from)]
  })
}

/** Throws transfers.rule at the field when a confirmed rule is broken; returns the sentences of those that only warn. */
export function enforce(verdicts: readonly Verdict[], field: string): string[] {
  const refusal = refusalAmong(verdicts)
  if (refusal)
    throw AppError.at(field, 'transfers.rule', {
      sentence: verdictSentence(refusal),
      explanation: refusal.explanation,
    })
  return verdicts.filter((each) => each.outcome === 'warning').map(verdictSentence)
}
