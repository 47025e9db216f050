// What the evening's page, its print and its small pages show of a meeting.
import { formatDay, formatInstant } from '#kernel/day.ts'
import { formatPercent } from '#kernel/vietnamese/number.ts'
import { readMeeting } from '#modules/meetings/meetings.server.ts'
import { stateNames as standingNames } from '#modules/members/members.server.ts'
import { kindNames, markNames, meetingTitle, stateNames } from '#modules/meetings/meetings-messages.ts'
import { verdictSentence } from '#modules/rulebook/rulebook-messages.ts'
import { newId } from '#platform/new-id.ts'
import { load } from '#pages'
import type { RequestEvent } from '#pages'

const clock = (time: string | null): string => (time === null ? '' : time.slice(0, 5))

/** The meeting with the list of people on its day, or on `on` when another day was typed. */
export const meetingPage = (event: RequestEvent, on: string | null = null) =>
  load(event, async (run, ctx) => {
    const view = await run(readMeeting, { meetingId: event.params['id'] ?? '', on })
    const { meeting, last } = view
    const held = meeting.state === 'held'
    const usual = held ? null : last
    return {
      key: newId(),
      id: meeting.id,
      version: meeting.version,
      title: meetingTitle(meeting),
      kind: kindNames[meeting.kind],
      month: meeting.month,
      state: meeting.state,
      stateName: stateNames[meeting.state],
      unit: view.unit,
      today: ctx.today,
      plannedText: meeting.plannedAt === null ? null : formatInstant(meeting.plannedAt),
      heldText: meeting.heldOn === null ? null : formatDay(meeting.heldOn),
      heldOn: meeting.heldOn ?? view.on,
      listText: formatDay(view.on),
      starts: clock(meeting.starts ?? usual?.starts ?? null),
      minutesLong: meeting.minutesLong ?? usual?.minutesLong ?? null,
      place: meeting.place ?? usual?.place ?? '',
      chairId: meeting.chairId ?? usual?.chairId ?? '',
      secretaryId: meeting.secretaryId ?? usual?.secretaryId ?? '',
      thematic: meeting.thematic,
      topic: meeting.topic ?? '',
      agenda: meeting.agenda,
      minutes: meeting.minutes ?? '',
      resolution: meeting.resolution ?? '',
      cancelReason: meeting.cancelReason,
      changedText: `${formatInstant(meeting.changedAt)}${view.changedBy ? `, ${view.changedBy}` : ''}`,
      people: view.people.map(({ memberId, name, status, standing, exempt, mark, reason }) => ({
        id: memberId,
        name,
        probationary: status === 'probationary',
        exempt,
        standing: exempt ? standingNames[standing as keyof typeof standingNames].toLowerCase() : '',
        mark,
        reason,
      })),
      counts: view.counts,
      percent: formatPercent(view.counts.present, view.counts.obliged),
      marked: view.marked,
      marks: markNames,
      hints: view.hints.map(verdictSentence),
      mayWrite: view.mayWrite && meeting.state !== 'cancelled',
      begun: meeting.month <= ctx.today,
      closed: view.closed,
    }
  })

export type MeetingPage = Awaited<ReturnType<typeof meetingPage>>
