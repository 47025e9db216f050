// Meetings for the own page of a member: the next one of the own cell, and the last year's with the own mark and nobody else's.
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { ownMember } from '#modules/records/records.server.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { Mark, MeetingKind, MeetingState } from './meeting.ts'

export interface OwnMeeting {
  id: Id
  kind: MeetingKind
  month: Day
  state: MeetingState
  plannedAt: Date | null
  heldOn: Day | null
  place: string | null
  topic: string | null
  mark: Mark | null
}

export const ownMeetings = query({
  name: 'meetings.own-meetings',
  summary: 'Planned meetings of your cell, and your own attendance over the last twelve months, newest first',
  permission: 'own.read',
  input: v.object({}),
  async run(ctx): Promise<OwnMeeting[]> {
    const own = await ownMember(ctx)
    const { rows } = await sql<OwnMeeting>`
      select m.id, m.kind, m.month, m.state, m.planned_at as "plannedAt", m.held_on as "heldOn", m.place, m.topic, a.mark
      from meeting m
      left join attendance a on a.tenant_id = m.tenant_id and a.meeting_id = m.id and a.member_id = ${own.memberId}
      where m.tenant_id = ${ctx.tenantId} and m.month > ${addMonths(ctx.today, -12)}::date
        and (a.mark is not null or (m.state = 'planned' and m.unit_id = ${own.unitId} and m.month > ${addMonths(ctx.today, -1)}::date))
      order by coalesce(m.held_on, m.planned_at::date, m.month) desc, m.id`.execute(ctx.db)
    return rows
  },
})
