// The row every list of meetings shows: what, when, in which state, and the counts of its marks.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, isUnder } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { MeetingKind, MeetingState } from './meeting.ts'

/** A meeting without the counts of its marks. */
export interface PlainRow {
  id: Id
  unitId: Id
  kind: MeetingKind
  month: Day
  state: MeetingState
  plannedAt: Date | null
  heldOn: Day | null
  thematic: boolean
  topic: string | null
  hasMinutes: boolean
  version: number
}

export interface MeetingRow extends PlainRow {
  /** Members marked; 0 when attendance is missing. */
  obliged: number
  present: number
  excused: number
  absent: number
}

/** Meetings the caller may see, in the tree of `on`; of one unit and everything below it when `under` is given. */
export function meetingRows(ctx: ReadContext, on: Day, under: Id | null) {
  return ctx.db
    .selectFrom('meeting as m')
    .select([
      'm.id',
      'm.unit_id as unitId',
      'm.kind',
      'm.month',
      'm.state',
      'm.planned_at as plannedAt',
      'm.held_on as heldOn',
      'm.thematic',
      'm.topic',
      sql<boolean>`m.minutes is not null`.as('hasMinutes'),
      'm.version',
    ])
    .$castTo<PlainRow>()
    .where('m.tenant_id', '=', ctx.tenantId)
    .where(inScope(ctx, 'meeting.read', on, 'm.unit_id'))
    .$if(under !== null, (qb) => qb.where(isUnder(ctx, [under as Id], on, 'm.unit_id')))
}

/** The same rows with the counts of their marks: one statement for the page shown, never for all that match. */
export async function withCounts<Row extends PlainRow>(
  ctx: ReadContext,
  rows: readonly Row[],
): Promise<(Row & MeetingRow)[]> {
  if (rows.length === 0) return []
  const { rows: counts } = await sql<{ id: Id; obliged: number; present: number; excused: number; absent: number }>`
    select meeting_id as id, count(*) as obliged, count(*) filter (where mark = 'present') as present,
           count(*) filter (where mark = 'excused') as excused, count(*) filter (where mark = 'absent') as absent
    from attendance
    where tenant_id = ${ctx.tenantId} and meeting_id = any(${rows.map((row) => row.id)}::uuid[])
    group by meeting_id`.execute(ctx.db)
  const byId = new Map(counts.map(({ id, ...count }) => [id, count]))
  const none = { obliged: 0, present: 0, excused: 0, absent: 0 }
  return rows.map((row) => ({ ...row, ...(byId.get(row.id) ?? none) }))
}
