// What is due about dues: the month's sheet of a cell to be collected by its last day, and members whose unpaid months reach rule 4.1.
import { addDays, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import { soonestFirst } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { CELL_KINDS, inScope, namesOn } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { monthStart, nextMonth } from './dues.ts'
import { strikeOffMonths } from './dues-rules.ts'
import { arrearsOf } from './list-lines.ts'

type Within = (column: string) => RawBuilder<boolean>

/** The last month a cell has lines of, whatever happened since: only who has begun to collect here is reminded. */
async function openMonths(ctx: ReadContext, within: Within): Promise<{ unitId: Id; unpaid: number; month: Day }[]> {
  const month = monthStart(ctx.today)
  const { rows } = await sql<{ unitId: Id; unpaid: number; month: Day }>`
    select s.unit_id as "unitId", s.month,
      (select count(*) from dues_line l where l.tenant_id = ${ctx.tenantId} and l.sheet_id = s.id and l.due > 0 and l.why <> 'deferred'
        and not exists (select from dues_payment y where y.tenant_id = ${ctx.tenantId} and y.member_id = l.member_id and y.month = l.month
          and y.voided_at is null)) as unpaid
    from dues_sheet s
    join unit_version u on u.tenant_id = ${ctx.tenantId} and u.unit_id = s.unit_id and ${validOn('u', ctx.today)}
      and u.kind = any(${[...CELL_KINDS]}::text[])
    where s.tenant_id = ${ctx.tenantId} and s.state = 'open' and s.month <= ${month}::date and ${within('s.unit_id')}
      and s.month >= ${month}::date - interval '11 months'`.execute(ctx.db)
  return rows
}

/** Sheets still open and members in arrears of the cells let through, up to a day. Three statements. */
export async function duesDeadlines(ctx: ReadContext, within: Within, until: Day): Promise<DueItem[]> {
  const sheets = await openMonths(ctx, within)
  const least = strikeOffMonths(await loadRulebook(ctx), ctx.today)
  const late = least === null ? [] : await arrearsOf(ctx, ctx.today, within, least)
  const names = await namesOn(ctx, [...sheets, ...late].map(({ unitId }) => unitId), ctx.today) // prettier-ignore
  // Where everybody has paid only the lock is missing, which no day presses: one sheet a cell, the oldest, by the end of this month.
  const paidUp = new Map<Id, Day>()
  for (const { unitId, unpaid, month } of sheets)
    if (unpaid === 0 && month < (paidUp.get(unitId) ?? ctx.today)) paidUp.set(unitId, month)
  const told = sheets.filter(({ unitId, unpaid, month }) => unpaid > 0 || paidUp.get(unitId) === month)
  const items = [
    ...told.map((sheet): DueItem => ({
      kind: 'dues_sheet',
      params: { cell: names.get(sheet.unitId)?.name ?? '', month: sheet.month, unpaid: sheet.unpaid },
      dueOn: addDays(nextMonth(sheet.unpaid > 0 ? sheet.month : monthStart(ctx.today)), -1),
      href: `/dang-phi/${sheet.unitId}?thang=${yearOf(sheet.month)}-${String(monthOf(sheet.month)).padStart(2, '0')}`,
      unitId: sheet.unitId,
    })),
    ...late.map((row): DueItem => ({
      kind: 'dues_arrears',
      params: { name: row.name, cell: names.get(row.unitId)?.name ?? '', months: row.months },
      dueOn: ctx.today,
      href: `/dang-phi/nguoi/${row.memberId}`,
      unitId: row.unitId,
    })),
  ]
  return soonestFirst(items.filter(({ dueOn }) => dueOn <= until))
}

/** For who collects in a part of the tree: what is due within a month. */
export async function duesDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('dues.write') || ctx.scope('dues.write').whole) return []
  const within: Within = (column) => inScope(ctx, 'dues.write', ctx.today, column) as RawBuilder<boolean>
  return (await duesDeadlines(ctx, within, addDays(nextMonth(monthStart(ctx.today)), -1))).slice(0, 50)
}
