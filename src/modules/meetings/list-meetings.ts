// Meetings of a unit and everything below it over some months, with their state and counts.
import { firstOfMonth } from '#kernel/day.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { dayField, flagField, integerField, optionalChoice, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { MEETING_STATES } from './meeting.ts'
import { meetingRows, withCounts } from './meeting-rows.ts'

export const listMeetings = query({
  name: 'meetings.list-meetings',
  summary: 'Meetings of a unit and those below it between two days, by month, with state and counts of attendance',
  permission: 'meeting.read',
  input: v.object({
    unitId: optionalId(),
    from: dayField(),
    to: dayField(),
    state: optionalChoice(MEETING_STATES),
    thematic: flagField(),
    page: v.optional(integerField(1, 10_000), 1),
    size: v.optional(integerField(1, 500), 50),
  }),
  async run(ctx, input) {
    const { state } = input
    const found = await meetingRows(ctx, input.to, input.unitId)
      .select(sql<number>`count(*) over ()`.as('total'))
      .where('m.month', '>=', firstOfMonth(input.from))
      .where('m.month', '<=', firstOfMonth(input.to))
      .$if(state !== null, (qb) => qb.where('m.state', '=', state as string))
      .$if(input.thematic, (qb) => qb.where('m.thematic', '=', true))
      .orderBy('m.month', 'desc')
      .orderBy('m.held_on', 'desc')
      .orderBy('m.id')
      .limit(input.size)
      .offset((input.page - 1) * input.size)
      .execute()
    const rows = await withCounts(ctx, found)
    const names = await namesOn(
      ctx,
      rows.map((row) => row.unitId),
      input.to,
    )
    return {
      total: rows[0]?.total ?? 0,
      meetings: rows.map(({ total: _, ...row }) => ({ ...row, unitName: names.get(row.unitId)?.name ?? '' })),
    }
  },
})
