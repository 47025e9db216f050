// One meeting with everybody of the cell on its day and their marks, what the rules say of it, and what the last meeting was like:
// all that the evening's page needs.
import { dayInVietnam, lastOfMonth, maxDay, minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import { membersOfCell } from '#modules/members/members.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { idField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { tally } from './meeting.ts'
import type { MeetingKind, MeetingState } from './meeting.ts'
import { marksOf, plainMarks, unitOfMeeting } from './meeting-store.ts'
import { lengthHints } from './quality.ts'

const columns = [
  'id',
  'unit_id as unitId',
  'kind',
  'month',
  'state',
  'planned_at as plannedAt',
  'held_on as heldOn',
  'starts',
  'minutes_long as minutesLong',
  'place',
  'chair_id as chairId',
  'secretary_id as secretaryId',
  'thematic',
  'topic',
  'agenda',
  'minutes',
  'resolution',
  'cancel_reason as cancelReason',
  'version',
  'changed_at as changedAt',
  'changed_by as changedBy',
] as const

/** The day whose list of members is shown: the day held, else the planned day, never later than today nor outside the month. */
export function listDay(meeting: { heldOn: Day | null; plannedAt: Date | null; month: Day }, today: Day): Day {
  if (meeting.heldOn !== null) return meeting.heldOn
  const planned = meeting.plannedAt === null ? today : dayInVietnam(meeting.plannedAt)
  return maxDay(meeting.month, minDay(planned, today, lastOfMonth(meeting.month)))
}

/** How the cell's last meeting before this month sat: what the form offers where nothing is written yet. */
function lastSitting(ctx: ReadContext, unitId: string, month: Day) {
  return ctx.db
    .selectFrom('meeting')
    .select(['starts', 'place', 'chair_id as chairId', 'secretary_id as secretaryId', 'minutes_long as minutesLong'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', unitId)
    .where('state', '=', 'held')
    .where('month', '<', month)
    .orderBy('month', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

export const readMeeting = query({
  name: 'meetings.read-meeting',
  summary: 'One meeting with the members of the cell on its day, their marks, and hints from the rulebook',
  permission: 'meeting.read',
  input: v.object({ meetingId: idField(), on: optionalDay() }),
  units: unitOfMeeting,
  async run(ctx, input) {
    const row = await ctx.db
      .selectFrom('meeting')
      .select(columns)
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.meetingId)
      .executeTakeFirst()
    if (!row) throw notFound()
    const meeting = { ...row, kind: row.kind as MeetingKind, state: row.state as MeetingState }
    const on = input.on ?? listDay(meeting, ctx.today)
    const members = await membersOfCell(ctx, meeting.unitId, on)
    const marks = await marksOf(ctx, meeting.id)
    const rules = await loadRulebook(ctx)
    const unit = await nameOn(ctx, meeting.unitId, on)
    const changedBy = meeting.changedBy === null ? undefined : await accountName(ctx, meeting.changedBy)
    return {
      meeting,
      unit: { id: meeting.unitId, name: unit?.name ?? '' },
      /** The day whose list this is. */
      on,
      people: members.map((member) => ({
        ...member,
        exempt: member.standing !== 'active',
        mark: marks.get(member.memberId)?.mark ?? null,
        reason: marks.get(member.memberId)?.reason ?? null,
      })),
      counts: tally(
        members.map(({ memberId, standing }) => ({ id: memberId, exempt: standing !== 'active' })),
        plainMarks(marks),
      ),
      marked: marks.size > 0,
      hints: meeting.heldOn === null ? [] : lengthHints(rules, { ...meeting, heldOn: meeting.heldOn }),
      last: (await lastSitting(ctx, meeting.unitId, meeting.month)) ?? null,
      changedBy: changedBy ?? null,
      mayWrite: await ctx.actor.covers(ctx.db, 'meeting.write', [meeting.unitId]),
      /** Whether the month is over, so that a change figures stand on needs its reason. */
      closed: lastOfMonth(meeting.month) < ctx.today,
    }
  },
})

async function accountName(ctx: ReadContext, accountId: string): Promise<string | undefined> {
  const account = await ctx.db
    .selectFrom('account')
    .select('display_name')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  return account?.display_name
}
