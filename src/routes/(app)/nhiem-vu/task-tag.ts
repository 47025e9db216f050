// State of a task as colour and word; an overdue one says by how many days.
import { taskStateNames } from '#modules/targets/targets-messages.ts'
import type { State } from '#ui/state.ts'

const states: Record<keyof typeof taskStateNames, State> = {
  open: 'none',
  reported: 'due',
  done: 'done',
  cancelled: 'draft',
}

export function taskTag(state: keyof typeof taskStateNames, overdueDays: number): { state: State; label: string } {
  if (overdueDays > 0) return { state: 'late', label: `Quá hạn ${overdueDays} ngày` }
  return { state: states[state], label: taskStateNames[state] }
}
