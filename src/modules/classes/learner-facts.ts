// What is known of each learner, as one piece of SQL that lists, totals by unit, figures and deadlines share: so they never disagree.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * SQL of everybody on the lists of some classes, one row each: id · class_id · person_id · member_id · unit_id · exempt_reason ·
 * withdrawn_on · score · essay · outcome · rank · prize · remark · held (past regular sessions) · present · made_up ·
 * studied ('done' | 'made_up' | 'missing') · counts (neither withdrawn nor exempt) · certificate_id · number · issued_on.
 * `which` restricts the classes, as `c`; `whom` restricts the people, as `e`, when only a few are asked for.
 */
export const learnerFacts = (
  tenantId: Id,
  today: Day,
  which: RawBuilder<unknown>,
  whom: RawBuilder<unknown> | null = null,
): RawBuilder<unknown> => sql`
  select f.*, case when f.held > 0 and f.present >= f.held then 'done' when f.made_up > 0 then 'made_up' else 'missing' end as studied
  from (
    select e.id, e.class_id, e.person_id, e.member_id, e.unit_id, e.exempt_reason, e.withdrawn_on, e.withdraw_reason,
           e.score, e.essay, e.outcome, e.rank, e.prize, e.remark,
           h.held, coalesce(a.present, 0) as present, coalesce(a.made_up, 0) as made_up,
           e.withdrawn_on is null and e.exempt_reason is null as counts,
           k.id as certificate_id, k.number, k.issued_on
    from training_class c
    cross join lateral (
      select count(*) as held from class_session s
      where s.tenant_id = ${tenantId} and s.class_id = c.id and not s.makes_up and s.cancelled_at is null and s.on_day <= ${today}::date
    ) h
    join class_enrolment e on e.tenant_id = ${tenantId} and e.class_id = c.id ${whom ? sql`and ${whom}` : sql``}
    left join ${whom ? marksOfEach(tenantId) : marksOfAll(tenantId, which)}
    left join class_certificate k on k.tenant_id = ${tenantId} and k.enrolment_id = e.id and k.voided_at is null
    where c.tenant_id = ${tenantId} and ${which}
  ) f`

const marksOfEach = (tenantId: Id): RawBuilder<unknown> => sql`lateral (
      select count(*) filter (where not s.makes_up) as present, count(*) filter (where s.makes_up) as made_up
      from class_attendance a
      join class_session s on s.tenant_id = ${tenantId} and s.id = a.session_id and s.cancelled_at is null
      where a.tenant_id = ${tenantId} and a.enrolment_id = e.id and a.mark = 'present'
    ) a on true`

const marksOfAll = (tenantId: Id, which: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
      select a.enrolment_id, count(*) filter (where not s.makes_up) as present, count(*) filter (where s.makes_up) as made_up
      from class_session s
      join class_attendance a on a.tenant_id = ${tenantId} and a.session_id = s.id and a.mark = 'present'
      where s.tenant_id = ${tenantId} and s.cancelled_at is null
        and s.class_id in (select c.id from training_class c where c.tenant_id = ${tenantId} and ${which})
      group by a.enrolment_id
    ) a on a.enrolment_id = e.id`

/** Counts of some classes, one row each with class_id: what their stage follows from. */
export const classCounts = (
  tenantId: Id,
  today: Day,
  which: RawBuilder<unknown>,
  whom: RawBuilder<unknown> | null = null,
): RawBuilder<unknown> => sql`
  select l.class_id, count(*) filter (where l.counts) as learners,
         count(*) filter (where l.withdrawn_on is null and l.exempt_reason is not null) as exempt,
         count(*) filter (where l.counts and l.outcome is null) as ungraded,
         count(*) filter (where l.counts and l.outcome = 'passed') as passed,
         count(*) filter (where l.counts and l.outcome = 'passed' and l.certificate_id is null) as uncertified,
         count(*) filter (where l.certificate_id is not null) as certified,
         count(*) filter (where l.counts and l.studied = 'done') as done,
         count(*) filter (where l.counts and l.studied = 'made_up') as made_up,
         count(*) filter (where l.counts and l.studied = 'missing') as missing
  from (${learnerFacts(tenantId, today, which, whom)}) l
  group by l.class_id`

/** Past sessions of a class (`c`) that no unit has a list of yet, as a number. */
export const unmarkedSessions = (tenantId: Id, today: Day): RawBuilder<number> => sql<number>`(
  select count(*) from class_session s
  where s.tenant_id = ${tenantId} and s.class_id = c.id and not s.makes_up and s.cancelled_at is null and s.on_day <= ${today}::date
    and not exists (select from class_register r where r.tenant_id = ${tenantId} and r.session_id = s.id))`
