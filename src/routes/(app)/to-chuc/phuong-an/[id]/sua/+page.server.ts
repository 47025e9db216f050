// Title, day and summary of a plan that is not fixed yet.
import { notFound } from '#kernel/errors.ts'
import { editPlan, readPlan } from '#modules/reorganisations/reorganisations.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const plan = await run(readPlan, { planId: event.params.id })
    if (!plan.steps.includes('edit')) throw notFound()
    const { id, title, summary, effectiveOn, version } = plan
    return { id, title, summary, effectiveOn, version, key: newId() }
  })

export const actions: Actions = {
  default: actionOf(editPlan, {
    input: (posted, event) => ({ ...posted, planId: event.params['id'] }),
    then: ({ planId }) => `/to-chuc/phuong-an/${planId}`,
  }),
}
