// Writes of meetings and marks. Every change of a meeting, its marks included, raises its version: of two secretaries who saved
// from the same page the second is told so.
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import type { Mark, Marks, MeetingKind, MeetingState } from './meeting.ts'

export interface StoredMeeting {
  id: Id
  unitId: Id
  kind: MeetingKind
  month: Day
  state: MeetingState
  heldOn: Day | null
  thematic: boolean
  topic: string | null
  version: number
}

/** The unit of a meeting, for the right to it; empty for an unknown meeting. */
export async function unitOfMeeting(ctx: ReadContext, input: { meetingId: Id }): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('meeting')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', input.meetingId)
    .execute()
  return rows.map((row) => row.unit_id)
}

/** Locks a meeting until the end of the transaction. Throws not_found, or stale when it has moved on since `version`. */
export async function lockMeeting(ctx: Context, id: Id, version: number): Promise<StoredMeeting> {
  const row = await ctx.db
    .selectFrom('meeting')
    .select(['id', 'unit_id as unitId', 'kind', 'month', 'state', 'held_on as heldOn', 'thematic', 'topic', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw new AppError('stale')
  return row as StoredMeeting
}

interface MeetingChange {
  state?: MeetingState
  held_on?: Day | null
  starts?: string | null
  minutes_long?: number | null
  place?: string | null
  chair_id?: Id | null
  secretary_id?: Id | null
  thematic?: boolean
  topic?: string | null
  minutes?: string | null
  resolution?: string | null
  cancel_reason?: string | null
}

/** Changes a locked meeting. Returns its new version. */
export async function changeMeeting(ctx: Context, meeting: StoredMeeting, change: MeetingChange): Promise<number> {
  const version = meeting.version + 1
  await ctx.db
    .updateTable('meeting')
    .set({ ...change, version, changed_at: ctx.now, changed_by: ctx.actor.accountId })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', meeting.id)
    .execute()
  return version
}

export interface StoredMark {
  mark: Mark
  reason: string | null
}

export async function marksOf(ctx: ReadContext, meetingId: Id): Promise<Map<Id, StoredMark>> {
  const rows = await ctx.db
    .selectFrom('attendance')
    .select(['member_id', 'mark', 'reason'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('meeting_id', '=', meetingId)
    .execute()
  return new Map(rows.map((row) => [row.member_id, { mark: row.mark as Mark, reason: row.reason }]))
}

export interface MarkRow {
  meetingId: Id
  memberId: Id
  mark: Mark
  reason: string | null
}

/** Writes marks, new or changed, in one statement. */
export async function writeMarks(ctx: Context, rows: readonly MarkRow[]): Promise<void> {
  if (rows.length === 0) return
  await ctx.db
    .insertInto('attendance')
    .values(
      rows.map((row) => ({
        tenant_id: ctx.tenantId,
        meeting_id: row.meetingId,
        member_id: row.memberId,
        mark: row.mark,
        reason: row.reason,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'meeting_id', 'member_id']).doUpdateSet((eb) => ({
        mark: eb.ref('excluded.mark'),
        reason: eb.ref('excluded.reason'),
      })),
    )
    .execute()
}

/** Takes away marks of people who are not on the list of the day any more; the audit entry keeps what they were. */
export async function removeMarks(ctx: Context, meetingId: Id, memberIds: readonly Id[]): Promise<void> {
  if (memberIds.length === 0) return
  await ctx.db
    .deleteFrom('attendance')
    .where('tenant_id', '=', ctx.tenantId)
    .where('meeting_id', '=', meetingId)
    .where('member_id', 'in', [...memberIds])
    .execute()
}

/** Marks alone, without reasons. */
export const plainMarks = (stored: ReadonlyMap<Id, StoredMark>): Marks =>
  Object.fromEntries([...stored].map(([id, { mark }]) => [id, mark]))
