// Through which cell a member is reached, for what an operation of this area asks of its caller.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'

/** The cell of the day, else the last one; empty for an unknown member. */
export async function cellsOfMember(ctx: Pick<ReadContext, 'tenantId' | 'db'>, memberId: Id, day: Day): Promise<Id[]> {
  const rows = await ctx.db
    .selectFrom('member_cell')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('member_id', '=', memberId)
    .orderBy(sql`lower(valid) <= ${day}::date`, 'desc')
    .orderBy(sql`lower(valid)`, 'desc')
    .limit(1)
    .execute()
  return rows.map((row) => row.unit_id)
}
