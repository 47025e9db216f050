// Takes back that a meeting was held (recorded by mistake): it is planned again, its marks go, the audit entry keeps them.
import { AppError } from '#kernel/errors.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { stateAfter } from './meeting.ts'
import { changeMeeting, lockMeeting, marksOf, removeMarks, unitOfMeeting } from './meeting-store.ts'

export const reopenMeeting = operation({
  name: 'meetings.reopen-meeting',
  summary: 'Take back that a meeting was held, with the reason',
  permission: 'meeting.write',
  input: v.object({ meetingId: idField(), version: versionField(), reason: textField(500) }),
  units: unitOfMeeting,
  async run(ctx, input) {
    const meeting = await lockMeeting(ctx, input.meetingId, input.version)
    if (stateAfter(meeting.state, 'reopen') === null) throw new AppError('meetings.only_held_reopens')
    const marks = await marksOf(ctx, meeting.id)
    await removeMarks(ctx, meeting.id, [...marks.keys()])
    const version = await changeMeeting(ctx, meeting, { state: 'planned', held_on: null })
    ctx.touch(meeting.id, meeting.unitId)
    ctx.note({
      reason: input.reason,
      heldOn: meeting.heldOn,
      marks: [...marks].map(([memberId, { mark }]) => ({ memberId, mark })),
    })
    return { id: meeting.id, version }
  },
})
