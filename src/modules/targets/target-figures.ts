// I06 progress of admissions towards the yearly target: admissions decided in the period over the target of its year. Targets of the
// grassroots organisations add up; where they have none, that of the bloc counts. The target stands in the period's last day.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { periodCode } from '#kernel/period.ts'
import { indicator, indicatorOf } from '#modules/figures/figures.server.ts'
import type { RecordsAt, RecordView } from '#modules/figures/figures.server.ts'
// Declares the admissions this compares with.
import '#modules/members/members.server.ts'
import { GRASSROOTS_KINDS } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { targetRecordWords, towardsTargetWords } from './target-figures-messages.ts'

const ADMISSIONS = 'I04'

const records = ({ tenantId, span }: RecordsAt) => {
  const admissions = indicatorOf(ADMISSIONS)
  if (!admissions) throw new RangeError(`${ADMISSIONS} is not declared`)
  const period = periodCode({ kind: 'year', year: yearOf(span.to) })
  const set = sql`
    select t.id, t.unit_id, t.value, u.kind = any(${[...GRASSROOTS_KINDS]}::text[]) as grassroots
    from target t
    join unit_version u on u.tenant_id = t.tenant_id and u.unit_id = t.unit_id and u.valid @> ${span.to}::date
    where t.tenant_id = ${tenantId} and t.indicator = ${ADMISSIONS} and t.period = ${period}`
  return sql`
    select r.record_id, r.unit_id, r.on_day, 1 as num, 0 as den
    from (${admissions.records({ tenantId, span })}) r
    union all
    select s.id::text, s.unit_id, ${span.to}::date, 0, s.value
    from (${set}) s
    where s.grassroots or not exists (select from (${set}) o where o.grassroots)`
}

async function describe(ctx: ReadContext, ids: readonly string[], day: Day): Promise<Map<string, RecordView>> {
  const views = (await indicatorOf(ADMISSIONS)?.describe(ctx, ids, day)) ?? new Map<string, RecordView>()
  const rows = await ctx.db
    .selectFrom('target')
    .select(['id', 'value', 'source'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  for (const row of rows)
    views.set(row.id, { title: targetRecordWords(row.value), detail: row.source, paper: null, href: '/chi-tieu' })
  return views
}

indicator({
  code: 'I06',
  kind: 'flow',
  shape: 'ratio',
  counts: 'event',
  dimensions: [],
  records,
  describe,
  better: 'more',
  words: towardsTargetWords,
})
