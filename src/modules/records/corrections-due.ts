// Requests that wait for the cell's answer; the house's own term says until when (CORRECTION_ANSWER, each bloc may set it).
import { addMonths, dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { addWorkingDays } from '#kernel/working-days.ts'
import { loadRulebook, quantityOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

interface Row {
  id: Id
  asked_at: Date
  name: string
  unitId: Id
  said_by: string | null
}

/** Requests of members of these cells to be answered by `until`, overdue ones too; kind `correction_waiting`. Three statements. */
export async function correctionsDeadlines(
  ctx: ReadContext,
  within: (column: string) => RawBuilder<boolean>,
  until: Day,
): Promise<DueItem[]> {
  const { rows } = await sql<Row>`
    select r.id, r.asked_at, p.full_name as name, c.unit_id as "unitId", r.said_by
    from correction_request r
    join person p on p.tenant_id = r.tenant_id and p.id = r.person_id
    cross join lateral (
      select c.unit_id from member_cell c where c.tenant_id = r.tenant_id and c.member_id = r.member_id
        and lower(c.valid) <= ${ctx.today}::date order by lower(c.valid) desc limit 1) c
    where r.tenant_id = ${ctx.tenantId} and r.state = 'waiting' and ${within('c.unit_id')}
    order by r.asked_at`.execute(ctx.db)
  if (rows.length === 0) return []
  const rules = await loadRulebook(ctx)
  const cells = await namesOn(
    ctx,
    rows.map((row) => row.unitId),
    ctx.today,
  )
  return rows.flatMap((row): DueItem[] => {
    const on = dayInVietnam(row.asked_at)
    const term = rules.at('CORRECTION_ANSWER', on)
    const dueOn = term ? addWorkingDays(workingCalendarOf(rules), on, quantityOf(term).amount) : on
    if (dueOn > until) return []
    const params = { name: row.name, cell: cells.get(row.unitId)?.name ?? '', askedOn: on, saidBy: row.said_by }
    return [{ kind: 'correction_waiting', params, dueOn, href: `/dang-vien/de-nghi/${row.id}`, unitId: row.unitId }]
  })
}

/** For whoever keeps the records of a part of the tree; the office of the whole bloc has the list. */
export async function correctionsDue(ctx: ReadContext): Promise<DueItem[]> {
  if (!ctx.actor.holds('member.write') || ctx.scope('member.write').whole) return []
  const within = (column: string) => sql<boolean>`${inScope(ctx, 'member.write', ctx.today, column)}`
  return correctionsDeadlines(ctx, within, addMonths(ctx.today, 1))
}
