// How the states of conferences, papers and recommendations look.
import type { ConferenceState, PaperState, RecommendationState } from '#modules/conferences/conferences.server.ts'
import type { State } from '#ui/state.ts'

export const conferenceLooks: Record<ConferenceState, State> = { planned: 'draft', held: 'due', concluded: 'done' }
export const paperLooks: Record<PaperState, State> = {
  asked: 'none',
  received: 'draft',
  approved: 'due',
  presented: 'done',
}
export const recommendationLooks: Record<RecommendationState, State> = {
  open: 'due',
  answered: 'done',
  refused: 'returned',
}
