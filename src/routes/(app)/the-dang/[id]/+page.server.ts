// One list of cards: put people on it, take them off, check, decide.
import { decideCardBatch, listForCard, recordCardChecks, unlistForCard } from '#modules/badges/badges.server.ts'
import { actionOf } from '#pages'
import type { RequestEvent } from '#pages'
import { withPaper } from '../../dang-vien/deed-input.ts'
import { batchPage } from './batch-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => batchPage(event)

const at = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, batchId: event.params['id'] })
const back = (_: unknown, event: RequestEvent) => `/the-dang/${event.params['id'] ?? ''}?xong=1`

export const actions: Actions = {
  them: actionOf(listForCard, { input: at, then: back }),
  bo: actionOf(unlistForCard, { input: at, then: back }),
  'kiem-tra': actionOf(recordCardChecks, { input: at, then: back }),
  'quyet-dinh': actionOf(decideCardBatch, { input: (posted, event) => at(withPaper(posted, 'Về phát thẻ đảng viên'), event), then: back }), // prettier-ignore
}
