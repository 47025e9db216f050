// Records a meeting as held, or corrects one that is: day, sitting, attendance, theme, minutes and resolution from one form.
// After the month a change that figures stand on says why; frozen reports keep their snapshot.
import { AppError } from '#kernel/errors.ts'
import { dayField, idField, optionalText, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { attendeesOf, checkMarks, putMarks } from './attendance.ts'
import { needCell } from './cell-check.ts'
import { needsReason, sittingFaults, stateAfter } from './meeting.ts'
import { marksField, reasonsField, sittingFields, textFields } from './meeting-fields.ts'
import { changeMeeting, lockMeeting, marksOf, plainMarks, unitOfMeeting } from './meeting-store.ts'

export const holdMeeting = operation({
  name: 'meetings.hold-meeting',
  summary: 'Record a meeting as held, or correct it: day, attendance, theme, minutes, resolution',
  permission: 'meeting.write',
  input: v.object({
    meetingId: idField(),
    version: versionField(),
    heldOn: dayField(),
    ...sittingFields,
    ...textFields,
    /** Without marks the attendance stays as it is. */
    marks: v.optional(v.nullable(marksField()), null),
    reasons: reasonsField(),
    /** Why a meeting of a past month is changed. */
    reason: optionalText(500),
  }),
  units: unitOfMeeting,
  async run(ctx, input) {
    const meeting = await lockMeeting(ctx, input.meetingId, input.version)
    if (stateAfter(meeting.state, 'hold') === null) throw new AppError('meetings.is_cancelled')
    const faults = sittingFaults(meeting.month, input, ctx.today)
    const [fault] = Object.values(faults)
    if (fault !== undefined) throw new AppError('invalid_input', {}, faults)
    await needCell(ctx, meeting.unitId, input.heldOn, 'heldOn')

    const attendees = await attendeesOf(ctx, meeting.unitId, input.heldOn)
    const stored = await marksOf(ctx, meeting.id)
    const before = plainMarks(stored)
    const after = input.marks ?? before
    // Marks written for another day must still fit the list of the new one.
    if (input.marks !== null || stored.size > 0) checkMarks(attendees, after)
    const known = new Set(attendees.map((attendee) => attendee.id))
    for (const field of ['chairId', 'secretaryId'] as const) {
      const person = input[field]
      if (person !== null && !known.has(person)) throw AppError.at(field, 'meetings.not_of_cell')
    }
    const { heldOn, thematic, topic } = input
    if (
      meeting.heldOn !== null &&
      input.reason === null &&
      needsReason(
        { ...meeting, heldOn: meeting.heldOn, marks: before },
        { heldOn, thematic, topic, marks: after },
        meeting.month,
        ctx.today,
      )
    ) {
      throw AppError.at('reason', 'meetings.reason_required')
    }

    const version = await changeMeeting(ctx, meeting, {
      state: 'held',
      held_on: heldOn,
      starts: input.starts,
      minutes_long: input.minutesLong,
      place: input.place,
      chair_id: input.chairId,
      secretary_id: input.secretaryId,
      thematic,
      topic,
      minutes: input.minutes,
      resolution: input.resolution,
    })
    ctx.touch(meeting.id, meeting.unitId)
    ctx.note({
      heldOn,
      thematic,
      ...(meeting.heldOn === null
        ? {}
        : { before: { heldOn: meeting.heldOn, thematic: meeting.thematic, topic: meeting.topic } }),
      ...(input.reason === null ? {} : { reason: input.reason }),
    })
    if (input.marks !== null) {
      await putMarks(ctx, meeting.id, attendees, stored, { marks: input.marks, reasons: input.reasons })
    }
    return { id: meeting.id, version }
  },
})
