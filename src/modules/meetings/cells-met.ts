// Which cells met in which months of a year, and which did not: the committee's view, cells × months.
import { dayOf, firstOfMonth, lastOfMonth, minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { contains, parseRange } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import { cellsUnder, inScope, isCell } from '#modules/units/units.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import { idField, integerField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { monthOutcome } from './meeting.ts'
import type { MeetingState, MonthOutcome } from './meeting.ts'

export interface CellMonth {
  month: Day
  outcome: MonthOutcome
  /** The month's regular meeting, when there is one. */
  meetingId: Id | null
  thematic: boolean
}

interface Regular {
  id: Id
  unitId: Id
  month: Day
  state: MeetingState
  thematic: boolean
}

/** Meetings of these cells in a year; a month's thematic mark also counts its extraordinary meetings. */
async function meetingsOf(
  ctx: ReadContext,
  unitIds: readonly Id[],
  year: number,
  on: Day,
): Promise<Map<string, Regular[]>> {
  if (unitIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('meeting as m')
    .select(['m.id', 'm.unit_id as unitId', 'm.month', 'm.state', 'm.thematic', 'm.kind'])
    .where('m.tenant_id', '=', ctx.tenantId)
    .where('m.unit_id', 'in', [...unitIds])
    .where('m.month', '>=', dayOf(year, 1, 1))
    .where('m.month', '<=', dayOf(year, 12, 1))
    .where(inScope(ctx, 'meeting.read', on, 'm.unit_id'))
    .orderBy('m.state', 'desc')
    .execute()
  return Map.groupBy(rows as (Regular & { kind: string })[], (row) => `${row.unitId} ${row.month} ${row.kind}`)
}

/** On which days each of these units was a cell. */
async function cellDays(ctx: ReadContext, unitIds: readonly Id[]): Promise<Map<Id, DateRange[]>> {
  if (unitIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('unit_version')
    .select(['unit_id', 'kind', 'valid'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', 'in', [...unitIds])
    .execute()
  const days = new Map<Id, DateRange[]>(unitIds.map((id) => [id, []]))
  for (const row of rows) if (isCell(row.kind as UnitKind)) days.get(row.unit_id)?.push(parseRange(row.valid))
  return days
}

export const cellsMet = query({
  name: 'meetings.cells-met',
  summary: 'For each cell at or below a unit and each month of a year: met, planned, late, not due',
  permission: 'meeting.read',
  input: v.object({ unitId: idField(), year: integerField(1930, 2200), on: optionalDay() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const on = input.on ?? minDay(ctx.today, dayOf(input.year, 12, 31))
    const cells = await cellsUnder(ctx, input.unitId, on)
    const ids = cells.map((cell) => cell.id)
    const [meetings, days] = [await meetingsOf(ctx, ids, input.year, on), await cellDays(ctx, ids)]
    const months = Array.from({ length: 12 }, (_, at) => dayOf(input.year, at + 1, 1))
    const rows = cells.map((cell) => ({
      id: cell.id,
      code: cell.code,
      name: cell.name,
      months: months.map((month): CellMonth => {
        const regular = meetings.get(`${cell.id} ${month} regular`) ?? []
        const others = meetings.get(`${cell.id} ${month} extraordinary`) ?? []
        const shown =
          regular.find((row) => row.state === 'held') ?? regular.find((row) => row.state === 'planned') ?? regular[0]
        // Until its last day has come, a month is due for the cells of today.
        const existed = (days.get(cell.id) ?? []).some((range) =>
          contains(range, minDay(lastOfMonth(month), ctx.today)),
        )
        return {
          month,
          outcome: monthOutcome(
            month,
            regular.map((row) => row.state),
            existed,
            ctx.today,
          ),
          meetingId: shown?.id ?? null,
          thematic: [...regular, ...others].some((row) => row.state === 'held' && row.thematic),
        }
      }),
    }))
    const totals = months.map((month, at) => ({
      month,
      held: rows.filter((row) => row.months[at]?.outcome === 'held').length,
      late: rows.filter((row) => row.months[at]?.outcome === 'late').length,
      due: rows.filter((row) => row.months[at]?.outcome !== 'not_due').length,
    }))
    return { year: input.year, on, thisMonth: firstOfMonth(ctx.today), cells: rows, totals }
  },
})
