// Planned days by Excel in two steps: the sheet is read and shown, then taken as a whole.
import { planCongresses } from '#modules/congresses/congresses.server.ts'
import { actionOf, callerOf, formFailure, load as loadPage } from '#pages'
import { database } from '#platform/db/database.ts'
import { newId } from '#platform/new-id.ts'
import { askAll } from '#platform/operation/execute.ts'
import { notFound } from '#kernel/errors.ts'
import { address } from '../../address.ts'
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
  xem: async (event) => {
    const form = await event.request.formData()
    try {
      return { preview: await askAll(database(), callerOf(event), (_, ctx) => readPlanSheet(ctx, form)) }
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
  },
  nhan: actionOf(planCongresses, {
    input: (posted) => {
      try {
        return { congresses: JSON.parse(String(posted['rows'] ?? '{}')) as unknown }
      } catch {
        return { congresses: {} }
      }
    },
    then: (_, event) => address('/dai-hoi', { cap: asked(event.url).level }),
  }),
}
