// Shapes and colours of the states of reports and their parts.
import type { State } from '#ui/state.ts'

export const standingStates: Record<string, State> = {
  accepted: 'done',
  submitted: 'due',
  returned: 'returned',
  late: 'late',
  draft: 'draft',
  none: 'none',
}
