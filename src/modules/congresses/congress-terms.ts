// What the rulebook asks of a congress's course: days for approving its content, reporting and approving its result, how long it
// may last, who takes part. CON-03, CON-07, CON-10, ELE-22, ELE-23, AGE-01. Pure; working days by the calendar given.
import { daysBetween } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { addWorkingDays, workingDaysBetween } from '#kernel/working-days.ts'
import type { WorkingCalendar } from '#kernel/working-days.ts'
import { itemsOf, keepsQuantity, quantityOf, verdict } from '#modules/rulebook/rulebook.server.ts'
import type { EffectiveRule, Rulebook, Verdict } from '#modules/rulebook/rulebook.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { isOpen } from './congress.ts'
import type { CongressAct, CongressFacts, CongressForm } from './congress.ts'

export interface NextStep {
  act: Extract<CongressAct, 'approve_content' | 'hold' | 'report' | 'approve'>
  /** Last day; null where no rule of that day says. */
  by: Day | null
  /** The rule the day comes from. */
  rule: EffectiveRule | null
}

const within = (rule: EffectiveRule | null, from: Day, calendar: WorkingCalendar): Day | null =>
  rule && addWorkingDays(calendar, from, quantityOf(rule).amount)

const lastDay = (facts: CongressFacts): Day | null => facts.heldTo ?? facts.heldOn

/** What comes next in the course of a congress, and until when; null when all is done. */
export function nextStep(rules: Rulebook, calendar: WorkingCalendar, facts: CongressFacts): NextStep | null {
  const { state, plannedOn, contentApprovedOn, reportedOn } = facts
  if (isOpen(state)) {
    const approval = plannedOn === null ? null : rules.at('CON-10', plannedOn)
    if (contentApprovedOn !== null || plannedOn === null) return { act: 'hold', by: plannedOn, rule: null }
    // Cycles before the rule: nobody had to approve so early.
    if (approval === null) return { act: 'approve_content', by: plannedOn, rule: null }
    return {
      act: 'approve_content',
      by: addWorkingDays(calendar, plannedOn, -quantityOf(approval).amount),
      rule: approval,
    }
  }
  const held = lastDay(facts)
  if (state === 'held' && held !== null) {
    const rule = rules.at('ELE-22', held)
    return { act: 'report', by: within(rule, held, calendar), rule }
  }
  if (state === 'reported' && reportedOn !== null) {
    const rule = rules.at('ELE-23', reportedOn)
    return { act: 'approve', by: within(rule, reportedOn, calendar), rule }
  }
  return null
}

/** How long congresses of a kind may last, in days; null where the rules of that day do not say. */
export function longestOf(rules: Rulebook, kind: UnitKind, on: Day): { days: number; rule: EffectiveRule } | null {
  const rule = rules.at('CON-07', on)
  const group = kind === 'sub_cell' ? 'cell' : kind === 'bloc' ? 'bloc' : 'grassroots'
  const days = rule && itemsOf(rule).find(({ code }) => code === group)?.['days']
  return rule && typeof days === 'number' ? { days, rule } : null
}

/** Member congress or delegates, by the number of members (CON-03); null where the rules of that day do not say. */
export function suggestedForm(rules: Rulebook, kind: UnitKind, members: number, on: Day): CongressForm | null {
  if (kind === 'bloc') return 'delegates'
  const rule = rules.at('CON-03', on)
  if (kind !== 'grassroots_committee') return 'members'
  return rule && (keepsQuantity(quantityOf(rule), members) ? 'members' : 'delegates')
}

/** The month by which ages are counted (AGE-01): the label of the rule's item for this kind; null where nothing is set. */
export function ageReference(rules: Rulebook, kind: UnitKind, on: Day): string | null {
  const rule = rules.at('AGE-01', on)
  const group = kind === 'bloc' ? 'bloc' : 'grassroots'
  return (rule && itemsOf(rule).find(({ code }) => code === group)?.label) ?? null
}

/**
 * What of the course did not keep its term: only told, because what happened is on record as it was. Each rule as of the day of the
 * act it judges; rules not in force then judge nothing.
 */
export function judgeCourse(
  rules: Rulebook,
  calendar: WorkingCalendar,
  kind: UnitKind,
  facts: CongressFacts,
): Verdict[] {
  const { contentApprovedOn, plannedOn, heldOn, reportedOn, approvedOn } = facts
  const held = lastDay(facts)
  const found: Verdict[] = []
  const judge = (code: string, from: Day | null, to: Day | null, on: Day | null) => {
    const rule = on && rules.at(code, on)
    if (rule && from !== null && to !== null && on !== null) {
      found.push(verdict(rule, keepsQuantity(quantityOf(rule), workingDaysBetween(calendar, from, to)), on))
    }
  }
  const opened = heldOn ?? plannedOn
  judge('CON-10', contentApprovedOn, opened, opened)
  judge('ELE-22', held, reportedOn, held)
  judge('ELE-23', reportedOn, approvedOn, reportedOn)
  if (heldOn !== null && held !== null) {
    const longest = longestOf(rules, kind, heldOn)
    if (longest) found.push(verdict(longest.rule, daysBetween(heldOn, held) + 1 <= longest.days, heldOn))
  }
  return found.filter(({ outcome }) => outcome !== 'kept')
}
