// Says that a planned meeting does not take place, and why (a congress, an epidemic, a merger): the month stays unmet, explained.
import { AppError } from '#kernel/errors.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { stateAfter } from './meeting.ts'
import { changeMeeting, lockMeeting, unitOfMeeting } from './meeting-store.ts'

export const cancelMeeting = operation({
  name: 'meetings.cancel-meeting',
  summary: 'Say that a planned meeting does not take place, with the reason',
  permission: 'meeting.write',
  input: v.object({ meetingId: idField(), version: versionField(), reason: textField(500) }),
  units: unitOfMeeting,
  async run(ctx, input) {
    const meeting = await lockMeeting(ctx, input.meetingId, input.version)
    if (stateAfter(meeting.state, 'cancel') === null) {
      throw new AppError(meeting.state === 'held' ? 'meetings.reopen_first' : 'meetings.is_cancelled')
    }
    const version = await changeMeeting(ctx, meeting, { state: 'cancelled', cancel_reason: input.reason })
    ctx.touch(meeting.id, meeting.unitId)
    ctx.note({ reason: input.reason })
    return { id: meeting.id, version }
  },
})
