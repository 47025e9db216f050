// Changes the facts of a conference.
import { formatInstant } from '#kernel/day.ts'
import { editConference, readConference, suggestConference } from '#modules/conferences/conferences.server.ts'
import { actionOf, load as loadPage } from '#pages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const one = await run(readConference, { conferenceId: event.params.id })
    const { reports } = await run(suggestConference, {})
    const [startsOn, starts] = formatInstant(one.startsAt).split(' ')
    return {
      id: one.id,
      version: one.version,
      title: one.title,
      reports,
      value: {
        title: one.title,
        startsOn: startsOn ?? '',
        starts: starts ?? '',
        ends: one.endsAt === null ? null : (formatInstant(one.endsAt).split(' ')[1] ?? null),
        place: one.place,
        chair: one.chair,
        theme: one.theme,
        ordinal: one.ordinal,
        term: one.term,
        reportId: one.reportId,
      },
    }
  })

export const actions: Actions = {
  default: actionOf(editConference, {
    input: (posted, event) => ({ ...posted, conferenceId: event.params['id'] }),
    then: ({ id }) => `/hoi-nghi/${id}`,
  }),
}
