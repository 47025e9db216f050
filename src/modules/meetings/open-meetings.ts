// What of meetings goes on in a cell that ends (HIS-05): planned ones go to the cell that takes its place, unless that has its own
// meeting of the month; one on record for a day after the end must be corrected first.
import { dayOf, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { openMatter } from '#modules/units/units.server.ts'
import type { OpenMatter } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { notCells } from './cell-check.ts'
import { handedOverReason, meetingTitle } from './meetings-messages.ts'
import type { MeetingKind } from './meeting.ts'

const EXAMPLES = 5

/** The first day that counts as on or after `on`: midnight in Việt Nam. */
const since = (on: Day): string => `${on}T00:00:00+07:00`

// A meeting without a day may be held until the end of its month.
const plannedFrom = (on: Day): RawBuilder<boolean> =>
  sql<boolean>`(m.state = 'planned' and coalesce(m.planned_at >= ${since(on)}::timestamptz, m.month >= ${dayOf(yearOf(on), monthOf(on), 1)}::date))`

const heldFrom = (on: Day): RawBuilder<boolean> => sql<boolean>`(m.state = 'held' and m.held_on >= ${on}::date)`

async function listed(ctx: ReadContext, unitIds: readonly Id[], which: RawBuilder<boolean>): Promise<OpenMatter[]> {
  const { rows } = await sql<{ id: Id; unitId: Id; kind: MeetingKind; month: Day }>`
    select m.id, m.unit_id as "unitId", m.kind, m.month from meeting m
    where m.tenant_id = ${ctx.tenantId} and m.unit_id = any(${[...unitIds]}::uuid[]) and ${which}
    order by m.unit_id, m.month, m.id`.execute(ctx.db)
  return [...Map.groupBy(rows, ({ unitId }) => unitId)].map(([unitId, meetings]) => ({
    unitId,
    count: meetings.length,
    examples: meetings
      .slice(0, EXAMPLES)
      .map((meeting) => ({ id: meeting.id, label: meetingTitle(meeting), href: `/sinh-hoat/${meeting.id}` })),
  }))
}

openMatter({
  name: 'meetings',
  blocks: true,
  ofCells: true,
  refusal: 'meetings.unit_has_planned',
  list: (ctx, unitIds, on) => listed(ctx, unitIds, plannedFrom(on)),
  async handOver(ctx, routes, { on }) {
    const targets = routes.map(({ to }) => to).filter((to) => to !== null)
    const [fault] = await notCells(
      ctx,
      targets.map((unitId) => ({ unitId, on })),
    )
    if (fault) throw new AppError('meetings.heir_no_cell')
    // Of several for one month and cell the first goes over; the others, and those nobody takes, do not take place.
    const { rows } = await sql<{ id: Id }>`
      with way as (
        select * from unnest(${routes.map(({ from }) => from)}::uuid[], ${routes.map(({ to }) => to)}::uuid[]) as w (from_id, to_id)
      ), going as (
        select m.id, w.to_id,
          w.to_id is not null and (m.kind <> 'regular' or (
            row_number() over (partition by w.to_id, m.kind, m.month order by m.planned_at nulls last, m.id) = 1
            and not exists (select from meeting own where own.tenant_id = m.tenant_id and own.unit_id = w.to_id
              and own.kind = 'regular' and own.month = m.month and own.state <> 'cancelled'))) as goes
        from meeting m join way w on w.from_id = m.unit_id
        where m.tenant_id = ${ctx.tenantId} and ${plannedFrom(on)}
      )
      update meeting m set
        unit_id = case when g.goes then g.to_id else m.unit_id end,
        state = case when g.goes then 'planned' else 'cancelled' end,
        cancel_reason = case when g.goes then m.cancel_reason else ${handedOverReason} end,
        version = m.version + 1, changed_at = ${ctx.now}, changed_by = ${ctx.actor.accountId}
      from going g where m.tenant_id = ${ctx.tenantId} and m.id = g.id
      returning m.id`.execute(ctx.db)
    return rows.length
  },
})

openMatter({
  name: 'held_meetings',
  blocks: true,
  ofCells: true,
  refusal: 'meetings.unit_met_later',
  list: (ctx, unitIds, on) => listed(ctx, unitIds, heldFrom(on)),
})
