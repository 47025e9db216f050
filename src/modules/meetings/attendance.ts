// Checks marks against the cell's list of a day and writes them: one read of the list, one read of what stands, one upsert.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { membersOfCell } from '#modules/members/members.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { markFaults, tally } from './meeting.ts'
import type { Attendee, Marks, Tally } from './meeting.ts'
import { removeMarks, writeMarks } from './meeting-store.ts'
import type { StoredMark } from './meeting-store.ts'

/** Everybody of the cell that day, as far as attendance asks. */
export async function attendeesOf(ctx: Context, unitId: Id, on: Day): Promise<Attendee[]> {
  return (await membersOfCell(ctx, unitId, on)).map(({ memberId, standing }) => ({
    id: memberId,
    exempt: standing !== 'active',
  }))
}

/** Throws meetings.marks_do_not_fit, a code for each person at fault. */
export function checkMarks(attendees: readonly Attendee[], marks: Marks): void {
  const faults = markFaults(attendees, marks)
  const first = Object.values(faults)[0]
  if (first !== undefined) throw new AppError('meetings.marks_do_not_fit', {}, faults)
}

/** Writes checked marks over what stands. Returns the counts; notes for the audit entry what became of marks that stood before. */
export async function putMarks(
  ctx: Context,
  meetingId: Id,
  attendees: readonly Attendee[],
  before: ReadonlyMap<Id, StoredMark>,
  after: { marks: Marks; reasons: Readonly<Record<Id, string>> },
): Promise<Tally> {
  const rows = Object.entries(after.marks).map(([memberId, mark]) => ({
    meetingId,
    memberId,
    mark,
    // Who came needs no reason for being away.
    reason: mark === 'present' ? null : (after.reasons[memberId] ?? null),
  }))
  const gone = [...before.keys()].filter((id) => !Object.hasOwn(after.marks, id))
  const changed = [...before].flatMap(([id, { mark }]) => {
    const now = after.marks[id] ?? null
    return now === mark ? [] : [{ memberId: id, from: mark, to: now }]
  })
  await writeMarks(ctx, rows)
  await removeMarks(ctx, meetingId, gone)
  const counts = tally(attendees, after.marks)
  ctx.note({ attendance: counts, ...(changed.length > 0 ? { changedMarks: changed } : {}) })
  return counts
}
