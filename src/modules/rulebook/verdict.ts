// The judgement of a rule on a case, with everything needed to explain it: rule, source, day, value, the records looked at.
// A confirmed rule that is broken refuses; an unconfirmed one only warns, unless the bloc itself has set its value.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { EffectiveRule } from './rule.ts'
import type { RuleValue } from './rule-value.ts'

/** A record the judgement looked at: its table's name and id. */
export interface SawRecord {
  readonly kind: string
  readonly id: Id
}

export interface Explanation {
  readonly code: string
  readonly title: string
  readonly document: string
  readonly article: string
  readonly source: string
  readonly confirmed: boolean
  readonly on: Day
  readonly value: RuleValue
  /** The bloc's reason, when the value is its own. */
  readonly overridden: string | null
  readonly sawRecords: readonly SawRecord[]
}

export interface Verdict {
  readonly outcome: 'kept' | 'warning' | 'refusal'
  readonly explanation: Explanation
}

/** Everything that can be said about a rule on a day, before or without a judgement. */
export function explain(rule: EffectiveRule, on: Day, sawRecords: readonly SawRecord[] = []): Explanation {
  const { code, title, document, article, source, confirmed } = rule.version
  const overridden = rule.override?.reason ?? null
  return { code, title, document, article, source, confirmed, on, value: rule.value, overridden, sawRecords }
}

/** Judges a case: `kept` says whether the rule is kept on that day. */
export function verdict(rule: EffectiveRule, kept: boolean, on: Day, sawRecords: readonly SawRecord[] = []): Verdict {
  const binding = rule.version.confirmed || rule.override !== null
  return { outcome: kept ? 'kept' : binding ? 'refusal' : 'warning', explanation: explain(rule, on, sawRecords) }
}

/** The first refusal if there is one; pages show the rest as warnings. */
export function refusalAmong(verdicts: readonly Verdict[]): Verdict | null {
  return verdicts.find((each) => each.outcome === 'refusal') ?? null
}
