// Saves the minutes and the resolution alone, while the rest of the evening's page is still open elsewhere.
import { AppError } from '#kernel/errors.ts'
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { textFields } from './meeting-fields.ts'
import { changeMeeting, lockMeeting, unitOfMeeting } from './meeting-store.ts'

export const saveMinutes = operation({
  name: 'meetings.save-minutes',
  summary: 'Save the minutes and the resolution of a meeting',
  permission: 'meeting.write',
  input: v.object({ meetingId: idField(), version: versionField(), ...textFields }),
  units: unitOfMeeting,
  async run(ctx, input) {
    const meeting = await lockMeeting(ctx, input.meetingId, input.version)
    if (meeting.state === 'cancelled') throw new AppError('meetings.is_cancelled')
    const version = await changeMeeting(ctx, meeting, { minutes: input.minutes, resolution: input.resolution })
    ctx.touch(meeting.id)
    ctx.note({ minutes: input.minutes?.length ?? 0, resolution: input.resolution?.length ?? 0 })
    return { id: meeting.id, version }
  },
})
