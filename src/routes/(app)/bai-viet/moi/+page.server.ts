// A new article: drafted from a conference that was held, or written from nothing.
import { formatInstant } from '#kernel/day.ts'
import { listConferences } from '#modules/conferences/conferences.server.ts'
import { draftArticle, SECTIONS } from '#modules/portal/portal.server.ts'
import { sectionNames } from '#modules/portal/portal-messages.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { conferences } = await run(listConferences, { size: 100 })
    return {
      key: newId(),
      author: ctx.actor.name,
      conferenceId: event.url.searchParams.get('hoi-nghi') ?? '',
      conferences: conferences
        .filter((one) => one.state !== 'planned')
        .map((one) => ({ value: one.id, label: `${one.title} (${formatInstant(one.startsAt).slice(0, 10)})` })),
      sections: SECTIONS.map((value) => ({ value, label: sectionNames[value] })),
    }
  })

export const actions: Actions = {
  default: actionOf(draftArticle, { then: ({ id }) => `/bai-viet/${id}` }),
}
