// Whose probation ends soon or has ended: the cell reviews them within the rule's working days (PROBATION, REVIEW_OFFICIAL).
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import { soonestFirst } from '#kernel/due.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { legalConfirmationDay, reviewDueBy } from './member-rules.ts'
import { notFollowed } from './probation-followed.ts'

/**
 * Members to be confirmed whose probation is over by `until`, overdue ones too; kind `probation_ending`, due when the cell's time for
 * the review ends. `within` restricts the column of the cell. Three statements.
 */
export async function membersDeadlines(
  ctx: ReadContext,
  within: (column: string) => RawBuilder<SqlBool>,
  until: Day,
): Promise<DueItem[]> {
  const rows = await ctx.db
    .selectFrom('member_status as s')
    .innerJoin('member as m', (join) => join.onRef('m.tenant_id', '=', 's.tenant_id').onRef('m.id', '=', 's.member_id'))
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .innerJoin('member_cell as c', (join) =>
      join
        .onRef('c.tenant_id', '=', 's.tenant_id')
        .onRef('c.member_id', '=', 's.member_id')
        .on(sql<boolean>`c.valid @> ${ctx.today}::date`),
    )
    .select(['m.id', 'm.admitted_on as admittedOn', 'p.full_name as name', 'c.unit_id as unitId'])
    .where('s.tenant_id', '=', ctx.tenantId)
    .where('s.status', '=', 'probationary')
    .where(sql<boolean>`s.valid @> ${ctx.today}::date`)
    .where(within('c.unit_id'))
    .where(notFollowed(ctx.tenantId, 'm.id'))
    .orderBy('m.admitted_on')
    .execute()
  if (rows.length === 0) return []
  const rules = await loadRulebook(ctx)
  const cells = await namesOn(
    ctx,
    rows.map((row) => row.unitId),
    ctx.today,
  )
  const items = rows.flatMap((row): DueItem[] => {
    const endsOn = legalConfirmationDay(rules, row.admittedOn)
    if (endsOn === null || endsOn > until) return []
    const params = { name: row.name, cell: cells.get(row.unitId)?.name ?? '', endsOn }
    const dueOn = reviewDueBy(rules, endsOn) ?? endsOn
    return [{ kind: 'probation_ending', params, dueOn, href: `/dang-vien/${row.id}`, unitId: row.unitId }]
  })
  return soonestFirst(items)
}

/** For «Việc cần làm»: whose probation is over by a month from now. */
export async function membersDue(ctx: ReadContext, limit = 50): Promise<DueItem[]> {
  if (!ctx.actor.holds('member.write') || ctx.scope('member.write').whole) return []
  const within = (column: string) => inScope(ctx, 'member.write', ctx.today, column)
  return (await membersDeadlines(ctx, within, addMonths(ctx.today, 1))).slice(0, limit)
}
