// The tree a report is drawn in: the units of its cut-off day in reading order, and ended units whose records still count.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { inScope, namesOn, treeOn, unitsUnder } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { ContentUnit } from './report-content.ts'

/** The bloc itself on a day, or on the first day it exists. */
export async function blocOn(ctx: Pick<ReadContext, 'db' | 'tenantId'>, day: Day): Promise<Id | undefined> {
  const row = await ctx.db
    .selectFrom('unit_version')
    .select('unit_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('parent_id', 'is', null)
    .orderBy(sql`valid @> ${day}::date`, 'desc')
    .orderBy('valid')
    .executeTakeFirst()
  return row?.unit_id
}

/**
 * Units below the bloc on the day which the caller may see with `figure.read`, plus those of `ended` (ids with records that no longer
 * exist on the day) behind them. Two statements, or four when some have ended.
 */
export async function reportTree(
  ctx: ReadContext,
  blocId: Id,
  day: Day,
  withRecords: readonly Id[],
): Promise<ContentUnit[]> {
  const scope = ctx.scope('figure.read')
  const existing = await unitsUnder(ctx, blocId, day)
  const parents = new Map(existing.map((unit) => [unit.id, unit.parentId]))
  const units = existing.map(({ id, code, kind, name, shortName }): ContentUnit => {
    const above: Id[] = []
    for (let at = parents.get(id); at && parents.has(at); at = parents.get(at)) above.push(at)
    return { id, code, kind, name, shortName, above, closed: false }
  })
  const visible = scope.whole
    ? units
    : units.filter((unit) => scope.units.some((id) => id === unit.id || unit.above.includes(id)))
  const ended = withRecords.filter((id) => !parents.has(id))
  return [...visible, ...(await endedUnits(ctx, ended, day))]
}

async function endedUnits(ctx: ReadContext, ids: readonly Id[], day: Day): Promise<ContentUnit[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .selectFrom('unit_closure as c')
    .select(['c.descendant_id as id', 'c.ancestor_id as above', 'c.depth'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.descendant_id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .where(treeOn('c', day))
    .where(inScope(ctx, 'figure.read', day, 'c.descendant_id'))
    .orderBy('c.depth')
    .execute()
  const names = await namesOn(ctx, ids, day)
  return [...new Set(rows.map((row) => row.id))].flatMap((id): ContentUnit[] => {
    const name = names.get(id)
    const above = rows.filter((row) => row.id === id && row.depth > 0).map((row) => row.above)
    return name ? [{ ...name, above, closed: true }] : []
  })
}
