// The indicators the register feeds (rules, C4): I03 strength, I04 admissions, I07 confirmations. Flows count by the day the
// decision was signed; a voided event is not counted.
import type { Day } from '#kernel/day.ts'
import { indicator } from '#modules/figures/figures.server.ts'
import type { Follows, RecordsAt, RecordView } from '#modules/figures/figures.server.ts'
import { GRASSROOTS_KINDS, treeOn } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { AGE_BANDS, MAJORITY } from './code-lists.ts'
import {
  admissionWords,
  bornWords,
  confirmationWords,
  effectiveWords,
  strengthWords,
} from './member-figures-messages.ts'
import type { EventKind } from './member.ts'
import { seniorityBand } from './seniority-band.ts'

const ethnicity = sql`case when p.ethnicity = ${sql.lit(MAJORITY)} then 'kinh' else 'minority' end`

/** Age band on a day: a stock's last one, or the day of each event. */
const ageBand = (on: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case ${sql.join(
    AGE_BANDS.flatMap((band) =>
      band.to === null
        ? []
        : [sql`when p.birth_on > (${on} - ${sql.lit(`${band.to + 1} years`)}::interval) then ${sql.lit(band.code)}`],
    ),
    sql` `,
  )} else ${sql.lit(AGE_BANDS.at(-1)?.code ?? '')} end`

export async function describeMembers(
  ctx: ReadContext,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, RecordView>> {
  const rows = await ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .select(['m.id', 'p.full_name', 'p.birth_on', 'm.card_number'])
    .where('m.tenant_id', '=', ctx.tenantId)
    .where('m.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      { title: row.full_name, detail: bornWords(row.birth_on), paper: null, href: `/dang-vien/${row.id}?ngay=${day}` },
    ]),
  )
}

export async function describeEvents(ctx: ReadContext, ids: readonly string[]): Promise<Map<string, RecordView>> {
  const rows = await ctx.db
    .selectFrom('member_event as e')
    .innerJoin('member as m', (join) => join.onRef('m.tenant_id', '=', 'e.tenant_id').onRef('m.id', '=', 'e.member_id'))
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .leftJoin('decision as d', (join) =>
      join.onRef('d.tenant_id', '=', 'e.tenant_id').onRef('d.id', '=', 'e.decision_id'),
    )
    .select(['e.id', 'e.member_id', 'e.effective_on', 'p.full_name', 'd.number'])
    .where('e.tenant_id', '=', ctx.tenantId)
    .where('e.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        title: row.full_name,
        detail: effectiveWords(row.effective_on),
        paper: row.number,
        href: `/dang-vien/${row.member_id}?ngay=${row.effective_on}`,
      },
    ]),
  )
}

/** Records of a divided cell go where their member went. */
export const follows: Follows = {
  stays: (tenantId) => sql`
    select member_id, unit_id, lower(valid) as from_on, upper(valid) as until_on from member_cell where tenant_id = ${tenantId}`,
}

/** Events of some kinds decided within the span, one record each. */
export const eventsOf = (kinds: readonly EventKind[], dimensions: RawBuilder<unknown>) => (at: RecordsAt) => sql`
  select e.id::text as record_id, e.unit_id, e.member_id, e.decided_on as on_day, ${dimensions}
  from member_event e
  left join member m on m.tenant_id = ${at.tenantId} and m.id = e.member_id
  left join person p on p.tenant_id = ${at.tenantId} and p.id = m.person_id
  where e.tenant_id = ${at.tenantId} and e.kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))}) and e.voided_at is null
    and e.decided_on between ${at.span.from}::date and ${at.span.to}::date`

/** The sector of the grassroots organisation each cell belongs to. */
const sectors = (at: RecordsAt): RawBuilder<unknown> => sql`
  select a.descendant_id as cell_id, max(u.sector) as sector
  from unit_closure a
  join unit_version u on u.tenant_id = ${at.tenantId} and u.unit_id = a.ancestor_id and ${validOn('u', at.span.to)}
    and u.kind in (${sql.join(GRASSROOTS_KINDS.map((kind) => sql.lit(kind)))})
  where a.tenant_id = ${at.tenantId} and ${treeOn('a', at.span.to)}
  group by a.descendant_id`

export const totalMembers = indicator({
  code: 'I03',
  kind: 'stock',
  shape: 'count',
  counts: 'member',
  dimensions: ['status', 'activity', 'sex', 'ethnicity', 'age', 'education', 'theory', 'seniority', 'sector'],
  records: (at) => sql`
    select c.member_id::text as record_id, c.unit_id, c.member_id, ${at.span.to}::date as on_day,
           s.status, s.standing as activity, p.sex, ${ethnicity} as ethnicity,
           ${ageBand(sql`${at.span.to}::date`)} as age, p.education,
           case p.theory_level when 'bachelor' then 'advanced' else p.theory_level end as theory,
           ${seniorityBand(at.tenantId, at.span.to)} as seniority, g.sector
    from member_cell c
    join member_status s on s.tenant_id = ${at.tenantId} and s.member_id = c.member_id and ${validOn('s', at.span.to)}
    -- Left joins on their keys: the planner drops them when no breakdown asks for the person.
    left join member m on m.tenant_id = ${at.tenantId} and m.id = c.member_id
    left join person p on p.tenant_id = ${at.tenantId} and p.id = m.person_id
    left join (${sectors(at)}) g on g.cell_id = c.unit_id
    where c.tenant_id = ${at.tenantId} and ${validOn('c', at.span.to)}`,
  describe: describeMembers,
  follows,
  words: strengthWords,
})

export const admissions = indicator({
  code: 'I04',
  kind: 'flow',
  shape: 'count',
  counts: 'event',
  dimensions: ['sex', 'ethnicity', 'youth', 'age', 'education'],
  records: eventsOf(
    ['admission'],
    sql`p.sex, ${ethnicity} as ethnicity, case e.youth_member when true then 'yes' when false then 'no' end as youth,
      ${ageBand(sql`e.decided_on`)} as age, p.education`,
  ),
  describe: describeEvents,
  follows,
  better: 'more',
  words: admissionWords,
})

export const confirmations = indicator({
  code: 'I07',
  kind: 'flow',
  shape: 'count',
  counts: 'event',
  dimensions: ['timeliness', 'sex'],
  records: eventsOf(
    ['confirmation'],
    sql`case e.on_time when true then 'on_time' when false then 'late' end as timeliness, p.sex`,
  ),
  describe: describeEvents,
  follows,
  better: 'more',
  words: confirmationWords,
})
