// Party seniority as SQL, for lists and statistics: the day it is counted from, by the same arithmetic as seniority.ts (from the first
// decision of admission, less the days outside the Party). A test holds the two together over random histories.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { SENIORITY_BANDS } from './code-lists.ts'

/** The day of the first admission decision of the person behind member `m`; else the one typed in; else the day on the card. */
export const admissionDecision = (tenantId: Id, on: Day): RawBuilder<Day> => sql<Day>`coalesce((
    select e.decided_on from member_event e
    where e.tenant_id = ${tenantId} and e.member_id = m.id and e.kind = 'admission' and e.voided_at is null and e.effective_on <= ${on}::date
    order by e.effective_on, e.recorded_at desc limit 1), m.admission_decided_on, m.admitted_on)`

/** The day the seniority of member `m` is counted from on a day; says nothing of whether there is any. */
export function seniorityBeginsSql(tenantId: Id, on: Day): RawBuilder<Day> {
  const decided = admissionDecision(tenantId, on)
  // Days between spans of membership, and those of gaps, each once; days given back by a restoration count.
  const outside = sql`(
    select coalesce(sum(upper(r) - lower(r)), 0)::int
    from (
      select (datemultirange(daterange(min(lower(q.valid)), ${on}::date)) - range_agg(q.valid)
              + coalesce((select range_agg(g.valid) from seniority_gap g
                  where g.tenant_id = ${tenantId} and g.member_id = m.id and g.cause <> 'restored' and g.voided_at is null), '{}')
              - coalesce((select range_agg(g.valid) from seniority_gap g
                  where g.tenant_id = ${tenantId} and g.member_id = m.id and g.cause = 'restored' and g.voided_at is null), '{}')
             ) * datemultirange(daterange(d.on_day, greatest(d.on_day, ${on}::date))) as lost
      from member_status q
      where q.tenant_id = ${tenantId} and q.member_id = m.id and lower(q.valid) <= ${on}::date
    ) l, unnest(l.lost) as r)`
  return sql<Day>`(select d.on_day + ${outside} from (select ${decided} as on_day offset 0) d)`
}

/** Band of the member `m` whose status of the day is `s`; `none` while on probation. */
export function seniorityBand(tenantId: Id, on: Day): RawBuilder<unknown> {
  const bands = SENIORITY_BANDS.flatMap((band) =>
    band.to === null
      ? []
      : [sql`when b.begun + ${sql.lit(`${band.to + 1} years`)}::interval > ${on}::date then ${sql.lit(band.code)}`],
  )
  return sql`(
    select case when m.confirmed_on is null or m.confirmed_on > ${on}::date then 'none' ${sql.join(bands, sql` `)}
      else ${sql.lit(SENIORITY_BANDS.at(-1)?.code ?? '')} end
    from (select ${seniorityBeginsSql(tenantId, on)} as begun offset 0) b)`
}
