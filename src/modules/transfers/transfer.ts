// A transfer of Party activity as pure facts: its states, which step may follow which, and on which days. A case goes one way only:
// asked, reviewed at the origin, letter issued, presented, received; or it is returned or withdrawn. Being late is no state: it is
// told from the days (transfer-rules.ts).
import type { Day } from '#kernel/day.ts'

/** As TRANSFER_KINDS names them. */
export const TRANSFER_KINDS = ['official', 'temporary', 'internal'] as const
export type TransferKind = (typeof TRANSFER_KINDS)[number]

/** Between cells of this bloc; to somewhere else; from somewhere else. */
export const DIRECTIONS = ['inside', 'out', 'in'] as const
export type Direction = (typeof DIRECTIONS)[number]

export const OPEN_STATES = ['asked', 'reviewed', 'issued', 'presented'] as const
export const TRANSFER_STATES = [...OPEN_STATES, 'received', 'returned', 'withdrawn'] as const
export type TransferState = (typeof TRANSFER_STATES)[number]

export const ACTS = ['review', 'issue', 'present', 'receive', 'return', 'withdraw', 'extend', 'end'] as const
export type TransferAct = (typeof ACTS)[number]

/** Why a stay elsewhere is only for a time; study may last longer, waiting for retirement has no term. */
export const STAY_REASONS = ['work', 'study', 'retirement'] as const

export interface TransferFacts {
  readonly kind: TransferKind
  readonly direction: Direction
  readonly state: TransferState
  /** Effect of the decision, or change of residence. */
  readonly basisOn: Day | null
  readonly askedOn: Day | null
  readonly reviewedOn: Day | null
  readonly issuedOn: Day | null
  readonly presentedOn: Day | null
  /** Received, returned or withdrawn on. */
  readonly closedOn: Day | null
  /** A temporary stay is to end. */
  readonly untilOn: Day | null
  /** A temporary stay ended: the first day back. */
  readonly endedOn: Day | null
  /** First day of the last month for which dues are paid. */
  readonly duesPaidTo: Day | null
}

/** Why something cannot be done: an error code, the input at fault, and the days of the sentence. */
export interface Refusal {
  readonly code: string
  readonly field: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Before which states an act may come, and the state after it; `extend` and `end` belong to a stay that was received. */
const WAYS: Readonly<Record<TransferAct, { from: readonly TransferState[]; to: TransferState }>> = {
  review: { from: ['asked'], to: 'reviewed' },
  issue: { from: ['reviewed'], to: 'issued' },
  present: { from: ['issued'], to: 'presented' },
  receive: { from: ['issued', 'presented'], to: 'received' },
  return: { from: ['issued', 'presented'], to: 'returned' },
  withdraw: { from: ['asked', 'reviewed', 'issued'], to: 'withdrawn' },
  extend: { from: ['received'], to: 'received' },
  end: { from: ['received'], to: 'received' },
}

export const isOpen = (state: TransferState): boolean => OPEN_STATES.some((open) => open === state)

/** A stay for a time that goes on: received and not ended. */
export const isStaying = ({ kind, state, endedOn }: Pick<TransferFacts, 'kind' | 'state' | 'endedOn'>): boolean =>
  kind === 'temporary' && state === 'received' && endedOn === null

/** What may be done next, in the order of the work. A letter from elsewhere is not withdrawn here. */
export function nextActs(facts: Pick<TransferFacts, 'kind' | 'state' | 'endedOn' | 'direction'>): TransferAct[] {
  return ACTS.filter((act) => {
    if (!WAYS[act].from.includes(facts.state)) return false
    if (act === 'extend' || act === 'end') return isStaying(facts)
    return act !== 'withdraw' || facts.direction !== 'in'
  })
}

const lastDay = (facts: TransferFacts): Day | null =>
  [facts.askedOn, facts.reviewedOn, facts.issuedOn, facts.presentedOn, facts.closedOn]
    .filter((on) => on !== null)
    .reduce<Day | null>((last, on) => (last === null || on > last ? on : last), null)

const monthStart = (on: Day): Day => `${on.slice(0, 8)}01` as Day

/** The facts after an act on a day, or why not. `value` is what the act brings: the new end of a stay, the month dues are paid to. */
export function advance(
  facts: TransferFacts,
  act: TransferAct,
  on: Day,
  value: { untilOn?: Day | null; duesPaidTo?: Day | null } = {},
): { facts: TransferFacts; refusal: null } | { facts: null; refusal: Refusal } {
  const refuse = (code: string, field: string, details: Refusal['details'] = {}) => ({
    facts: null,
    refusal: { code, field, details },
  })
  if (!nextActs(facts).includes(act)) return refuse('transfers.wrong_state', '', { state: facts.state })
  const last = lastDay(facts)
  if (last !== null && on < last) return refuse('transfers.before_last_step', 'on', { on: last })
  const state = WAYS[act].to
  switch (act) {
    case 'review':
      return { facts: { ...facts, state, reviewedOn: on, duesPaidTo: value.duesPaidTo ?? null }, refusal: null }
    case 'issue':
      // A letter says to which month dues are paid, and that is no month before its own.
      if (facts.duesPaidTo === null || facts.duesPaidTo < monthStart(on))
        return refuse('transfers.dues_behind', 'on', { on: facts.duesPaidTo })
      return { facts: { ...facts, state, issuedOn: on }, refusal: null }
    case 'present':
      return { facts: { ...facts, state, presentedOn: on }, refusal: null }
    case 'receive':
      if (facts.kind === 'temporary' && facts.untilOn !== null && facts.untilOn <= on)
        return refuse('transfers.stay_over', 'on', { on: facts.untilOn })
      return { facts: { ...facts, state, presentedOn: facts.presentedOn ?? on, closedOn: on }, refusal: null }
    case 'return':
    case 'withdraw':
      return { facts: { ...facts, state, closedOn: on }, refusal: null }
    case 'extend': {
      const untilOn = value.untilOn ?? null
      if (untilOn === null || (facts.untilOn !== null && untilOn <= facts.untilOn))
        return refuse('transfers.until_not_later', 'untilOn', { on: facts.untilOn })
      return { facts: { ...facts, untilOn }, refusal: null }
    }
    case 'end':
      return { facts: { ...facts, endedOn: on }, refusal: null }
  }
}
