// The indicator of badges (rules, C4): I12, badges given, by the day of the decision; a lost badge given again is none.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { indicator } from '#modules/figures/figures.server.ts'
import type { RecordView } from '#modules/figures/figures.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { badgeDetail, badgeWords } from './badges-messages.ts'

async function describe(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, RecordView>> {
  const { rows } = await sql<{
    id: Id
    memberId: Id
    name: string
    level: number
    awardOn: Day
    number: string | null
  }>`
    select b.id, b.member_id as "memberId", p.full_name as name, b.level, b.award_on as "awardOn", d.number
    from badge b
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = b.member_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    left join decision d on d.tenant_id = ${ctx.tenantId} and d.id = b.decision_id
    where b.tenant_id = ${ctx.tenantId} and b.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.map((row) => [
      row.id,
      { title: row.name, detail: badgeDetail(row.level, formatDay(row.awardOn)), paper: row.number, href: `/huy-hieu/nguoi/${row.memberId}` },
    ]),
  ) // prettier-ignore
}

indicator({
  code: 'I12',
  kind: 'flow',
  shape: 'count',
  counts: 'event',
  dimensions: ['level', 'round'],
  records: ({ tenantId, span }) => sql`
    select b.id::text as record_id, b.unit_id, b.member_id, b.decided_on as on_day, b.level::text as level,
           to_char(b.award_on, 'MM-DD') as round
    from badge b
    where b.tenant_id = ${tenantId} and b.state = 'awarded' and b.kind <> 'reissue' and b.voided_at is null
      and b.decided_on between ${span.from}::date and ${span.to}::date`,
  describe,
  follows: {
    stays: (tenantId) => sql`
      select member_id, unit_id, lower(valid) as from_on, upper(valid) as until_on from member_cell where tenant_id = ${tenantId}`,
  },
  words: badgeWords,
})
