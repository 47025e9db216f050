// The agenda and the list of guests, for paper.
import { formatInstant } from '#kernel/day.ts'
import { readConference } from '#modules/conferences/conferences.server.ts'
import { load as loadPage } from '#pages'
import type { PageServerLoad } from './$types'

const MINUTE = 60_000

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const one = await run(readConference, { conferenceId: event.params.id })
    let at = one.startsAt.getTime()
    // The hours follow from the lengths; from the first item without one they are not known any more.
    let known = true
    const items = one.items.map((item) => {
      const from = known ? (formatInstant(new Date(at)).split(' ')[1] ?? null) : null
      if (item.minutesLong === null) known = false
      else at += item.minutesLong * MINUTE
      return { ...item, from }
    })
    return {
      id: one.id,
      title: one.title,
      unitName: one.unitName,
      when: formatInstant(one.startsAt),
      place: one.place,
      chair: one.chair,
      items,
      papers: one.papers.filter((paper) => paper.kind !== 'statement'),
      guests: one.guests,
      invited: one.guests.reduce((sum, guest) => sum + guest.invited, 0),
    }
  })
