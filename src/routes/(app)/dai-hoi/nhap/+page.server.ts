// Planned days by Excel in two steps: the sheet is read and shown, then taken as a whole.
import { planCongresses } from '#modules/congresses/congresses.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { notFound } from '#kernel/errors.ts'
import { address } from '../../address.ts'
import { postedRows, previewOf } from '../../sheet-import.server.ts'
import { asked } from '../congress-looks.ts'
import { readPlanSheet } from '../plan-sheet.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, (_, ctx) => {
    if (!ctx.actor.holds('congress.write')) throw notFound()
    const { level } = asked(event.url)
    return Promise.resolve({
      key: newId(),
      back: address('/dai-hoi', { cap: level }),
      sheet: address('/dai-hoi/mau', { cap: level }),
      query: level ? `&cap=${level}` : '',
    })
  })

export const actions: Actions = {
  xem: previewOf(readPlanSheet),
  nhan: actionOf(planCongresses, {
    input: (posted) => ({ congresses: postedRows(posted) }),
    then: (_, event) => address('/dai-hoi', { cap: asked(event.url).level }),
  }),
}
