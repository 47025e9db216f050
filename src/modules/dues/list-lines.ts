// The rows behind a number of the summary, and who is in arrears: by unit, months and kind, page by page.
import { dayOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, isUnder, namesOn } from '#modules/units/units.server.ts'
import { choiceField, idField, optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import * as v from 'valibot'
import { monthStart } from './dues.ts'
import type { Channel, Why } from './dues.ts'
import { monthField } from './dues-fields.ts'
import { strikeOffMonths } from './dues-rules.ts'

export const LINE_KINDS = ['all', 'due', 'paid', 'unpaid', 'freed', 'voluntary', 'unknown'] as const
export type LineKind = (typeof LINE_KINDS)[number]

const kindWhere: Record<LineKind, RawBuilder<boolean>> = {
  all: sql`true`,
  due: sql`l.due > 0`,
  paid: sql`y.amount is not null and l.due > 0`,
  unpaid: sql`l.due > 0 and y.amount is null and l.why <> 'deferred'`,
  freed: sql`l.why in ('waived', 'cut', 'seniority') and l.owed > l.due`,
  voluntary: sql`y.amount > coalesce(l.due, 0)`,
  unknown: sql`l.member_id is not null and l.due is null`,
}

export interface DuesRow {
  memberId: Id
  name: string
  unitId: Id
  unitName: string
  month: Day
  due: number | null
  owed: number | null
  why: Why | null
  amount: number | null
  channel: Channel | null
  paidOn: Day | null
  receipt: number | null
}

const SIZE = 50
const ARREARS_SIZE = 100

export const listLines = query({
  name: 'dues.list-lines',
  summary: 'Member-months behind a number of the dues summary, fifty a page, with their count and sums',
  permission: 'dues.read',
  input: v.object({
    unitId: idField(),
    fromMonth: monthField(),
    toMonth: monthField(),
    kind: v.optional(choiceField(LINE_KINDS), 'all'),
    page: v.optional(optionalInteger(1, 100_000), null),
    size: v.optional(optionalInteger(1, 100_000), null),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const [page, size] = [input.page ?? 1, input.size ?? SIZE]
    const fence = (column: string) =>
      sql<boolean>`${isUnder(ctx, [input.unitId], ctx.today, column)} and ${inScope(ctx, 'dues.read', ctx.today, column)}`
    const months = sql`x.month between ${input.fromMonth}::date and ${input.toMonth}::date`
    const { rows } = await sql<DuesRow & { total: number; sumDue: number; sumPaid: number }>`
      select coalesce(l.member_id, y.member_id) as "memberId", p.full_name as name, coalesce(l.unit_id, y.unit_id) as "unitId",
             coalesce(l.month, y.month) as month, l.due, l.owed, l.why, y.amount, y.channel, y.paid_on as "paidOn", y.receipt,
             count(*) over () as total, coalesce(sum(l.due) over (), 0) as "sumDue", coalesce(sum(y.amount) over (), 0) as "sumPaid"
      from (select * from dues_line x where x.tenant_id = ${ctx.tenantId} and ${months} and ${fence('x.unit_id')}) l
      full join (select * from dues_payment x where x.tenant_id = ${ctx.tenantId} and ${months} and x.voided_at is null and ${fence('x.unit_id')}) y
        on y.member_id = l.member_id and y.month = l.month
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = coalesce(l.member_id, y.member_id)
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      where ${kindWhere[input.kind]}
      order by 4 desc, p.sort_key, 1
      limit ${size} offset ${(page - 1) * size}`.execute(ctx.db)
    const names = await namesOn(ctx, rows.map((row) => row.unitId), ctx.today) // prettier-ignore
    const [first] = rows
    return {
      page,
      size,
      total: first?.total ?? 0,
      sumDue: first?.sumDue ?? 0,
      sumPaid: first?.sumPaid ?? 0,
      rows: rows.map(({ total: _, sumDue: __, sumPaid: ___, ...row }): DuesRow => ({ ...row, unitName: names.get(row.unitId)?.name ?? '' })), // prettier-ignore
    }
  },
})

export interface Arrear {
  memberId: Id
  name: string
  unitId: Id
  unitName: string
  /** Unpaid months of the year that are over. */
  months: number
  firstMonth: Day
  sum: number
}

/** Who has unpaid months in the year of `day` among those that are over, most months first. One statement. */
export async function arrearsOf(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  day: Day,
  within: (column: string) => RawBuilder<boolean>,
  least = 1,
): Promise<Omit<Arrear, 'unitName'>[]> {
  const [from, to] = [dayOf(yearOf(day), 1, 1), monthStart(day)]
  const { rows } = await sql<Omit<Arrear, 'unitName'>>`
    select a.member_id as "memberId", p.full_name as name, a.unit_id as "unitId", a.months, a.first as "firstMonth", a.sum
    from (
      select l.member_id, (array_agg(l.unit_id order by l.month desc))[1] as unit_id, count(*) as months, min(l.month) as first,
             sum(l.due) as sum
      from dues_line l
      left join (
        select y.member_id, y.month from dues_payment y
        where y.tenant_id = ${ctx.tenantId} and y.month >= ${from}::date and y.month < ${to}::date and y.voided_at is null
      ) y on y.member_id = l.member_id and y.month = l.month
      where l.tenant_id = ${ctx.tenantId} and l.month >= ${from}::date and l.month < ${to}::date
        and l.due > 0 and l.why <> 'deferred' and y.member_id is null and ${within('l.unit_id')}
      group by l.member_id
    ) a
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = a.member_id and m.left_on is null
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    where a.months >= ${least}
    order by a.months desc, p.sort_key, a.member_id`.execute(ctx.db)
  return rows
}

export const listArrears = query({
  name: 'dues.list-arrears',
  summary:
    'Members with unpaid months of the year, most first, a hundred a page; totals are over all; `reached`: rule STRIKE_OFF_DUES',
  permission: 'dues.read',
  input: v.object({
    unitId: idField(),
    page: v.optional(optionalInteger(1, 100_000), null),
    size: v.optional(optionalInteger(1, 100_000), null),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const within = (column: string) =>
      sql<boolean>`${isUnder(ctx, [input.unitId], ctx.today, column)} and ${inScope(ctx, 'dues.read', ctx.today, column)}`
    const [page, size] = [input.page ?? 1, input.size ?? ARREARS_SIZE]
    const all = await arrearsOf(ctx, ctx.today, within)
    const rows = all.slice((page - 1) * size, page * size)
    const names = await namesOn(ctx, rows.map((row) => row.unitId), ctx.today) // prettier-ignore
    const least = strikeOffMonths(await loadRulebook(ctx), ctx.today)
    const reached = (row: { months: number }) => least !== null && row.months >= least
    return {
      least,
      page,
      size,
      /** Over all pages. */
      totals: {
        people: all.length,
        months: all.reduce((sum, row) => sum + row.months, 0),
        sum: all.reduce((sum, row) => sum + row.sum, 0),
        reached: all.filter(reached).length,
      },
      rows: rows.map((row): Arrear & { reached: boolean } => ({
        ...row,
        unitName: names.get(row.unitId)?.name ?? '',
        reached: reached(row),
      })),
    }
  },
})
