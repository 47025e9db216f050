// Badges round by round: who reaches a level, proposals of cells, what the committee passed on, the decision.
import { decideBadges, endorseBadges, proposeBadges, stopBadge } from '#modules/badges/badges.server.ts'
import { actionOf } from '#pages'
import { withPaper } from '../dang-vien/deed-input.ts'
import { roundPage } from './round-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => roundPage(event)

export const actions: Actions = {
  'de-nghi': actionOf(proposeBadges, { input: (posted, event) => ({ ...posted, awardOn: event.url.searchParams.get('dot') ?? '' }) }), // prettier-ignore
  chuyen: actionOf(endorseBadges),
  'quyet-dinh': actionOf(decideBadges, { input: (posted) => withPaper(posted, 'Về tặng Huy hiệu Đảng') }),
  hoan: actionOf(stopBadge),
}
