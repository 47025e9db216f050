// A plan of reorganisation as values: its states and the steps between them. Pure.
//
//     draft → shared → scheduled → applied → reversed        draft, shared → withdrawn        scheduled → shared (undone)
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'

export const PLAN_STATES = ['draft', 'shared', 'scheduled', 'applied', 'withdrawn', 'reversed'] as const
export type PlanState = (typeof PLAN_STATES)[number]

export const PLAN_STEPS = [
  'edit',
  'share',
  'comment',
  'withdraw',
  'schedule',
  'unschedule',
  'apply',
  'reverse',
] as const
export type PlanStep = (typeof PLAN_STEPS)[number]

const STEPS: Readonly<Record<PlanStep, { from: readonly PlanState[]; to: PlanState | null }>> = {
  edit: { from: ['draft', 'shared'], to: null },
  share: { from: ['draft'], to: 'shared' },
  comment: { from: ['draft', 'shared', 'scheduled'], to: null },
  withdraw: { from: ['draft', 'shared'], to: 'withdrawn' },
  schedule: { from: ['shared'], to: 'scheduled' },
  unschedule: { from: ['scheduled'], to: 'shared' },
  apply: { from: ['scheduled'], to: 'applied' },
  reverse: { from: ['applied'], to: 'reversed' },
}

/** The state after a step (the same where the step only changes content), or null when the step is not possible now. */
export function afterStep(state: PlanState, step: PlanStep): PlanState | null {
  const { from, to } = STEPS[step]
  return from.includes(state) ? (to ?? state) : null
}

export interface Plan {
  id: Id
  title: string
  summary: string | null
  /** First day of the new order. */
  effectiveOn: Day
  state: PlanState
  decisionId: Id | null
  /** The plan this one corrects. */
  correctsId: Id | null
  /** Of a correction, a withdrawal or a reversal. */
  reason: string | null
  scheduledAt: Date | null
  appliedAt: Date | null
  failure: PlanFailure | null
  version: number
}

/** Why a scheduled plan could not be applied on its day. */
export interface PlanFailure {
  code: string
  details: Record<string, unknown>
  /** The day of the attempt: one a day. */
  on: Day
}
