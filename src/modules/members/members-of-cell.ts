// Who belongs to a cell on a day, in the order lists are read aloud: what a meeting's attendance is ticked against.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { validOn } from '#platform/db/valid-on.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { MemberStatus, Standing } from './member.ts'

export interface CellMember {
  memberId: Id
  name: string
  status: MemberStatus
  /** Only the active are obliged to come. */
  standing: Standing
}

/** The members of one cell on a day, by given name. One statement; an unknown unit has none. */
export async function membersOfCell(
  ctx: Pick<ReadContext, 'db' | 'tenantId'>,
  unitId: Id,
  day: Day,
): Promise<CellMember[]> {
  const rows = await ctx.db
    .selectFrom('member_cell as c')
    .innerJoin('member_status as s', (join) =>
      join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.member_id', '=', 'c.member_id').on(validOn('s', day)),
    )
    .innerJoin('member as m', (join) => join.onRef('m.tenant_id', '=', 'c.tenant_id').onRef('m.id', '=', 'c.member_id'))
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .select(['c.member_id as memberId', 'p.full_name as name', 's.status', 's.standing'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.unit_id', '=', unitId)
    .where(validOn('c', day))
    .orderBy('p.sort_key')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({ ...row, status: row.status as MemberStatus, standing: row.standing as Standing }))
}
