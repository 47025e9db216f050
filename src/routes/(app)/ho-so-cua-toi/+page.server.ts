// The member's own page: what is due for me, where I stand, my record with nothing masked, what I asked for.
import { dayInVietnam, formatDay, formatInstant } from '#kernel/day.ts'
import { stateNames } from '#modules/members/members.server.ts'
import { ownMeetings } from '#modules/meetings/meetings.server.ts'
import { markNames, meetingTitle } from '#modules/meetings/meetings-messages.ts'
import { ownCorrections, readOwn, withdrawCorrection } from '#modules/records/records.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { ownLife } from './own-life.server.ts'
import { happenings, missing, partyFacts, requestView, sectionsOf } from './own-record.server.ts'
import type { Actions, PageServerLoad } from './$types'

const RECENT = 30

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const own = await run(readOwn, {})
    const requests = await run(ownCorrections, {})
    const life = await ownLife(run)
    const meetings = await run(ownMeetings, {})
    const planned = meetings.filter(
      ({ state, plannedAt }) => state === 'planned' && (plannedAt === null || dayInVietnam(plannedAt) >= ctx.today),
    )
    const held = meetings.filter(({ mark }) => mark !== null)
    const since = new Date(ctx.now.getTime() - RECENT * 86_400_000)
    return {
      key: newId(),
      name: own.name,
      cell: own.cells.at(-1)?.unit?.name ?? '',
      state: own.state,
      stateName: stateNames[own.state],
      probationEnds: own.probationEnds && formatDay(own.probationEnds),
      planned: planned.map((meeting) => ({
        id: meeting.id,
        title: meetingTitle(meeting),
        text: [
          meeting.plannedAt ? formatInstant(meeting.plannedAt) : 'chưa định ngày họp',
          meeting.place,
          meeting.topic,
        ]
          .filter(Boolean)
          .join(' · '),
      })),
      held: held.map((meeting) => ({
        id: meeting.id,
        title: meetingTitle(meeting),
        on: meeting.heldOn ? formatDay(meeting.heldOn) : '',
        mark: meeting.mark ? markNames[meeting.mark].say : '',
      })),
      present: held.filter(({ mark }) => mark === 'present').length,
      missing: missing(own),
      party: partyFacts(own),
      sections: sectionsOf(own),
      life,
      events: happenings(own),
      cells: own.cells.toReversed().map((each) => ({
        name: each.unit?.name ?? '',
        span: each.valid.to
          ? `${formatDay(each.valid.from)} – trước ${formatDay(each.valid.to)}`
          : `từ ${formatDay(each.valid.from)}`,
      })),
      requests: requests.map(requestView),
      returned: requests
        .filter((each) => each.state === 'returned' && each.answeredAt !== null && each.answeredAt > since)
        .map((each) => ({ id: each.id, answer: each.answer ?? '' })),
    }
  })

export const actions: Actions = { rut: actionOf(withdrawCorrection, { then: () => '/ho-so-cua-toi?xong=rut#de-nghi' }) }
