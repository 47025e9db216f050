// What the rulebook says of the units after a plan: enough full members for a cell (ORG-01, ORG-08, ORG-09), the form that the number
// of members calls for (ORG-03..05, ORG-11), a cell's committee (EXE-01), a standing committee (EXE-05). Judged where the plan changes
// something. Pure.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { keepsQuantity, quantityOf, verdict } from '#modules/rulebook/rulebook.server.ts'
import type { Explanation, Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { isCell, isGrassroots } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import type { PlanRow } from './plan-tree.ts'

export interface Threshold {
  unitId: Id
  name: string
  kind: UnitKind
  members: number
  full: number
  /** Members of its executive committee, where acts appoint to it. */
  seats: number | null
  rule: string
  /** `consent`: allowed with a letter of the upper committee, which is missing; `consented`: it is there. */
  outcome: 'refusal' | 'consent' | 'consented' | 'warning' | 'told'
  /** Grown over the number of the rule, or shrunk below it. */
  direction: 'up' | 'down'
  explanation: Explanation
  /** The letter, where there is one. */
  paper: string | null
}

interface Case {
  after: PlanRow
  /** As it stood without the plan; undefined: it is new. */
  before: PlanRow | undefined
}

interface ThresholdFacts {
  /** Units whose members come by themselves later, from outside the bloc. */
  exempt: ReadonlySet<Id>
  /** Letters of consent by unit. */
  papers: ReadonlyMap<Id, string>
  /** Executive committees before and with the plan's appointments. */
  seats: ReadonlyMap<Id, { before: number; after: number }>
}

export function judgeThresholds(
  rules: Rulebook,
  on: Day,
  trees: { before: readonly PlanRow[]; after: readonly PlanRow[] },
  { exempt, papers, seats }: ThresholdFacts,
): Threshold[] {
  const old = new Map(trees.before.map((row) => [row.id, row]))
  return trees.after.flatMap((after) => {
    const one: Case = { after, before: old.get(after.id) }
    const committee = judgeStandingCommittee(rules, on, one, seats.get(after.id))
    if (exempt.has(after.id) || !concerns(one)) return committee
    return [
      ...committee,
      ...(isCell(after.kind) ? [...judgeCell(rules, on, one), ...judgeCellCommittee(rules, on, one)] : []),
      ...(isGrassroots(after.kind) ? judgeForm(rules, on, one, papers.get(after.id) ?? null) : []),
    ]
  })
}

const concerns = ({ after, before }: Case): boolean =>
  !before || before.kind !== after.kind || before.full !== after.full || before.members !== after.members

const isNewForm = ({ after, before }: Case): boolean => !before || before.kind !== after.kind

function threshold(
  one: Case,
  rule: NonNullable<ReturnType<Rulebook['at']>>,
  on: Day,
  more: Pick<Threshold, 'outcome' | 'direction'> & { paper?: string | null; seats?: number },
): Threshold {
  const { id, name, kind, members, full } = one.after
  const { explanation } = verdict(rule, false, on)
  return {
    unitId: id,
    name,
    kind,
    members,
    full,
    seats: null,
    rule: rule.version.code,
    explanation,
    paper: null,
    ...more,
  }
}

// A new cell needs them; one that shrinks is a task for the upper committee.
function judgeCell(rules: Rulebook, on: Day, one: Case): Threshold[] {
  const { after, before } = one
  const rule = rules.at(isNewForm(one) ? (after.kind === 'sub_cell' ? 'ORG-08' : 'ORG-01') : 'ORG-09', on)
  const least = rules.at('ORG-01', on)
  if (!rule || !least || keepsQuantity(quantityOf(least), after.full)) return []
  if (before && !isNewForm(one) && !keepsQuantity(quantityOf(least), before.full)) return []
  const { outcome } = verdict(rule, false, on)
  return [threshold(one, rule, on, { outcome: outcome === 'refusal' ? 'refusal' : 'warning', direction: 'down' })]
}

function judgeForm(rules: Rulebook, on: Day, one: Case, paper: string | null): Threshold[] {
  const { after, before } = one
  const form = rules.at(isCell(after.kind) ? 'ORG-03' : 'ORG-04', on)
  if (!form || keepsQuantity(quantityOf(form), after.members)) return []
  const direction = isCell(after.kind) ? 'up' : 'down'
  if (!isNewForm(one)) {
    // Grown or shrunk by the plan: a suggestion, never more (ORG-11).
    const suggestion = rules.at('ORG-11', on)
    const wasKept = before !== undefined && keepsQuantity(quantityOf(form), before.members)
    return suggestion && wasKept ? [threshold(one, suggestion, on, { outcome: 'warning', direction })] : []
  }
  const consent = rules.at('ORG-05', on)
  if (!consent) return []
  const { outcome } = verdict(consent, false, on)
  const missing = outcome === 'refusal' ? 'consent' : 'warning'
  return [threshold(one, consent, on, { outcome: paper === null ? missing : 'consented', direction, paper })]
}

function judgeCellCommittee(rules: Rulebook, on: Day, one: Case): Threshold[] {
  const rule = rules.at('EXE-01', on)
  if (!rule) return []
  const [was, is] = [one.before?.full ?? 0, one.after.full].map((full) => keepsQuantity(quantityOf(rule), full))
  return was === is ? [] : [threshold(one, rule, on, { outcome: 'told', direction: is ? 'up' : 'down' })]
}

function judgeStandingCommittee(
  rules: Rulebook,
  on: Day,
  one: Case,
  seats: { before: number; after: number } | undefined,
): Threshold[] {
  const rule = one.after.kind === 'grassroots_committee' && seats ? rules.at('EXE-05', on) : null
  if (!rule || !seats) return []
  const [was, is] = [seats.before, seats.after].map((count) => keepsQuantity(quantityOf(rule), count))
  return was === is
    ? []
    : [threshold(one, rule, on, { outcome: 'told', direction: is ? 'up' : 'down', seats: seats.after })]
}
