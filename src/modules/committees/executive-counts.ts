// How many people sit in the executive committee of units on a day: what the norms of a standing committee are judged by (EXE-05).
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'

/** By unit; a unit without anybody has no entry. Who holds two posts is counted once. One statement. */
export async function executiveCounts(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  unitIds: readonly Id[],
  on: Day,
): Promise<Map<Id, number>> {
  if (unitIds.length === 0) return new Map()
  const { rows } = await sql<{ unitId: Id; count: number }>`
    select h.unit_id as "unitId", count(distinct coalesce(h.person_id::text, h.holder_name)) as count
    from post_holding h join body b on b.tenant_id = h.tenant_id and b.id = h.body_id
    where h.tenant_id = ${ctx.tenantId} and h.unit_id = any(${[...new Set(unitIds)]}::uuid[]) and b.kind = 'executive'
      and h.voided_at is null and h.basis <> 'acting' and h.valid @> ${on}::date
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ unitId, count }) => [unitId, count]))
}
