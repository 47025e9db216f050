// How the states of articles look.
import type { ArticleState } from '#modules/portal/portal.server.ts'
import type { State } from '#ui/state.ts'

export const articleLooks: Record<ArticleState, State> = {
  draft: 'draft',
  in_review: 'due',
  approved: 'gold',
  published: 'done',
  withdrawn: 'returned',
}
