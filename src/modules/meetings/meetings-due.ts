// What waits in cell life: this month's meeting, the last month's, missing attendance and minutes, a quarter without a theme —
// for who keeps a cell's book; how many cells have not met — for who leads several.
import { addMonths, dayInVietnam, dayOf, firstOfMonth, lastOfMonth, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { quantityOf, loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { CELL_KINDS, isUnder, namesOn, isCell } from '#modules/units/units.server.ts'
import type { UnitName } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { monthCode } from './meeting.ts'
import { meetingRows, withCounts } from './meeting-rows.ts'
import type { MeetingRow } from './meeting-rows.ts'

export const quarterStart = (on: Day): Day => dayOf(yearOf(on), Math.floor((monthOf(on) - 1) / 3) * 3 + 1, 1)

/** What one cell has to do, from its meetings since the quarter (or the last month) began. Pure. */
export function dueOfCell(
  cell: { id: Id; name: string; lastMonthDue: boolean },
  meetings: readonly MeetingRow[],
  themesNeeded: number,
  today: Day,
): DueItem[] {
  const items: DueItem[] = []
  const base = { cell: cell.name }
  const month = firstOfMonth(today)
  for (const owed of cell.lastMonthDue ? [addMonths(month, -1), month] : [month]) {
    const regular = meetings.filter((row) => row.kind === 'regular' && row.month === owed)
    if (regular.some((row) => row.state === 'held')) continue
    // Cancelled with a reason: said and done, as long as nothing new was planned.
    const planned = regular.find((row) => row.state === 'planned')
    if (!planned && regular.some((row) => row.state === 'cancelled')) continue
    const dueOn = lastOfMonth(owed)
    items.push(
      planned
        ? {
            kind: 'meeting_planned',
            params: {
              ...base,
              month: owed,
              plannedOn: planned.plannedAt === null ? null : dayInVietnam(planned.plannedAt),
              topic: planned.topic,
            },
            dueOn,
            href: `/sinh-hoat/${planned.id}`,
            unitId: cell.id,
          }
        : {
            kind: 'meeting_open',
            params: { ...base, month: owed },
            dueOn,
            href: '/sinh-hoat/moi',
            post: { unitId: cell.id, months: monthCode(owed) },
            unitId: cell.id,
          },
    )
  }
  for (const row of meetings) {
    if (row.state !== 'held') continue
    const params = { ...base, month: row.month, heldOn: row.heldOn }
    const rest = { params, dueOn: lastOfMonth(row.month), href: `/sinh-hoat/${row.id}`, unitId: cell.id }
    if (row.obliged === 0) items.push({ kind: 'attendance_missing', ...rest })
    if (!row.hasMinutes) items.push({ kind: 'minutes_missing', ...rest })
  }
  const quarter = quarterStart(today)
  const themes = meetings.filter(
    (row) => row.state === 'held' && row.thematic && row.heldOn !== null && row.heldOn >= quarter,
  ).length
  if (themes < themesNeeded) {
    const end = lastOfMonth(addMonths(quarter, 2))
    items.push({
      kind: 'theme_missing',
      params: { ...base, quarter, themes, needed: themesNeeded },
      dueOn: end,
      href: `/sinh-hoat?don-vi=${cell.id}`,
      unitId: cell.id,
    })
  }
  return items
}

/** Cells under a unit that owe this month's or the last month's regular meeting: how many of how many. */
async function cellsBehind(ctx: ReadContext, unitId: Id): Promise<{ month: Day; due: number; missing: number }[]> {
  const thisMonth = firstOfMonth(ctx.today)
  const { rows } = await sql<{ month: Day; due: number; missing: number }>`
    select d.month, count(*) as due, count(*) filter (where m.id is null) as missing
    from (values (${addMonths(thisMonth, -1)}::date, ${lastOfMonth(addMonths(thisMonth, -1))}::date), (${thisMonth}::date, ${ctx.today}::date)) as d (month, on_day)
    join unit_version u on u.tenant_id = ${ctx.tenantId} and u.kind = any(${[...CELL_KINDS]}::text[]) and u.valid @> d.on_day
      and ${isUnder(ctx, [unitId], ctx.today, 'u.unit_id')}
    left join meeting m on m.tenant_id = ${ctx.tenantId} and m.unit_id = u.unit_id and m.month = d.month and m.kind = 'regular' and m.state = 'held'
    group by d.month
    order by d.month`.execute(ctx.db)
  return rows
}

async function dueOfCells(ctx: ReadContext, cells: readonly UnitName[]): Promise<DueItem[]> {
  if (cells.length === 0) return []
  const ids = cells.map((cell) => cell.id)
  const lastMonth = addMonths(firstOfMonth(ctx.today), -1)
  const quarter = quarterStart(ctx.today)
  const since = lastMonth < quarter ? lastMonth : quarter
  const found = await meetingRows(ctx, ctx.today, null)
    .where('m.unit_id', 'in', ids)
    .where('m.month', '>=', since)
    .where('m.month', '<=', firstOfMonth(ctx.today))
    .orderBy('m.month')
    .orderBy('m.id')
    .execute()
  const rows = await withCounts(ctx, found)
  const existed = await ctx.db
    .selectFrom('unit_version')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', 'in', ids)
    .where('kind', 'in', [...CELL_KINDS])
    .where(sql<boolean>`valid @> ${lastOfMonth(lastMonth)}::date`)
    .execute()
  const old = new Set(existed.map((row) => row.unit_id))
  const rule = (await loadRulebook(ctx)).at('SH-02', ctx.today)
  const needed = rule === null ? 0 : quantityOf(rule).amount
  const meetings = Map.groupBy(rows, (row) => row.unitId)
  return cells.flatMap((cell) =>
    dueOfCell({ ...cell, lastMonthDue: old.has(cell.id) }, meetings.get(cell.id) ?? [], needed, ctx.today),
  )
}

/** What waits for the caller in the meetings of the units he or she keeps or leads. */
export async function meetingsDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('meeting.write')) return []
  const scope = ctx.scope('meeting.write')
  // Who holds it over the whole bloc is the system or an office of hundreds of cells: the page of meetings tells more than a card.
  if (scope.whole) return []
  const names = [...(await namesOn(ctx, scope.units, ctx.today)).values()]
  const items = await dueOfCells(
    ctx,
    names.filter((unit) => isCell(unit.kind)),
  )
  for (const unit of names.filter((each) => !isCell(each.kind))) {
    for (const { month, due, missing } of await cellsBehind(ctx, unit.id)) {
      if (missing === 0) continue
      items.push({
        kind: 'cells_not_met',
        params: { unit: unit.name, month, due, missing },
        dueOn: lastOfMonth(month),
        href: `/sinh-hoat?don-vi=${unit.id}&nam=${yearOf(month)}`,
        unitId: unit.id,
      })
    }
  }
  return items
}
