// Standings that are to end: a pause (PAUSE_MAX), a suspension with a term, whose day comes near or has passed without a fact.
import type { Day } from '#kernel/day.ts'
import { addMonths } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** Kind `standing_ending`, soonest first, overdue ones too; `within` restricts the column of the cell. One statement. */
export async function standingsDeadlines(
  ctx: ReadContext,
  within: (column: string) => RawBuilder<unknown>,
  until: Day,
): Promise<DueItem[]> {
  const { rows } = await sql<{ id: Id; name: string; standing: string; untilOn: Day; unitId: Id }>`
    select s.member_id as id, p.full_name as name, s.standing, s.until_on as "untilOn", c.unit_id as "unitId"
    from member_status s
    join member_cell c on c.tenant_id = s.tenant_id and c.member_id = s.member_id and ${validOn('c', ctx.today)}
    join member m on m.tenant_id = s.tenant_id and m.id = s.member_id
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where s.tenant_id = ${ctx.tenantId} and s.until_on <= ${until}::date and s.standing in ('paused', 'suspended')
      and ${validOn('s', ctx.today)} and ${within('c.unit_id')}
    order by s.until_on, p.sort_key limit 1000`.execute(ctx.db)
  return rows.map(({ id, name, standing, untilOn, unitId }) => ({
    kind: 'standing_ending',
    params: { name, standing },
    dueOn: untilOn,
    href: `/dang-vien/${id}`,
    unitId,
  }))
}

/** For «Việc cần làm»: what the caller's own cells have to look at within a month. */
export async function standingsDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('member.write') || ctx.scope('member.write').whole) return []
  const within = (column: string) => inScope(ctx, 'member.write', ctx.today, column)
  return standingsDeadlines(ctx, within, addMonths(ctx.today, 1))
}
