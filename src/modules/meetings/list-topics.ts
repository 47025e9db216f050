// The themes cells have treated between two days: what was chosen, where, how many came.
import { namesOn } from '#modules/units/units.server.ts'
import { dayField, integerField, optionalId } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { meetingRows, withCounts } from './meeting-rows.ts'

export const listTopics = query({
  name: 'meetings.list-topics',
  summary: 'Themes treated in the meetings of a unit and those below it between two days',
  permission: 'meeting.read',
  input: v.object({
    unitId: optionalId(),
    from: dayField(),
    to: dayField(),
    page: v.optional(integerField(1, 10_000), 1),
    size: v.optional(integerField(1, 500), 50),
  }),
  async run(ctx, input) {
    const found = await meetingRows(ctx, input.to, input.unitId)
      .select(sql<number>`count(*) over ()`.as('total'))
      .where('m.state', '=', 'held')
      .where('m.thematic', '=', true)
      .where('m.held_on', '>=', input.from)
      .where('m.held_on', '<=', input.to)
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
      topics: rows.map(({ id, unitId, topic, heldOn, obliged, present }) => ({
        id,
        unitId,
        unitName: names.get(unitId)?.name ?? '',
        topic,
        heldOn,
        obliged,
        present,
      })),
    }
  },
})
