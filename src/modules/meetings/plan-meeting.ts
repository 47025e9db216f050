// Puts a cell's meetings on the calendar: one month or several at once. A month has one regular meeting (SH-01).
import { addDays, dayOfMonth, lastOfMonth, minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { nameOn, isCell } from '#modules/units/units.server.ts'
import { choiceField, flagField, idField, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { cellOfForm, notCells } from './cell-check.ts'
import { MEETING_KINDS, parseMonth } from './meeting.ts'
import { optionalTime } from './meeting-fields.ts'

const oneOrMany = v.pipe(
  v.optional(v.union([v.array(v.string()), v.string()], 'field.shape'), []),
  v.transform((given) => [given].flat().filter((text) => text !== '')),
  v.check((given) => given.length > 0, 'meetings.no_month'),
  v.maxLength(36, 'field.too_long:36'),
  v.check((given) => given.every((text) => parseMonth(text) !== null), 'meetings.month'),
  v.transform((given) => [...new Set(given.map((text) => parseMonth(text) as Day))]),
)

/** The day of a month on which the cell usually meets: the 31st means the last day of a shorter month. */
export function plannedDay(month: Day, dayNumber: number): Day {
  const last = lastOfMonth(month)
  return dayNumber >= dayOfMonth(last) ? last : addDays(month, dayNumber - 1)
}

export const planMeeting = operation({
  name: 'meetings.plan-meeting',
  summary: "Put a cell's meetings of one or several months on the calendar",
  permission: 'meeting.write',
  input: v.object({
    unitId: idField(),
    kind: v.optional(choiceField(MEETING_KINDS), 'regular'),
    months: oneOrMany,
    /** Day of the month; the last day in shorter months. */
    dayNumber: optionalInteger(1, 31),
    starts: optionalTime(),
    place: optionalText(200),
    thematic: flagField(),
    topic: optionalText(300),
    agenda: optionalText(20_000),
  }),
  units: cellOfForm,
  constraints: { meeting_regular: { code: 'meetings.month_taken', field: 'months' } },
  async run(ctx, input) {
    if (input.thematic && input.topic === null) throw AppError.at('topic', 'meetings.topic_required')
    const unit = await nameOn(ctx, input.unitId, ctx.today)
    if (!unit || !isCell(unit.kind)) throw AppError.at('unitId', 'meetings.not_a_cell')
    // A month of the past is judged by its last day, one to come by the cell as it is today.
    const days = input.months.map((month) => ({ unitId: input.unitId, on: minDay(lastOfMonth(month), ctx.today) }))
    const [missing] = await notCells(ctx, days)
    if (missing) throw AppError.at('months', 'meetings.no_cell_that_day', { on: missing.on })
    if (input.kind === 'regular') {
      const taken = await ctx.db
        .selectFrom('meeting')
        .select('month')
        .where('tenant_id', '=', ctx.tenantId)
        .where('unit_id', '=', input.unitId)
        .where('kind', '=', 'regular')
        .where('state', '<>', 'cancelled')
        .where('month', 'in', input.months)
        .orderBy('month')
        .execute()
      if (taken.length > 0)
        throw AppError.at('months', 'meetings.month_taken', { months: taken.map((row) => row.month) })
    }
    const rows = input.months.map((month) => ({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      unit_id: input.unitId,
      kind: input.kind,
      month,
      state: 'planned',
      planned_at:
        input.dayNumber === null
          ? null
          : new Date(`${plannedDay(month, input.dayNumber)}T${input.starts ?? '00:00'}:00+07:00`),
      starts: input.starts,
      place: input.place,
      thematic: input.thematic,
      topic: input.topic,
      agenda: input.agenda,
      recorded_at: ctx.now,
      changed_at: ctx.now,
      changed_by: ctx.actor.accountId,
    }))
    await ctx.db.insertInto('meeting').values(rows).execute()
    const ids = rows.map((row) => row.id)
    ctx.touch(...ids, input.unitId)
    ctx.note({ kind: input.kind, months: input.months })
    return { ids }
  },
})
