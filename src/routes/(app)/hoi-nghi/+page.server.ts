// Conferences of a year.
import { CONFERENCE_STATES, listConferences } from '#modules/conferences/conferences.server.ts'
import { conferenceStateNames } from '#modules/conferences/conferences-messages.ts'
import { formatInstant } from '#kernel/day.ts'
import { load as loadPage } from '#pages'
import { conferenceLooks } from './states.ts'
import type { PageServerLoad } from './$types'

const SIZE = 30

export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams
  const year = /^\d{4}$/.test(asked.get('nam') ?? '') ? Number(asked.get('nam')) : null
  const state = CONFERENCE_STATES.find((each) => each === asked.get('trang-thai')) ?? null
  const page = Math.max(1, Number(asked.get('trang')) || 1)
  return loadPage(event, async (run) => {
    const found = await run(listConferences, { year, state, page, size: SIZE })
    return {
      ...found,
      year,
      state,
      page,
      size: SIZE,
      states: CONFERENCE_STATES.map((value) => ({ value, label: conferenceStateNames[value] })),
      conferences: found.conferences.map((one) => ({
        id: one.id,
        title: one.title,
        kind: one.kindName,
        when: formatInstant(one.startsAt),
        place: one.place,
        tag: { state: conferenceLooks[one.state], label: conferenceStateNames[one.state] },
        papers: one.papers,
        recommendations: one.recommendations,
        points: one.points,
        checklist: `${one.checklist.done}/${one.checklist.all}`,
      })),
    }
  })
}
