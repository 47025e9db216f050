// The tree as a predicate: who stands under whom on a day, and which units a caller's rights reach (idea 6, the second fence).
// A closed unit's records stay under the ancestors of its last day: `final` rows hold for every later day.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Expression, RawBuilder, SqlBool } from 'kysely'

/** What a scope needs to know of its caller: any context will do. */
export type ScopeContext = Pick<ReadContext, 'tenantId' | 'scope'>

/**
 * Whether the closure row called `alias` belongs to the tree of that day.
 * `day` may be a column or expression: `treeOn('c', sql.ref('meeting.held_on'))` is the tree of each event's own day.
 */
export function treeOn(alias: string, day: Day | Expression<Day>): RawBuilder<SqlBool> {
  const valid = sql.ref(`${alias}.valid`)
  const on = typeof day === 'string' ? sql`${day}::date` : day
  return sql<SqlBool>`(${valid} @> ${on} or (${sql.ref(`${alias}.final`)} and upper(${valid}) <= ${on}))`
}

/**
 * Whether the unit in `column` is one of `units` or stands below one on that day (or did on its own last day).
 * One semi-join on the closure; no units, no rows.
 */
export function isUnder(
  ctx: Pick<ReadContext, 'tenantId'>,
  units: readonly Id[],
  day: Day | Expression<Day>,
  column: string | Expression<unknown>,
): RawBuilder<SqlBool> {
  if (units.length === 0) return sql<SqlBool>`false`
  const unit = typeof column === 'string' ? sql.ref(column) : column
  return sql<SqlBool>`exists (
    select from unit_closure scope
    where scope.tenant_id = ${ctx.tenantId} and scope.descendant_id = ${unit}
      and scope.ancestor_id = any(${[...units]}::uuid[]) and ${treeOn('scope', day)})`
}

/**
 * The caller's fence: true for rows whose unit (`column`, e.g. 'member_cell.unit_id') the permission reaches on that day.
 * Costs nothing for callers who hold it over the whole bloc.
 *
 *     db.selectFrom('meeting').where('meeting.tenant_id', '=', ctx.tenantId)
 *       .where(inScope(ctx, 'meeting.read', ctx.today, 'meeting.unit_id'))
 */
export function inScope(
  ctx: ScopeContext,
  permission: Permission,
  day: Day | Expression<Day>,
  column: string | Expression<unknown>,
): RawBuilder<SqlBool> {
  const scope = ctx.scope(permission)
  return scope.whole ? sql<SqlBool>`true` : isUnder(ctx, scope.units, day, column)
}
