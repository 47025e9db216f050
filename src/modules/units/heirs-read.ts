// Brings heirs.ts its facts: the edges of the lineage that hold, and the units that have ended by the day.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { heirsOn } from './heirs.ts'
import type { EndedUnit, Inheritance } from './heirs.ts'
import { allLineage } from './lineage.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

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
  return heirsOn(await allLineage(ctx), await endedBy(ctx, day), day)
}
