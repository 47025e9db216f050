// Who is on the sheets of some cells for a month, with everything their due depends on: one statement for the people, one for regions.
// A member owes a month in the cell of its first day; who comes in later, in the first cell of that month. Counted at home only.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fullMonths, seniorityBeginsSql } from '#modules/members/members.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import { treeOn } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { dueFor, nextMonth } from './dues.ts'
import type { Due, DuesClass, Payer } from './dues.ts'
import { monthRules } from './dues-rules.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

export interface PayerRow extends Payer {
  readonly memberId: Id
  readonly unitId: Id
  readonly name: string
  readonly probationary: boolean
}

/** Nobody younger has so long a time in the Party that it frees from dues: only of these is it counted. */
const OLD = sql.lit('45 years')

/** The people on the sheets of the cells that `within` lets through, in the order of names. */
export async function payersOf(
  ctx: Reader,
  month: Day,
  within: (column: string) => RawBuilder<boolean>,
): Promise<PayerRow[]> {
  const last = addDays(nextMonth(month), -1)
  const { rows } = await sql<Omit<PayerRow, 'seniorityMonths'> & { begun: Day | null }>`
    select c.member_id as "memberId", c.unit_id as "unitId", p.full_name as name, p.birth_on as "birthOn", p.sex,
           s.status = 'probationary' as probationary, s.standing, k.class, k.base, coalesce(r.percent, 0) as percent, null as region,
           case when lower(c.valid) <= ${month}::date or exists (
                  select from member_status b where b.tenant_id = ${ctx.tenantId} and b.member_id = c.member_id and ${validOn('b', month)})
                then null
                when m.admitted_on >= ${month}::date then 'admission' else 'arrival' end as entry,
           case when m.confirmed_on <= ${month}::date and m.admitted_on <= ${month}::date - interval ${OLD}
                then ${seniorityBeginsSql(ctx.tenantId, month)} end as begun
    from member_cell c
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = c.member_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    join member_status s on s.tenant_id = ${ctx.tenantId} and s.member_id = c.member_id
      and s.valid @> greatest(lower(c.valid), ${month}::date)
    left join dues_class k on k.tenant_id = ${ctx.tenantId} and k.member_id = c.member_id and k.voided_at is null and ${validOn('k', month)}
    left join dues_relief r on r.tenant_id = ${ctx.tenantId} and r.member_id = c.member_id and r.voided_at is null and ${validOn('r', month)}
    where c.tenant_id = ${ctx.tenantId} and lower(c.valid) <= ${last}::date
      and (upper(c.valid) is null or upper(c.valid) > ${month}::date) and ${within('c.unit_id')}
      and (lower(c.valid) <= ${month}::date or not exists (
        select from member_cell e where e.tenant_id = ${ctx.tenantId} and e.member_id = c.member_id
          and lower(e.valid) < lower(c.valid) and upper(e.valid) > ${month}::date))
    order by p.sort_key, c.member_id`.execute(ctx.db)
  const regions = await regionsOf(ctx, month, [...new Set(rows.map((row) => row.unitId))])
  return rows.map(({ begun, ...row }) => ({
    ...row,
    region: regions.get(row.unitId) ?? null,
    seniorityMonths: begun === null ? null : fullMonths(begun, month),
  }))
}

/** The wage region of units on a day: their own, else that of the nearest unit above. One statement. */
export async function regionsOf(ctx: Reader, day: Day, unitIds: readonly Id[]): Promise<Map<Id, string>> {
  if (unitIds.length === 0) return new Map()
  const { rows } = await sql<{ unitId: Id; region: string }>`
    select distinct on (a.descendant_id) a.descendant_id as "unitId", r.region
    from dues_region r
    join unit_closure a on a.tenant_id = ${ctx.tenantId} and a.ancestor_id = r.unit_id and ${treeOn('a', day)}
      and a.descendant_id = any(${[...unitIds]}::uuid[])
    where r.tenant_id = ${ctx.tenantId} and ${validOn('r', day)}
    order by a.descendant_id, a.depth`.execute(ctx.db)
  return new Map(rows.map((row) => [row.unitId, row.region]))
}

export interface DueRow extends PayerRow {
  readonly result: Due
}

/** The same people with what each owes by the rules of the month. */
export async function duesOf(
  ctx: Reader,
  rules: Rulebook,
  month: Day,
  within: (column: string) => RawBuilder<boolean>,
): Promise<DueRow[]> {
  const numbers = monthRules(rules, month)
  const payers = await payersOf(ctx, month, within)
  return payers.map((payer) => ({ ...payer, result: dueFor(numbers, payer, month) }))
}

/** Only these cells. */
export const onlyCells =
  (unitIds: readonly Id[]) =>
  (column: string): RawBuilder<boolean> =>
    sql<boolean>`${sql.ref(column)} = any(${[...unitIds]}::uuid[])`

export type { DuesClass }
