// The rules of data quality in force on a day: code, gravity, numbers and source are data (rules/quality.json); what each looks at
// is in member-faults.ts and cell-faults.ts. A rule whose text was not read only warns.
import type { Day } from '#kernel/day.ts'
import { fieldsOf, rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import type { EffectiveRule, Rulebook } from '#modules/rulebook/rulebook.server.ts'

export const SEVERITIES = ['fault', 'warning'] as const
export type Severity = (typeof SEVERITIES)[number]

export const PREFIX = 'DATA_'

export interface DataRule {
  readonly code: string
  readonly severity: Severity
  readonly rule: EffectiveRule
}

/** What is checked on a day: the rules of that day, in the order of the file. */
export interface DayRules {
  readonly day: Day
  readonly book: Rulebook
  readonly rules: readonly DataRule[]
}

/** A fault counts in the score, a warning is only shown; what is not confirmed, or rests upon what is not, never counts. */
export function severityOf(rule: EffectiveRule, basis: EffectiveRule | null): Severity {
  const confirmed = rule.version.confirmed && (basis?.version.confirmed ?? true)
  return fieldsOf(rule)['severity'] === 'fault' && confirmed ? 'fault' : 'warning'
}

/** The rule that a data rule rests upon, as of the day; null where it rests upon none, or that one does not hold. */
export function basisOf(rule: EffectiveRule, book: Rulebook, day: Day): EffectiveRule | null {
  const code = fieldsOf(rule)['rule']
  return typeof code === 'string' ? book.at(code, day) : null
}

/** The data rules of a day. They are the same for every bloc (none may be overridden), so that figures need no statement for them. */
export function dataRulesOn(day: Day, book: Rulebook = rulebookOf([])): DayRules {
  const rules = book
    .family(PREFIX, day)
    .map((rule): DataRule => ({ code: rule.version.code, severity: severityOf(rule, basisOf(rule, book, day)), rule }))
  return { day, book, rules }
}

/** A whole number of a rule. Throws RangeError when the file does not have it. */
export function numberIn(rule: EffectiveRule, name: string): number {
  const value = fieldsOf(rule)[name]
  if (typeof value !== 'number') throw new RangeError(`${rule.version.code} needs the number ${name}`)
  return value
}
