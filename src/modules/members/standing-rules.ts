// What the rulebook says of standings and exits, judged with the rule of the day: how long a pause may last (PAUSE_MAX), who may be
// exempt (EXEMPTION_AGE_*, EXEMPTION_ILLNESS), the votes of a removal and an expulsion, a resignation without breach, complaints.
import { addMonths, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { addWorkingDays } from '#kernel/working-days.ts'
import type { WorkingCalendar } from '#kernel/working-days.ts'
import {
  itemsOf,
  keepsQuantity,
  keepsShare,
  quantityOf,
  shareOf,
  verdict,
  verdictSentence,
} from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'

/** A pause from a day up to the first day back keeps within the term. */
export function judgePause(rules: Rulebook, { from, until }: { from: Day; until: Day }): Verdict[] {
  const rule = rules.at('PAUSE_MAX', from)
  if (!rule) return []
  const { amount, bound } = quantityOf(rule)
  const limit = addMonths(from, amount)
  return [verdict(rule, bound === 'less_than' ? until < limit : until <= limit, from)]
}

/** Why a member is exempt: old, ill, or otherwise too weak. */
export const EXEMPTION_GROUNDS = ['age', 'illness', 'other'] as const
export type ExemptionGround = (typeof EXEMPTION_GROUNDS)[number]

export interface ExemptionFacts {
  readonly ground: ExemptionGround | null
  readonly sex: string
  readonly birthOn: Day
  /** Months of illness or treatment; null: not said. */
  readonly monthsIll: number | null
  readonly on: Day
}

/** The cell decides; what the guidance says of age and illness is only told. */
export function exemptionHints(rules: Rulebook, facts: ExemptionFacts): string[] {
  const { ground, sex, birthOn, monthsIll, on } = facts
  const code = ground === 'age' ? (sex === 'female' ? 'EXEMPTION_AGE_WOMEN' : 'EXEMPTION_AGE_MEN') : 'EXEMPTION_ILLNESS'
  const rule = ground === null || ground === 'other' ? null : rules.at(code, on)
  const years = ((yearOf(on) - yearOf(birthOn)) * 12 + monthOf(on) - monthOf(birthOn)) / 12
  const amount = ground === 'age' ? years : monthsIll
  if (!rule || amount === null || keepsQuantity(quantityOf(rule), amount)) return []
  return [verdictSentence(verdict(rule, false, on))]
}

/** Ballots of one body. */
export interface Ballots {
  readonly voters: number
  readonly for: number
}

export interface ExitVotes {
  readonly cell: Ballots | null
  readonly committee: Ballots | null
  /** The body that decides: the standing committee, or the committee that was given the power. */
  readonly deciders: Ballots | null
  readonly delegated: boolean
}

/** The votes of a removal (2/3, 2/3, more than half; 2/3 where the power is delegated) or an expulsion; what was not given is not judged. */
export function judgeVotes(rules: Rulebook, kind: 'removal' | 'expulsion', votes: ExitVotes, on: Day): Verdict[] {
  const share = (code: string, ballots: Ballots | null): Verdict[] => {
    const rule = ballots ? rules.at(code, on) : null
    return rule && ballots ? [verdict(rule, keepsShare(shareOf(rule), ballots.for, ballots.voters), on)] : []
  }
  if (kind === 'expulsion')
    return [
      ...share('EXPULSION_PROPOSE', votes.cell),
      ...share('EXPULSION_PROPOSE', votes.committee),
      ...share('EXPULSION_DECIDE', votes.deciders),
    ]
  return [
    ...share('VOTE_CELL', votes.cell),
    ...share('VOTE_COMMITTEE_REMOVAL', votes.committee),
    ...share(votes.delegated ? 'VOTE_DELEGATED_REMOVAL' : 'VOTE_STANDING_REMOVAL', votes.deciders),
  ]
}

/** A resignation is only granted to who has broken nothing: otherwise discipline comes first. */
export function judgeResignation(rules: Rulebook, breach: boolean, on: Day): Verdict[] {
  const rule = rules.at('RESIGNATION', on)
  return rule ? [verdict(rule, !breach, on)] : []
}

/** The causes of a removal in force on a day, by code; empty before the rule. */
export const removalCauses = (rules: Rulebook, on: Day): { code: string; label: string }[] => {
  const rule = rules.at('STRIKE_OFF_CAUSES', on)
  return rule ? itemsOf(rule).map(({ code, label }) => ({ code, label })) : []
}

/** The last day of a complaint after the decision was handed over, and of the answer; null where no rule is in force. */
export function complaintDays(
  rules: Rulebook,
  calendar: WorkingCalendar,
  { toldOn, complainedOn }: { toldOn: Day | null; complainedOn: Day | null },
): { complainBy: Day | null; answerBy: Day | null } {
  const after = (code: string, from: Day | null) => {
    const rule = from === null ? null : rules.at(code, from)
    return rule && from !== null ? addWorkingDays(calendar, from, quantityOf(rule).amount) : null
  }
  return { complainBy: after('STRIKE_OFF_COMPLAINT', toldOn), answerBy: after('STRIKE_OFF_ANSWER', complainedOn) }
}
