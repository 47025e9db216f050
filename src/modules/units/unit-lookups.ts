// Short answers about units that every other module needs: their names on a day, the way up, the cells below.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { isUnder, treeOn } from './scope.ts'
import { placeRows } from './tree.ts'
import { isCell } from './unit-kinds.ts'
import type { UnitKind } from './unit-kinds.ts'

export interface UnitName {
  id: Id
  code: string
  kind: UnitKind
  name: string
  shortName: string
}

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

/**
 * What these units are called on a day, by id. A unit closed before that day keeps its last name, one founded after it has
 * its first; unknown ids are missing from the map. One statement.
 */
export async function namesOn(ctx: Reader, ids: readonly Id[], day: Day): Promise<Map<Id, UnitName>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('unit_version as v')
    .innerJoin('unit as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.unit_id'))
    .distinctOn('v.unit_id')
    .select(['v.unit_id as id', 'u.code', 'v.kind', 'v.name', 'v.short_name as shortName'])
    .where('v.tenant_id', '=', ctx.tenantId)
    .where('v.unit_id', '=', sql<Id>`any(${[...new Set(ids)]}::uuid[])`)
    .orderBy('v.unit_id')
    // The version of the day, else the last one before it, else the first one after it.
    .orderBy(sql`lower(v.valid) <= ${day}::date`, 'desc')
    .orderBy(
      sql`case when lower(v.valid) <= ${day}::date then -(lower(v.valid) - date '1900-01-01') else lower(v.valid) - date '1900-01-01' end`,
    )
    .execute()
  return new Map(rows.map((row) => [row.id, row as UnitName]))
}

/** The name of one unit on a day, or undefined for an unknown unit. */
export async function nameOn(ctx: Reader, id: Id, day: Day): Promise<UnitName | undefined> {
  return (await namesOn(ctx, [id], day)).get(id)
}

/** The units above this one on a day, nearest first, without itself; for a closed unit those of its last day. */
export async function ancestorsOf(ctx: Reader, unitId: Id, day: Day): Promise<UnitName[]> {
  const above = await ctx.db
    .selectFrom('unit_closure as c')
    .select(['c.ancestor_id as id', 'c.depth'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.descendant_id', '=', unitId)
    .where('c.depth', '>', 0)
    .where(treeOn('c', day))
    .orderBy('c.depth')
    .execute()
  const names = await namesOn(
    ctx,
    above.map((row) => row.id),
    day,
  )
  return above.map((row) => names.get(row.id)).filter((name) => name !== undefined)
}

/** The units that exist on a day at or below `unitId`, in reading order of the tree. */
export async function unitsUnder(
  ctx: Reader,
  unitId: Id,
  day: Day,
): Promise<(UnitName & { parentId: Id | null; depth: number })[]> {
  const rows = await ctx.db
    .selectFrom('unit_version as v')
    .innerJoin('unit as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.unit_id'))
    .select([
      'v.unit_id as id',
      'u.code',
      'v.kind',
      'v.name',
      'v.short_name as shortName',
      'v.parent_id as parentId',
      'v.ordinal',
    ])
    .where('v.tenant_id', '=', ctx.tenantId)
    .where(sql<boolean>`v.valid @> ${day}::date`)
    .where(isUnder(ctx, [unitId], day, 'v.unit_id'))
    .execute()
  return placeRows(rows).map(({ id, code, kind, name, shortName, parentId, depth }) => ({
    id,
    code,
    kind: kind as UnitKind,
    name,
    shortName,
    parentId,
    depth,
  }))
}

/** The cells (grassroots cells and sub-cells) that exist on a day at or below `unitId`, in reading order of the tree. */
export async function cellsUnder(ctx: Reader, unitId: Id, day: Day): Promise<UnitName[]> {
  return (await unitsUnder(ctx, unitId, day))
    .filter((unit) => isCell(unit.kind))
    .map(({ id, code, kind, name, shortName }) => ({ id, code, kind, name, shortName }))
}
