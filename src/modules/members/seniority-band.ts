// Party seniority as SQL, for the statistics: the band of full years on a day, by the same arithmetic as seniority.ts (from the decision of
// admission, less the days outside the Party, and only once confirmed).
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { SENIORITY_BANDS } from './code-lists.ts'

/** Band of the member `m` whose status of the day is `s`; `none` while on probation. */
export function seniorityBand(tenantId: Id, on: Day): RawBuilder<unknown> {
  // Days between spans of membership: what lies between the first one's beginning and this one's, less what the earlier ones lasted.
  const outside = sql`(
    select lower(s.valid) - min(lower(q.valid)) - coalesce(sum(upper(q.valid) - lower(q.valid)) filter (where lower(q.valid) < lower(s.valid)), 0)
    from member_status q where q.tenant_id = ${tenantId} and q.member_id = m.id and lower(q.valid) <= lower(s.valid))`
  const decided = sql`coalesce((
    select e.decided_on from member_event e
    where e.tenant_id = ${tenantId} and e.member_id = m.id and e.kind = 'admission' and e.voided_at is null and e.effective_on <= ${on}::date
    order by e.effective_on desc, e.recorded_at desc limit 1), m.admission_decided_on, m.admitted_on)`
  const bands = SENIORITY_BANDS.flatMap((band) =>
    band.to === null
      ? []
      : [sql`when b.begun + ${sql.lit(`${band.to + 1} years`)}::interval > ${on}::date then ${sql.lit(band.code)}`],
  )
  return sql`(
    select case when m.confirmed_on is null or m.confirmed_on > ${on}::date then 'none' ${sql.join(bands, sql` `)}
      else ${sql.lit(SENIORITY_BANDS.at(-1)?.code ?? '')} end
    from (select ${decided} + ${outside}::int as begun offset 0) b)`
}
