// Somebody new on the way: noted as outstanding, or put on the list of candidates.
import { notFound } from '#kernel/errors.ts'
import { beginDossier } from '#modules/admissions/admissions.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { cellChoices, personChoices } from '../../dang-vien/choices.server.ts'
import { readmissionFields } from '../step-fields.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    if (!ctx.actor.holds('member.write')) throw notFound()
    return {
      unitId: event.url.searchParams.get('chi-bo'),
      cells: await cellChoices(run),
      choices: personChoices(),
      readmission: readmissionFields(),
      idempotencyKey: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(beginDossier, { then: ({ dossierId }) => `/ket-nap/${dossierId}?xong=them` }),
}
