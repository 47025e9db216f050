// Reads who belongs to the cells that acts concern, with what is on record there later: two statements for any number of cells.
import { parseRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { dayLiteral, validOn } from '#platform/db/valid-on.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { placeMembers } from './unit-routes.ts'
import type { CellMembership, Placement, Ways } from './unit-routes.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

/** Who belongs to these cells on that day or later, by given name. */
export async function membershipsFrom(ctx: Reader, unitIds: readonly Id[], on: Day): Promise<CellMembership[]> {
  if (unitIds.length === 0) return []
  const units = sql`any(${[...new Set(unitIds)]}::uuid[])`
  const { rows: later } = await sql<{ memberId: Id; unitId: Id; on: Day }>`
    select member_id as "memberId", unit_id as "unitId", min(effective_on) as "on" from member_event
    where tenant_id = ${ctx.tenantId} and unit_id = ${units} and effective_on >= ${dayLiteral(on)} and voided_at is null
    group by 1, 2`.execute(ctx.db)
  const laterOn = new Map(later.map((row) => [`${row.memberId} ${row.unitId}`, row.on]))
  const { rows } = await sql<
    Omit<CellMembership, 'valid' | 'statusValid' | 'laterOn'> & { valid: string; statusValid: string | null }
  >`
    select c.member_id as "memberId", p.full_name as name, c.unit_id as "unitId", c.id as "spanId", c.valid,
      s.id as "statusId", s.valid as "statusValid", coalesce(s.status = 'full', false) as "full"
    from member_cell c
    join member m on m.tenant_id = c.tenant_id and m.id = c.member_id
    join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    left join member_status s on s.tenant_id = c.tenant_id and s.member_id = c.member_id and ${validOn('s', on)}
    where c.tenant_id = ${ctx.tenantId} and c.unit_id = ${units} and (upper(c.valid) is null or upper(c.valid) > ${dayLiteral(on)})
    order by p.sort_key, p.id`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    valid: parseRange(row.valid),
    statusValid: row.statusValid === null ? null : parseRange(row.statusValid),
    laterOn: laterOn.get(`${row.memberId} ${row.unitId}`) ?? null,
  }))
}

/** The cells whose members the ways concern. */
export const sourcesOf = (ways: Ways): Id[] => [
  ...new Set([...ways.emptied, ...ways.left.map(({ unitId }) => unitId), ...ways.routes.map(({ from }) => from)]),
]

/** Where the members of all cells concerned go on that day, as far as is said. */
export async function placeWithUnits(ctx: Reader, ways: Ways, on: Day): Promise<Placement> {
  return placeMembers(await membershipsFrom(ctx, sourcesOf(ways), on), ways, on)
}

/** How many members and full members each cell has on a day: the whole bloc in one statement. */
export async function strengthsOn(ctx: Reader, on: Day): Promise<Map<Id, { members: number; full: number }>> {
  const { rows } = await sql<{ unitId: Id; members: number; full: number }>`
    select c.unit_id as "unitId", count(*) as members, count(*) filter (where s.status = 'full') as full
    from member_cell c
    join member_status s on s.tenant_id = c.tenant_id and s.member_id = c.member_id and ${validOn('s', on)}
    where c.tenant_id = ${ctx.tenantId} and ${validOn('c', on)}
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ unitId, ...strength }) => [unitId, strength]))
}
