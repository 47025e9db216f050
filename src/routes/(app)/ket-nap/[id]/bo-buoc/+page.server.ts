// Takes back a step that was entered by mistake.
import { formatDay } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { readDossier, stepNames, voidStep } from '#modules/admissions/admissions.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const view = await run(readDossier, { dossierId: event.params.id })
    const step = view.steps.find((each) => each.id === event.url.searchParams.get('buoc'))
    if (!step?.mayCorrect) throw notFound()
    return {
      id: view.id,
      name: view.name,
      version: view.version,
      stepId: step.id,
      what: stepNames[step.kind],
      day: formatDay(step.on),
      idempotencyKey: newId(),
    }
  })

export const actions: Actions = {
  default: actionOf(voidStep, {
    input: (posted, event) => ({ ...posted, dossierId: event.params['id'] }),
    then: ({ dossierId }) => `/ket-nap/${dossierId}?xong=bo-buoc`,
  }),
}
