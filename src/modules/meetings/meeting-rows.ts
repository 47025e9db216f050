// The row every list of meetings shows: what, when, in which state, and the counts of its marks.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, isUnder } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { MeetingKind, MeetingState } from './meeting.ts'

export interface MeetingRow {
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
  /** Members marked; 0 when attendance is missing. */
  obliged: number
  present: number
  excused: number
  absent: number
  version: number
}

/** Meetings the caller may see, in the tree of `on`; of one unit and everything below it when `under` is given. */
export function meetingRows(ctx: ReadContext, on: Day, under: Id | null) {
  return ctx.db
    .selectFrom('meeting as m')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('attendance as a')
          .select([
            sql<number>`count(*)`.as('obliged'),
            sql<number>`count(*) filter (where a.mark = 'present')`.as('present'),
            sql<number>`count(*) filter (where a.mark = 'excused')`.as('excused'),
            sql<number>`count(*) filter (where a.mark = 'absent')`.as('absent'),
          ])
          .whereRef('a.tenant_id', '=', 'm.tenant_id')
          .whereRef('a.meeting_id', '=', 'm.id')
          .as('n'),
      (join) => join.onTrue(),
    )
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
      'n.obliged',
      'n.present',
      'n.excused',
      'n.absent',
      'm.version',
    ])
    .$castTo<MeetingRow>()
    .where('m.tenant_id', '=', ctx.tenantId)
    .where(inScope(ctx, 'meeting.read', on, 'm.unit_id'))
    .$if(under !== null, (qb) => qb.where(isUnder(ctx, [under as Id], on, 'm.unit_id')))
}
