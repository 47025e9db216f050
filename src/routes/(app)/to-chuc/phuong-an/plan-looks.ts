// How the states of plans look.
import type { PlanState } from '#modules/reorganisations/reorganisations.server.ts'
import type { State } from '#ui/state.ts'

export const planLooks: Record<PlanState, State> = {
  draft: 'draft',
  shared: 'due',
  scheduled: 'gold',
  applied: 'done',
  withdrawn: 'none',
  reversed: 'returned',
}
