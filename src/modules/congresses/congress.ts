// A congress of a unit from plan to approved result, as pure values: its states and what each allows (CON-10, ELE-22, ELE-23).
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'

export const CONGRESS_STATES = [
  'planned',
  'postponed',
  'content_approved',
  'held',
  'reported',
  'approved',
  'cancelled',
] as const
export type CongressState = (typeof CONGRESS_STATES)[number]

export const CONGRESS_FORMS = ['members', 'delegates'] as const
export type CongressForm = (typeof CONGRESS_FORMS)[number]

export const CONGRESS_ACTS = [
  'edit',
  'approve_content',
  'hold',
  'report',
  'approve',
  'postpone',
  'cancel',
  'take_back',
] as const
export type CongressAct = (typeof CONGRESS_ACTS)[number]

/** What a congress is known by, as far as its course goes. */
export interface CongressFacts {
  state: CongressState
  plannedOn: Day | null
  contentApprovedOn: Day | null
  heldOn: Day | null
  /** Last day, when it took more than one. */
  heldTo: Day | null
  reportedOn: Day | null
  approvedOn: Day | null
}

/** One thing that was done, as the record keeps it for its timeline. */
export interface CongressStep {
  act: CongressAct | 'plan' | 'enter'
  /** The day it concerns: planned, approved, held … */
  on: Day | null
  reason: string | null
  /** When it was written down, and by whom. */
  at: string
  by: Id | null
}

const STILL_TO_COME: readonly CongressState[] = ['planned', 'postponed', 'content_approved']

const ACTS: Record<CongressAct, { from: readonly CongressState[]; to: CongressState | 'same' | 'before' }> = {
  edit: { from: STILL_TO_COME, to: 'same' },
  approve_content: { from: ['planned', 'postponed'], to: 'content_approved' },
  hold: { from: STILL_TO_COME, to: 'held' },
  report: { from: ['held'], to: 'reported' },
  approve: { from: ['reported'], to: 'approved' },
  postpone: { from: STILL_TO_COME, to: 'postponed' },
  cancel: { from: STILL_TO_COME, to: 'cancelled' },
  take_back: { from: ['content_approved', 'held', 'reported', 'approved', 'cancelled'], to: 'before' },
}

function stateBefore({ state, contentApprovedOn }: CongressFacts): CongressState {
  if (state === 'approved') return 'reported'
  if (state === 'reported') return 'held'
  return state === 'content_approved' || contentApprovedOn === null ? 'planned' : 'content_approved'
}

/** The state after an act, or null when the state does not allow it. */
export function afterAct(facts: CongressFacts, act: CongressAct): CongressState | null {
  const { from, to } = ACTS[act]
  if (!from.includes(facts.state)) return null
  return to === 'same' ? facts.state : to === 'before' ? stateBefore(facts) : to
}

/** The acts a congress allows now, in the order of its course. */
export const actsOf = (facts: CongressFacts): CongressAct[] =>
  CONGRESS_ACTS.filter((act) => afterAct(facts, act) !== null)

/** The facts after the last step was taken back: its day is gone. */
export function withoutLastStep(facts: CongressFacts): CongressFacts {
  const state = stateBefore(facts)
  switch (facts.state) {
    case 'approved':
      return { ...facts, state, approvedOn: null }
    case 'reported':
      return { ...facts, state, reportedOn: null }
    case 'held':
      return { ...facts, state, heldOn: null, heldTo: null }
    case 'content_approved':
      return { ...facts, state, contentApprovedOn: null }
    default:
      return { ...facts, state }
  }
}

export const isHeld = (state: CongressState): boolean =>
  state === 'held' || state === 'reported' || state === 'approved'

export const isOpen = (state: CongressState): boolean => STILL_TO_COME.includes(state)

/** The state that days of the past give, for congresses entered afterwards. */
export function stateOfDays({ heldOn, reportedOn, approvedOn }: Omit<CongressFacts, 'state'>): CongressState {
  if (heldOn === null) return 'planned'
  if (approvedOn !== null) return 'approved'
  return reportedOn === null ? 'held' : 'reported'
}
