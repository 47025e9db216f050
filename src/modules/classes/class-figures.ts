// Indicators of classes (rules, C4): I08 awareness classes and I08N who passed them, I09 and I09N classes of new members, I20 who studied
// the resolutions of those obliged, I22 study sessions. A class counts by its last day, once it has taken place.
import type { Id } from '#kernel/ids.ts'
import { indicator } from '#modules/figures/figures.server.ts'
import type { Follows, IndicatorWords, RecordsAt, RecordView } from '#modules/figures/figures.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ClassKind } from './class-kinds.ts'
import { classSpan, figureWords, studiedNames } from './classes-messages.ts'
import { learnerFacts } from './learner-facts.ts'
import type { Studied } from './training-class.ts'

/** Ended within the span, not called off, and with a list or a result. */
const heldIn = ({ tenantId, span }: RecordsAt, kind: ClassKind): RawBuilder<unknown> => sql`
  c.kind = ${sql.lit(kind)} and c.cancelled_on is null and c.to_on between ${span.from}::date and ${span.to}::date and (
    exists (select from class_session s join class_register r on r.tenant_id = s.tenant_id and r.session_id = s.id
      where s.tenant_id = ${tenantId} and s.class_id = c.id)
    or exists (select from class_enrolment g where g.tenant_id = ${tenantId} and g.class_id = c.id and g.outcome is not null))`

const classesHeld = (kind: ClassKind) => (at: RecordsAt) => sql`
  select c.id::text as record_id, c.unit_id, c.to_on as on_day from training_class c
  where c.tenant_id = ${at.tenantId} and ${heldIn(at, kind)}`

async function describeClasses(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, RecordView>> {
  const rows = await ctx.db
    .selectFrom('training_class as c')
    .leftJoin('decision as d', (join) =>
      join.onRef('d.tenant_id', '=', 'c.tenant_id').onRef('d.id', '=', 'c.decision_id'),
    )
    .select(['c.id', 'c.title', 'c.from_on', 'c.to_on', 'd.number'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { title: row.title, detail: classSpan(row.from_on, row.to_on), paper: row.number, href: `/lop-hoc/${row.id}` },
    ]),
  )
}

/** By unit as it was then: an awareness learner is no member, so nothing follows anybody. */
const passed = (kind: ClassKind) => (at: RecordsAt) => sql`
  select e.id::text as record_id, e.unit_id, e.member_id, c.to_on as on_day, p.sex
  from training_class c
  join class_enrolment e on e.tenant_id = ${at.tenantId} and e.class_id = c.id and e.withdrawn_on is null and e.outcome = 'passed'
  left join person p on p.tenant_id = ${at.tenantId} and p.id = e.person_id
  where c.tenant_id = ${at.tenantId} and ${heldIn(at, kind)}`

async function describeLearners(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, RecordView>> {
  const { rows } = await sql<{
    id: Id
    classId: Id
    name: string
    title: string
    number: string | null
    kind: string
    studied: Studied
  }>`
    select l.id, l.class_id as "classId", p.full_name as name, c.title, l.number, c.kind, l.studied
    from (${learnerFacts(
      ctx.tenantId,
      ctx.today,
      sql`c.id in (select e.class_id from class_enrolment e where e.tenant_id = ${ctx.tenantId} and e.id = any(${[...ids]}::uuid[]))`,
      sql`e.id = any(${[...ids]}::uuid[])`,
    )}) l
    join training_class c on c.tenant_id = ${ctx.tenantId} and c.id = l.class_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = l.person_id`.execute(ctx.db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        title: row.name,
        detail: row.kind === 'study' ? `${row.title}: ${studiedNames[row.studied]}` : row.title,
        paper: row.number,
        href: `/lop-hoc/${row.classId}`,
      },
    ]),
  )
}

/** Members of a divided cell take what they studied along. */
const follows: Follows = {
  stays: (tenantId) => sql`
    select member_id, unit_id, lower(valid) as from_on, upper(valid) as until_on from member_cell where tenant_id = ${tenantId}`,
}

const classes = (code: string, kind: ClassKind, words: IndicatorWords) =>
  indicator({
    code,
    kind: 'flow',
    shape: 'count',
    counts: 'class',
    dimensions: [],
    records: classesHeld(kind),
    describe: describeClasses,
    better: 'more',
    words,
  })

classes('I08', 'awareness', figureWords.awarenessClasses)
classes('I09', 'new_member', figureWords.newMemberClasses)
classes('I22', 'study', figureWords.studies)

indicator({
  code: 'I08N',
  kind: 'flow',
  shape: 'count',
  counts: 'learner',
  dimensions: ['sex'],
  records: passed('awareness'),
  describe: describeLearners,
  better: 'more',
  words: figureWords.awarenessPassed,
})

indicator({
  code: 'I09N',
  kind: 'flow',
  shape: 'count',
  counts: 'learner',
  dimensions: ['sex'],
  records: passed('new_member'),
  describe: describeLearners,
  follows,
  better: 'more',
  words: figureWords.newMembersPassed,
})

indicator({
  code: 'I20',
  kind: 'flow',
  shape: 'ratio',
  counts: 'learner',
  dimensions: ['studied'],
  records: (at) => sql`
    select l.id::text as record_id, l.unit_id, l.member_id, c.to_on as on_day, l.studied,
           case when l.studied = 'missing' then 0 else 1 end as num, 1 as den
    from (${learnerFacts(at.tenantId, at.span.to, heldIn(at, 'study'))}) l
    join training_class c on c.tenant_id = ${at.tenantId} and c.id = l.class_id
    where l.counts`,
  describe: describeLearners,
  follows,
  better: 'more',
  words: figureWords.studied,
})
