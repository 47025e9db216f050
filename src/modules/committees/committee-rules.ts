// What the rulebook says of a committee's make-up (EXE-*), judged with the rule of the day: confirmed rules refuse, others warn.
import { AppError } from '#kernel/errors.ts'
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import {
  fieldsOf,
  itemsOf,
  keepsQuantity,
  keepsShare,
  quantityOf,
  refusalAmong,
  shareOf,
  verdict,
  verdictSentence,
} from '#modules/rulebook/rulebook.server.ts'
import type { Quantity, Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'
import { isCell } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import type { Term } from './committee.ts'
import { postsOf } from './post-kinds.ts'
import type { BodyKind } from './post-kinds.ts'

export interface BodyFacts {
  readonly unitKind: UnitKind
  readonly kind: BodyKind
  readonly seats: number | null
  readonly on: Day
  /** Full members of the cell on that day; null where it is not a cell. */
  readonly fullMembers: number | null
  /** People in the unit's executive committee on that day, or its seats while nobody is entered; null: none recorded. */
  readonly committeeMembers: number | null
}

/** A quantity rule of the day, judged on an amount; nothing where the rule is not in force or the amount is not known. */
function quantity(rules: Rulebook, code: string, on: Day, amount: number | null): Verdict[] {
  const rule = amount === null ? null : rules.at(code, on)
  return rule && amount !== null ? [verdict(rule, keepsQuantity(quantityOf(rule), amount), on)] : []
}

/** More than the secretary and deputies: the cell elects a committee. */
const isCellCommittee = ({ unitKind, kind, seats, on }: BodyFacts): boolean =>
  isCell(unitKind) && kind === 'executive' && seats !== null && seats >= postsOf('executive', unitKind, on).length

/** The body with its seats, as it is set up or changed. */
export function judgeBody(rules: Rulebook, facts: BodyFacts): Verdict[] {
  const { unitKind, kind, seats, on } = facts
  if (kind === 'executive' && isCell(unitKind)) {
    return isCellCommittee(facts)
      ? [...quantity(rules, 'EXE-01', on, facts.fullMembers), ...quantity(rules, 'EXE-01-MAX', on, seats)]
      : []
  }
  if (kind === 'executive' && unitKind === 'grassroots_committee') {
    return [...quantity(rules, 'EXE-08-MIN', on, seats), ...quantity(rules, 'EXE-08-MAX', on, seats)]
  }
  if (kind === 'standing') return judgeStanding(rules, facts)
  return kind === 'inspection' && seats !== null ? judgeInspection(rules, unitKind, seats, on) : []
}

function judgeStanding(rules: Rulebook, { unitKind, seats, on, committeeMembers }: BodyFacts): Verdict[] {
  const grassroots = unitKind === 'grassroots_committee'
  const enough = grassroots ? quantity(rules, 'EXE-05', on, committeeMembers) : []
  const share = rules.at('EXE-07', on)
  const third =
    share && seats !== null && committeeMembers !== null && committeeMembers > 0
      ? [verdict(share, keepsShare(shareOf(share), seats, committeeMembers), on)]
      : []
  return [...enough, ...third]
}

function judgeInspection(rules: Rulebook, unitKind: UnitKind, seats: number, on: Day): Verdict[] {
  if (unitKind === 'bloc') {
    const rule = rules.at('EXE-12', on)
    const item = rule && itemsOf(rule).find(({ code }) => code === 'under_province')
    const bounds = item && { min: item['min'], max: item['max'] }
    return rule && typeof bounds?.min === 'number' && typeof bounds.max === 'number'
      ? [verdict(rule, bounds.min <= seats && seats <= bounds.max, on)]
      : []
  }
  const rule = rules.at('EXE-14', on)
  const { min, max } = rule ? fieldsOf(rule) : {}
  return rule && typeof min === 'number' && typeof max === 'number'
    ? [verdict(rule, min <= seats && seats <= max, on)]
    : []
}

/** Somebody in a post: a member of a cell's committee needs a cell that may elect one. */
export function judgePost(rules: Rulebook, facts: BodyFacts & { plainMember: boolean }): Verdict[] {
  return facts.plainMember && facts.kind === 'executive' && isCell(facts.unitKind)
    ? quantity(rules, 'EXE-01', facts.on, facts.fullMembers)
    : []
}

const TERM_RULES: Partial<Record<UnitKind, string>> = {
  grassroots_committee: 'TERM-01',
  grassroots_cell: 'TERM-01',
  sub_cell: 'TERM-02',
}

/**
 * The length of a term whose end is known, against TERM-01 or TERM-02 with the months a congress may lie earlier or later. A unit's first
 * term, appointed, follows its upper committee's (TERM-04) and is not judged.
 */
export function judgeTerm(rules: Rulebook, unitKind: UnitKind, term: Pick<Term, 'basis' | 'valid'>): Verdict[] {
  const { from, to } = term.valid
  const code = TERM_RULES[unitKind]
  const rule = code === undefined ? null : rules.at(code, from)
  if (!rule || to === null || term.basis === 'appointed') return []
  const inMonths = (quantity: Quantity) => quantity.amount * (quantity.unit === 'year' ? 12 : 1)
  const shift = rules.at(`${rule.version.code}-SHIFT`, from)
  const slack = shift ? inMonths(quantityOf(shift)) : 0
  const length = inMonths(quantityOf(rule))
  return [verdict(rule, addMonths(from, length - slack) <= to && to <= addMonths(from, length + slack), from)]
}

/** Throws committees.rule at the field when a confirmed rule is broken; returns the sentences of those that only warn. */
export function enforce(verdicts: readonly Verdict[], field: string): string[] {
  const refusal = refusalAmong(verdicts)
  if (refusal) {
    throw AppError.at(field, 'committees.rule', {
      sentence: verdictSentence(refusal),
      explanation: refusal.explanation,
    })
  }
  return verdicts.filter((each) => each.outcome === 'warning').map(verdictSentence)
}
