// The indicator of dues (rules, C4): I45, what was given of what was due. Its records are the member-months of the sheets.
import { formatDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { indicator } from '#modules/figures/figures.server.ts'
import type { RecordView } from '#modules/figures/figures.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { duesLineWords, duesWords } from './dues-messages.ts'

async function describe(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, RecordView>> {
  const { rows } = await sql<{ id: string; memberId: Id; name: string; month: Day; due: number; amount: number | null; paidOn: Day | null }>`
    select l.member_id::text || ' ' || l.month::text as id, l.member_id as "memberId", p.full_name as name, l.month, l.due, y.amount,
           y.paid_on as "paidOn"
    from unnest(${[...ids]}::text[]) as asked (id)
    join dues_line l on l.tenant_id = ${ctx.tenantId} and l.member_id = split_part(asked.id, ' ', 1)::uuid
      and l.month = split_part(asked.id, ' ', 2)::date
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = l.member_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    left join dues_payment y on y.tenant_id = ${ctx.tenantId} and y.member_id = l.member_id and y.month = l.month and y.voided_at is null`.execute(ctx.db) // prettier-ignore
  return new Map(
    rows.map((row) => [
      row.id,
      {
        title: row.name,
        detail: duesLineWords(monthOf(row.month), yearOf(row.month), row.due, row.amount, row.paidOn && formatDay(row.paidOn)), // prettier-ignore
        paper: null,
        href: `/dang-phi/nguoi/${row.memberId}`,
      },
    ]),
  )
}

indicator({
  code: 'I45',
  kind: 'flow',
  shape: 'ratio',
  counts: 'member-month',
  dimensions: ['channel'],
  records: ({ tenantId, span }) => sql`
    select l.member_id::text || ' ' || l.month::text as record_id, l.unit_id, l.member_id,
           (l.month + interval '1 month')::date - 1 as on_day, case when y.amount is null then 0 else least(y.amount, l.due) end as num, l.due as den,
           coalesce(y.channel, 'none') as channel
    from dues_line l
    left join dues_payment y on y.tenant_id = ${tenantId} and y.member_id = l.member_id and y.month = l.month and y.voided_at is null
    where l.tenant_id = ${tenantId} and l.due > 0 and l.why <> 'deferred'
      and (l.month + interval '1 month')::date - 1 between ${span.from}::date and ${span.to}::date`,
  describe,
  follows: {
    stays: (tenantId) => sql`
      select member_id, unit_id, lower(valid) as from_on, upper(valid) as until_on from member_cell where tenant_id = ${tenantId}`,
  },
  better: 'more',
  words: duesWords,
})
