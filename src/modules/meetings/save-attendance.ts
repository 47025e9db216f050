// Saves who came to a held meeting: the hot path of an evening on which every secretary of the bloc saves at once, so it is one
// round of statements — take the version, read list and marks, one upsert.
import { AppError, notFound } from '#kernel/errors.ts'
import { idField, optionalText, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { attendeesOf, checkMarks, putMarks } from './attendance.ts'
import { needsReason } from './meeting.ts'
import { marksField, reasonsField } from './meeting-fields.ts'
import { marksOf, plainMarks, unitOfMeeting } from './meeting-store.ts'

export const saveAttendance = operation({
  name: 'meetings.save-attendance',
  summary: 'Save the marks of all obliged members of the cell for a held meeting',
  permission: 'meeting.write',
  input: v.object({
    meetingId: idField(),
    version: versionField(),
    marks: marksField(),
    reasons: reasonsField(),
    reason: optionalText(500),
  }),
  units: unitOfMeeting,
  async run(ctx, input) {
    // Raising the version is also the lock: a second save of the same version waits here and then finds another.
    const meeting = await ctx.db
      .updateTable('meeting')
      .set((eb) => ({ version: eb('version', '+', 1), changed_at: ctx.now, changed_by: ctx.actor.accountId }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.meetingId)
      .returning(['id', 'unit_id', 'month', 'state', 'held_on as heldOn', 'thematic', 'topic', 'version'])
      .executeTakeFirst()
    if (!meeting) throw notFound()
    if (meeting.version !== input.version + 1) throw new AppError('stale')
    const { heldOn, thematic, topic } = meeting
    if (heldOn === null)
      throw new AppError(meeting.state === 'cancelled' ? 'meetings.is_cancelled' : 'meetings.not_held')

    const attendees = await attendeesOf(ctx, meeting.unit_id, heldOn)
    checkMarks(attendees, input.marks)
    const stored = await marksOf(ctx, meeting.id)
    const facts = { heldOn, thematic, topic }
    if (
      input.reason === null &&
      needsReason({ ...facts, marks: plainMarks(stored) }, { ...facts, marks: input.marks }, meeting.month, ctx.today)
    ) {
      throw AppError.at('reason', 'meetings.reason_required')
    }
    const counts = await putMarks(ctx, meeting.id, attendees, stored, input)
    ctx.touch(meeting.id, meeting.unit_id)
    if (input.reason !== null) ctx.note({ reason: input.reason })
    return { id: meeting.id, version: meeting.version, ...counts }
  },
})
