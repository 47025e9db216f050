// Shared plans that wait for a word and to be fixed, and scheduled ones whose day is near or could not be kept: for who may apply them.
// Comments that wait: for who writes plans.
import type { Day } from '#kernel/day.ts'
import { addDays, dayInVietnam } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { PlanFailure } from './plan.ts'

const NEAR_DAYS = 14
const ANSWER_DAYS = 7

interface Row {
  id: Id
  title: string
  effectiveOn: Day
  state: 'shared' | 'scheduled'
  failure: PlanFailure | null
  comments: number
  firstComment: Date | null
  top: Id
}

/** One statement; nothing for who holds neither right over the whole bloc. */
export async function plansDue(ctx: ReadContext): Promise<DueItem[]> {
  const may = (right: 'reorganisation.apply' | 'reorganisation.write') =>
    ctx.actor.holds(right) && ctx.scope(right).whole
  const [applies, writes] = [may('reorganisation.apply'), may('reorganisation.write')]
  if (!applies && !writes) return []
  const { rows } = await sql<Row>`
    select r.id, r.title, r.effective_on as "effectiveOn", r.state, r.failure, top.unit_id as top,
      (select count(*) from reorganisation_comment c where c.tenant_id = r.tenant_id and c.reorganisation_id = r.id
        and c.answered_at is null) as comments,
      (select min(c.at) from reorganisation_comment c where c.tenant_id = r.tenant_id and c.reorganisation_id = r.id
        and c.answered_at is null) as "firstComment"
    from reorganisation r
    join unit_version top on top.tenant_id = r.tenant_id and top.parent_id is null and top.valid @> ${ctx.today}::date
    where r.tenant_id = ${ctx.tenantId} and r.state in ('shared', 'scheduled')
    order by r.effective_on, r.id`.execute(ctx.db)
  return rows.flatMap((row) => [
    ...(applies && row.state === 'shared' ? [due('plan_shared', row, row.effectiveOn)] : []),
    ...(applies &&
    row.state === 'scheduled' &&
    (row.failure !== null || row.effectiveOn <= addDays(ctx.today, NEAR_DAYS))
      ? [due(row.failure === null ? 'plan_day_near' : 'plan_failed', row, row.effectiveOn)]
      : []),
    ...(writes && row.comments > 0 && row.firstComment !== null
      ? [due('plan_comments', row, addDays(dayInVietnam(row.firstComment), ANSWER_DAYS))]
      : []),
  ])
}

const due = (kind: string, { id, title, effectiveOn, comments, top }: Row, dueOn: Day): DueItem => ({
  kind,
  params: { title, on: effectiveOn, count: comments },
  dueOn,
  href: `/to-chuc/phuong-an/${id}`,
  unitId: top,
})
