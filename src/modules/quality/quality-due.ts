// «3 chỗ cần sửa trong hồ sơ»: for who keeps the records of a part of the tree, due with the quarter, when counts are reconciled.
import { addDays, addMonths, dayOf, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import type { Id } from '#kernel/ids.ts'
import { isUnder, namesOn, treeOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { findings } from './findings.ts'

/** The last day of the day's quarter. */
function quarterEnd(day: Day): Day {
  const first = dayOf(yearOf(day), Math.floor((monthOf(day) - 1) / 3) * 3 + 1, 1)
  return addDays(addMonths(first, 3), -1)
}

/** One item for each unit the caller keeps; none for those who keep the whole bloc. Two statements. */
export async function qualityDue(ctx: ReadContext): Promise<DueItem[]> {
  const scope = ctx.scope('member.write')
  if (!ctx.actor.holds('member.write') || scope.whole || scope.units.length === 0) return []
  const day = ctx.today
  const within = (column: string) => isUnder(ctx, scope.units, day, column)
  const { rows } = await sql<{ unitId: Id; count: number }>`
    select a.ancestor_id as "unitId", count(*) as count
    from (${findings({ tenantId: ctx.tenantId, day, within })}) f
    join unit_closure a on a.tenant_id = ${ctx.tenantId} and a.descendant_id = f.unit_id and ${treeOn('a', day)}
      and a.ancestor_id = any(${[...scope.units]}::uuid[])
    where f.severity = 'fault'
    group by 1`.execute(ctx.db)
  const names = await namesOn(
    ctx,
    rows.map((row) => row.unitId),
    day,
  )
  return rows.map(({ unitId, count }) => ({
    kind: 'data_faults',
    params: { count, unit: names.get(unitId)?.name ?? '' },
    dueOn: quarterEnd(day),
    href: `/chat-luong-du-lieu?don-vi=${unitId}&muc-do=loi`,
    unitId,
  }))
}
