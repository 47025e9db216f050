// Reads what part.ts works with: the closure and the lineage of the old bloc, and its own unit at the top.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { parseRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import { partOf, wholePart } from './part.ts'
import type { Part } from './part.ts'

/** The unit at the top of a bloc on a day, with its name then. */
export async function topOn(db: Db, tenantId: Id, day: Day): Promise<{ id: Id; name: string } | undefined> {
  return db
    .selectFrom('unit_version')
    .select(['unit_id as id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('parent_id', 'is', null)
    .where(sql<boolean>`valid @> ${day}::date`)
    .executeTakeFirst()
}

/** What goes along: everything but the top, or the part below the chosen units. */
export async function readPart(db: Db, tenantId: Id, top: Id, roots: readonly Id[] | null, on: Day): Promise<Part> {
  if (roots === null) {
    const units = await db
      .selectFrom('unit')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', '<>', top)
      .execute()
    return wholePart(units.map(({ id }) => id))
  }
  const closure = await db
    .selectFrom('unit_closure')
    .select(['ancestor_id as ancestorId', 'descendant_id as descendantId', 'valid', 'final'])
    .where('tenant_id', '=', tenantId)
    .where('ancestor_id', '<>', top)
    .execute()
  const lineage = await db
    .selectFrom('unit_lineage')
    .select(['predecessor_id as predecessorId', 'successor_id as successorId', 'on_day as onDay'])
    .where('tenant_id', '=', tenantId)
    .where('voided_at', 'is', null)
    .where('predecessor_id', 'is not', null)
    .where('successor_id', 'is not', null)
    .where('on_day', '<=', addDays(on, -1))
    .execute()
  return partOf(
    closure.map((row) => ({ ...row, valid: parseRange(row.valid) })),
    lineage as { predecessorId: Id; successorId: Id; onDay: Day }[],
    roots,
    on,
  )
}
