// Reads what heirs.ts works out: the edges of the lineage that still count, and the units that have ended.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { heirsOn } from './heirs.ts'
import type { EndedUnit, Inheritance, LineageLink } from './heirs.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

/** Edges of the lineage up to a day, corrected ones left out, oldest first. */
export async function lineageUntil(ctx: Reader, day: Day): Promise<LineageLink[]> {
  const rows = await ctx.db
    .selectFrom('unit_lineage')
    .select(['kind', 'predecessor_id as predecessorId', 'successor_id as successorId', 'outside'])
    .select(['on_day as onDay', 'members'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('voided_at', 'is', null)
    .where('on_day', '<=', day)
    .orderBy('on_day')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as LineageLink['kind'] }))
}

async function endedBy(ctx: Reader, day: Day): Promise<EndedUnit[]> {
  const { rows } = await sql<{ unitId: Id; on: Day; parentId: Id | null }>`
    select v.unit_id as "unitId", upper(v.valid) as "on", v.parent_id as "parentId"
    from (
      select distinct on (unit_id) unit_id, valid, parent_id from unit_version
      where tenant_id = ${ctx.tenantId} and lower(valid) <= ${day}::date
      order by unit_id, lower(valid) desc
    ) v
    where upper(v.valid) <= ${day}::date`.execute(ctx.db)
  return rows
}

/** Where the records of reorganised and ended units stand in the structure of a day: two statements. */
export async function inheritancesOn(ctx: Reader, day: Day): Promise<Inheritance[]> {
  return heirsOn(await lineageUntil(ctx, day), await endedBy(ctx, day), day)
}
