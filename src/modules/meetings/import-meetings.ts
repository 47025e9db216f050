// Takes in many meetings with their marks at once (registers of earlier years, the demo): the same refusals as one by one,
// checked over the whole set, written in rows of thousands.
import { lastOfMonth } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { FieldCodes } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { choiceField, idField, optionalDay, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { notCells } from './cell-check.ts'
import { MARKS, MEETING_KINDS, sittingFaults } from './meeting.ts'
import type { Mark } from './meeting.ts'
import { monthField, optionalTime } from './meeting-fields.ts'

const meetingRow = v.object({
  unitId: idField(),
  kind: v.optional(choiceField(MEETING_KINDS), 'regular'),
  month: monthField(),
  /** Without it the meeting is planned, or cancelled when there is a reason. */
  heldOn: optionalDay(),
  cancelReason: optionalText(500),
  starts: optionalTime(),
  minutesLong: optionalInteger(1, 1440),
  place: optionalText(200),
  thematic: v.optional(v.boolean(), false),
  topic: optionalText(300),
  minutes: optionalText(),
  resolution: optionalText(),
  /** Member and mark; the obliged members of the cell that day. */
  marks: v.optional(v.array(v.tuple([idField(), v.picklist(MARKS, 'field.choice')])), []),
})

const importInput = v.object({ meetings: v.pipe(v.array(meetingRow), v.maxLength(5000, 'field.too_long:5000')) })
type Given = v.InferOutput<typeof importInput>['meetings'][number]

function refuse(faults: FieldCodes): void {
  const [first] = Object.values(faults)
  if (first !== undefined) throw new AppError(first, {}, faults)
}

function faultsOf(meetings: readonly Given[], today: Day): FieldCodes {
  const faults: FieldCodes = {}
  meetings.forEach((meeting, at) => {
    const { heldOn, month, thematic, topic } = meeting
    if (heldOn === null) {
      if (meeting.marks.length > 0) faults[`meetings.${at}.marks`] = 'meetings.not_held'
      return
    }
    for (const [field, code] of Object.entries(sittingFaults(month, { heldOn, thematic, topic }, today))) {
      faults[`meetings.${at}.${field}`] = code
    }
  })
  return faults
}

/** Marks just written for people who were not obliged members of that cell on that day. */
async function strangersAmong(ctx: Context, meetingIds: readonly Id[]): Promise<Id[]> {
  const { rows } = await sql<{ meeting_id: Id }>`
    select distinct a.meeting_id
    from meeting m
    join attendance a on a.tenant_id = m.tenant_id and a.meeting_id = m.id
    where m.tenant_id = ${ctx.tenantId} and m.id = any(${[...meetingIds]}::uuid[])
      and not exists (
        select from member_cell c
        join member_status s on s.tenant_id = c.tenant_id and s.member_id = c.member_id and s.valid @> m.held_on and s.standing = 'active'
        where c.tenant_id = a.tenant_id and c.member_id = a.member_id and c.unit_id = m.unit_id and c.valid @> m.held_on)`.execute(
    ctx.db,
  )
  return rows.map((row) => row.meeting_id)
}

export const importMeetings = operation({
  name: 'meetings.import-meetings',
  summary: 'Take in many meetings with their attendance at once',
  permission: 'meeting.write',
  input: importInput,
  units: (_, input) => input.meetings.map((meeting) => meeting.unitId),
  constraints: { meeting_regular: { code: 'meetings.month_taken', field: 'meetings' } },
  async run(ctx, input) {
    refuse(faultsOf(input.meetings, ctx.today))
    const dayOf = (meeting: Given) =>
      meeting.heldOn ?? (lastOfMonth(meeting.month) < ctx.today ? lastOfMonth(meeting.month) : ctx.today)
    const noCells = new Set(
      (
        await notCells(
          ctx,
          input.meetings.map((meeting) => ({ unitId: meeting.unitId, on: dayOf(meeting) })),
        )
      ).map(({ unitId, on }) => `${unitId} ${on}`),
    )
    const faults: FieldCodes = {}
    input.meetings.forEach((meeting, at) => {
      if (noCells.has(`${meeting.unitId} ${dayOf(meeting)}`))
        faults[`meetings.${at}.unitId`] = 'meetings.no_cell_that_day'
    })
    refuse(faults)

    const meetings = input.meetings.map((meeting) => ({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      unit_id: meeting.unitId,
      kind: meeting.kind,
      month: meeting.month,
      state: meeting.heldOn !== null ? 'held' : meeting.cancelReason !== null ? 'cancelled' : 'planned',
      held_on: meeting.heldOn,
      starts: meeting.starts,
      minutes_long: meeting.minutesLong,
      place: meeting.place,
      thematic: meeting.thematic,
      topic: meeting.topic,
      minutes: meeting.minutes,
      resolution: meeting.resolution,
      cancel_reason: meeting.cancelReason,
      recorded_at: ctx.now,
      changed_at: ctx.now,
      changed_by: ctx.actor.accountId,
    }))
    const idAt = (at: number) => (meetings[at] as (typeof meetings)[number]).id
    const marks = input.meetings.flatMap((meeting, at) =>
      meeting.marks.map(([memberId, mark]: [Id, Mark]) => ({
        tenant_id: ctx.tenantId,
        meeting_id: idAt(at),
        member_id: memberId,
        mark,
      })),
    )
    await insertRows(ctx.db, 'meeting', meetings)
    await insertRows(ctx.db, 'attendance', marks)
    const ids = meetings.map((meeting) => meeting.id)
    const strangers = new Set(await strangersAmong(ctx, ids))
    refuse(
      Object.fromEntries(
        ids.flatMap((id, at) => (strangers.has(id) ? [[`meetings.${at}.marks`, 'meetings.not_of_cell']] : [])),
      ),
    )
    ctx.touch(...ids)
    ctx.note({ meetings: meetings.length, marks: marks.length })
    return { ids, marks: marks.length }
  },
})
