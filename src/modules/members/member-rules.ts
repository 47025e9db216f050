// What the rulebook says of a membership, judged with the rule of the day: age, schooling, probation, the day of confirmation.
// A confirmed rule that is broken refuses; an unconfirmed one warns, and the profile goes on showing it.
import { addDays, addMonths, monthOf, weekdayOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import {
  fieldsOf,
  keepsQuantity,
  quantityOf,
  refusalAmong,
  verdict,
  verdictSentence,
} from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'
import { EDUCATION_LEVELS } from './code-lists.ts'

/** Age in years by months, as the rule counts it: the day of the month does not matter. */
function ageByMonth(birthOn: Day, on: Day): number {
  return ((yearOf(on) - yearOf(birthOn)) * 12 + monthOf(on) - monthOf(birthOn)) / 12
}

export interface AdmissionFacts {
  readonly birthOn: Day
  readonly education: string | null
  readonly decidedOn: Day
}

/** Age and schooling at an admission. What is not in force on that day, or not known, is not judged. */
export function judgeAdmission(rules: Rulebook, facts: AdmissionFacts): Verdict[] {
  const on = facts.decidedOn
  const age = ageByMonth(facts.birthOn, on)
  const verdicts = ['AGE_MIN', 'AGE_MAX'].flatMap((code) => {
    const rule = rules.at(code, on)
    return rule ? [verdict(rule, keepsQuantity(quantityOf(rule), age), on)] : []
  })
  const schooling = rules.at('ADMISSION_EDUCATION', on)
  const level = EDUCATION_LEVELS.findIndex((each) => each === facts.education)
  if (schooling && level >= 0) {
    const lowest = EDUCATION_LEVELS.findIndex((each) => each === fieldsOf(schooling)['lowest'])
    verdicts.push(verdict(schooling, level >= lowest, on))
  }
  return verdicts
}

/** The day full membership begins by the rule: the end of probation, counted from the ceremony; null before the rule. */
export function legalConfirmationDay(rules: Rulebook, admittedOn: Day): Day | null {
  const probation = rules.at('PROBATION', admittedOn)
  return probation ? addMonths(admittedOn, quantityOf(probation).amount) : null
}

/** A confirmation is decided after probation and begins on the legal day, however late the decision comes. */
export function judgeConfirmation(
  rules: Rulebook,
  facts: { admittedOn: Day; decidedOn: Day; effectiveOn: Day },
): Verdict[] {
  const probation = rules.at('PROBATION', facts.admittedOn)
  const legal = legalConfirmationDay(rules, facts.admittedOn)
  if (!probation || !legal) return []
  const verdicts = [verdict(probation, facts.decidedOn >= legal && facts.effectiveOn >= legal, facts.admittedOn)]
  const day = rules.at('OFFICIAL_DAY', facts.effectiveOn)
  if (day) verdicts.push(verdict(day, facts.effectiveOn === legal, facts.effectiveOn))
  return verdicts
}

// Public holidays are not known here yet: around them a deadline falls a few days too early, never too late.
function addWorkingDays(day: Day, count: number): Day {
  let on = day
  for (let left = count; left > 0;) {
    on = addDays(on, 1)
    if (weekdayOf(on) <= 5) left--
  }
  return on
}

/**
 * Whether a confirmation was decided in time: the cell's review and the decision each have their working days after the
 * end of probation. Null where the rules of that day do not say.
 */
export function decidedOnTime(rules: Rulebook, legalDay: Day, decidedOn: Day): boolean | null {
  const review = rules.at('REVIEW_OFFICIAL', legalDay)
  const decide = rules.at('DECIDE_OFFICIAL', legalDay)
  if (!review || !decide) return null
  return decidedOn <= addWorkingDays(legalDay, quantityOf(review).amount + quantityOf(decide).amount)
}

/** The last day for the cell to review a member whose probation ends on `legalDay`; null where the rules of that day do not say. */
export function reviewDueBy(rules: Rulebook, legalDay: Day): Day | null {
  const review = rules.at('REVIEW_OFFICIAL', legalDay)
  return review ? addWorkingDays(legalDay, quantityOf(review).amount) : null
}

/** Throws members.rule at the field when a confirmed rule is broken; returns the sentences of those that only warn. */
export function enforce(verdicts: readonly Verdict[], field: string): string[] {
  const refusal = refusalAmong(verdicts)
  if (refusal) {
    throw AppError.at(field, 'members.rule', { sentence: verdictSentence(refusal), explanation: refusal.explanation })
  }
  return verdicts.filter((each) => each.outcome === 'warning').map(verdictSentence)
}
