// Re-admission (294, item 3.5): who may never come back, how long to wait after which way of leaving, and once in a lifetime.
import { addMonths, maxDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { itemsOf, quantityOf, verdict } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'
import type { Readmission } from './steps.ts'

/** The first day on which a re-admission may be considered; null where the rules of the day do not say. */
export function readmissionFrom(rules: Rulebook, past: Readmission, on: Day): Day | null {
  const wait = rules.at('READMIT_WAIT', on)
  if (!wait) return null
  const usual = addMonths(past.leftOn, quantityOf(wait).amount)
  const crime = past.exitReason === 'lesser_crime' ? rules.at('READMIT_WAIT_CRIME', on) : null
  // Without the day the record was cleared the wait has not begun: counted from the day asked about, it is not over.
  return crime ? maxDay(usual, addMonths(past.clearedOn ?? on, quantityOf(crime).amount)) : usual
}

export function judgeReadmission(rules: Rulebook, past: Readmission, on: Day): Verdict[] {
  const verdicts: Verdict[] = []
  const never = rules.at('READMIT_NEVER', on)
  if (never) {
    const barred = itemsOf(never).some(({ code }) => code === past.exitReason)
    const spared = past.exitReason === 'own_request' && past.hardship
    verdicts.push(verdict(never, !barred || spared, on))
  }
  const from = readmissionFrom(rules, past, on)
  const waiting = rules.at(past.exitReason === 'lesser_crime' ? 'READMIT_WAIT_CRIME' : 'READMIT_WAIT', on)
  if (from && waiting) verdicts.push(verdict(waiting, on >= from, on))
  const most = rules.at('READMIT_MAX', on)
  // This one would be one more than there have been.
  if (most) verdicts.push(verdict(most, past.times + 1 <= quantityOf(most).amount, on))
  return verdicts
}
