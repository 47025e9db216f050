// One request: old and new side by side, and the cell's answer.
import {
  confirmCorrection,
  correctionLabel,
  correctionValue,
  readCorrection,
  returnCorrection,
  revealCorrection,
} from '#modules/records/records.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { requestView } from '../../../ho-so-cua-toi/own-record.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const request = await run(readCorrection, { requestId: event.params.request })
    return { keys: [newId(), newId()], mayReveal: request.mayReveal, ...requestView(request) }
  })

const ofAddress = (posted: Record<string, unknown>, event: RequestEvent) => ({
  ...posted,
  requestId: event.params['request'],
})
const reveal = actionOf(revealCorrection, { input: ofAddress })

export const actions: Actions = {
  xac: actionOf(confirmCorrection, { input: ofAddress, then: () => '/dang-vien/de-nghi?xong=xac' }),
  tra: actionOf(returnCorrection, { input: ofAddress, then: () => '/dang-vien/de-nghi?xong=tra' }),
  async xem(event) {
    const outcome = await reveal(event)
    if (!('result' in outcome)) return outcome
    return {
      shown: outcome.result.changes.map(({ field, before, after }) => ({
        label: correctionLabel(field),
        text: `${correctionValue(field, before)} → ${correctionValue(field, after)}`,
      })),
    }
  },
}
