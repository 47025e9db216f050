// The life of a task: open → reported by its owner with evidence → closed by its issuer, or given back; cancelled by its issuer. Pure.
import type { Day } from '#kernel/day.ts'
import { daysBetween } from '#kernel/day.ts'

export const TASK_STATES = ['open', 'reported', 'done', 'cancelled'] as const
export type TaskState = (typeof TASK_STATES)[number]

export type TaskAct = 'report' | 'accept' | 'give-back' | 'cancel'

const ACTS: Record<TaskAct, { from: readonly TaskState[]; to: TaskState }> = {
  // Evidence may be bettered until the issuer has looked at it.
  report: { from: ['open', 'reported'], to: 'reported' },
  accept: { from: ['reported'], to: 'done' },
  'give-back': { from: ['reported'], to: 'open' },
  cancel: { from: ['open', 'reported'], to: 'cancelled' },
}

/** The state after an act, or null when the act is not possible in this state. */
export function afterAct(state: TaskState, act: TaskAct): TaskState | null {
  const { from, to } = ACTS[act]
  return from.includes(state) ? to : null
}

/** Days a task is overdue, 0 when it is not: only open tasks can be late, a reported one waits for its issuer. */
export function daysOverdue(task: { state: TaskState; dueOn: Day }, today: Day): number {
  return task.state === 'open' && today > task.dueOn ? daysBetween(task.dueOn, today) : 0
}
