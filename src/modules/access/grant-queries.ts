// Reads of grants and of what they cover.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { Grant } from './actor.ts'
import { isRole } from './roles.ts'

/** The grants of an account that hold on a day. */
export async function grantsOn(db: Db, tenantId: Id, accountId: Id, day: Day): Promise<Grant[]> {
  const rows = await db
    .selectFrom('access_grant as g')
    .select([
      'g.role',
      'g.unit_id',
      sql<boolean>`exists (select 1 from unit_version v where v.tenant_id = g.tenant_id and v.unit_id = g.unit_id and v.parent_id is null)`.as(
        'whole',
      ),
    ])
    .where('g.tenant_id', '=', tenantId)
    .where('g.account_id', '=', accountId)
    .where(sql<boolean>`g.valid @> ${day}::date`)
    .execute()
  return rows.flatMap((row) => (isRole(row.role) ? [{ role: row.role, unitId: row.unit_id, whole: row.whole }] : []))
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
