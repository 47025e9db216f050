// Reads of grants and of what they cover.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { Grant } from './actor.ts'
import { isRole } from './roles.ts'

/** An account with its grants that hold on a day, in one statement; undefined when there is no such account or it is disabled. */
export async function accountOn(
  db: Db,
  tenantId: Id,
  accountId: Id,
  day: Day,
): Promise<{ name: string; grants: Grant[] } | undefined> {
  const { rows } = await sql<{
    name: string
    role: string | null
    unit_id: Id | null
    unit_name: string | null
    whole: boolean | null
  }>`
    select a.display_name as name, g.role, g.unit_id, v.short_name as unit_name, v.parent_id is null as whole
    from account a
    left join access_grant g on g.tenant_id = a.tenant_id and g.account_id = a.id and g.valid @> ${day}::date
    left join lateral (
      select short_name, parent_id from unit_version v
      where v.tenant_id = g.tenant_id and v.unit_id = g.unit_id and lower(v.valid) <= ${day}::date
      order by lower(v.valid) desc limit 1
    ) v on true
    where a.tenant_id = ${tenantId} and a.id = ${accountId} and (a.disabled_on is null or a.disabled_on > ${day}::date)
    order by g.recorded_at`.execute(db)
  const first = rows[0]
  if (!first) return undefined
  const grants = rows.flatMap(({ role, unit_id, unit_name, whole }) =>
    role !== null && isRole(role) && unit_id !== null && unit_name !== null
      ? [{ role, unitId: unit_id, unitName: unit_name, whole: whole === true }]
      : [],
  )
  return { name: first.name, grants }
}

/**
 * Do the scope's units (none given: the whole bloc) cover every one of `unitIds`, in the tree of `day`?
 * A closed unit is covered by whoever covered it last. One statement for the whole set; unknown ids are not covered.
 */
export async function coversOn(
  db: Db,
  tenantId: Id,
  day: Day,
  scopeUnits: readonly Id[],
  unitIds: readonly Id[],
): Promise<boolean> {
  if (unitIds.length === 0) return false
  let covered = db
    .selectFrom('unit_closure as c')
    .select((eb) => eb.fn.count<number>('c.descendant_id').distinct().as('n'))
    .where('c.tenant_id', '=', tenantId)
    .where('c.descendant_id', 'in', [...unitIds])
  if (scopeUnits.length > 0) {
    covered = covered
      .where('c.ancestor_id', 'in', [...scopeUnits])
      .where(sql<boolean>`(c.valid @> ${day}::date or (c.final and upper(c.valid) <= ${day}::date))`)
  }
  const row = await covered.executeTakeFirstOrThrow()
  return row.n === new Set(unitIds).size
}
