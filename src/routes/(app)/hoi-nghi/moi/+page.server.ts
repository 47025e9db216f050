// Plans a conference: first the template, then its facts.
import { planConference, suggestConference } from '#modules/conferences/conferences.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const found = await run(suggestConference, {})
    const template = found.templates.find(({ kind }) => kind === event.url.searchParams.get('mau')) ?? null
    return { ...found, template, key: newId() }
  })

export const actions: Actions = {
  default: actionOf(planConference, { then: ({ id }) => `/hoi-nghi/${id}` }),
}
