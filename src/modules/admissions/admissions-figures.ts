// The indicators of admissions (rules, C4): I36 conclusions on the political standard, I43 youth-union members introduced and how many of
// them were admitted.
import { indicator } from '#modules/figures/figures.server.ts'
import type { RecordsAt, RecordView } from '#modules/figures/figures.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { dayWords, introducedWords, vettingWords } from './admissions-figures-messages.ts'

async function describeSteps(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, RecordView>> {
  const { rows } = await sql<{ id: string; dossier_id: string; on_day: string; number: string | null; name: string }>`
    select s.id::text as id, s.dossier_id, s.on_day, s.facts->>'number' as number, p.full_name as name
    from admission_step s
    join admission_dossier d on d.tenant_id = s.tenant_id and d.id = s.dossier_id
    join person p on p.tenant_id = d.tenant_id and p.id = d.person_id
    where s.tenant_id = ${ctx.tenantId} and s.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(
    rows.map((row) => [
      row.id,
      { title: row.name, detail: dayWords(row.on_day), paper: row.number, href: `/ket-nap/${row.dossier_id}` },
    ]),
  )
}

indicator({
  code: 'I36',
  kind: 'flow',
  shape: 'count',
  counts: 'event',
  dimensions: ['purpose', 'result'],
  records: ({ tenantId, span }: RecordsAt) => sql`
    select s.id::text as record_id, s.unit_id, s.on_day, s.facts->>'purpose' as purpose,
      case when (s.facts->>'meets')::boolean then 'meets' else 'fails' end as result
    from admission_step s
    where s.tenant_id = ${tenantId} and s.kind = 'vetting' and s.voided_at is null
      and s.on_day between ${span.from}::date and ${span.to}::date`,
  describe: describeSteps,
  words: vettingWords,
})

indicator({
  code: 'I43',
  kind: 'flow',
  shape: 'ratio',
  counts: 'event',
  dimensions: [],
  records: ({ tenantId, span }: RecordsAt) => sql`
    select s.id::text as record_id, s.unit_id, s.on_day, 1 as den, case when x.dossier_id is null then 0 else 1 end as num
    from admission_step s
    -- Joined once, not asked for each: loaded with its bloc the table has no statistics yet.
    left join (
      select distinct d.dossier_id from admission_step d
      where d.tenant_id = ${tenantId} and d.kind = 'decided' and d.voided_at is null and d.on_day <= ${span.to}::date
    ) x on x.dossier_id = s.dossier_id
    where s.tenant_id = ${tenantId} and s.kind = 'introduction' and s.voided_at is null and s.facts->>'by' = 'youth_union'
      and s.on_day between ${span.from}::date and ${span.to}::date`,
  describe: describeSteps,
  better: 'more',
  words: introducedWords,
})
