// Reads of grants, of the rights that follow from posts, and of what they cover.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { Grant } from './actor.ts'
import { isRole } from './roles.ts'
import { standingsOn } from './standing-sources.ts'

/** An account with all it stands for on a day (grants, and what follows from posts), in one statement; undefined when there is no such account or it is disabled. */
export async function accountOn(
  db: Db,
  tenantId: Id,
  accountId: Id,
  day: Day,
): Promise<{ name: string; endedOn: Day | null; grants: Grant[] } | undefined> {
  const { rows } = await sql<{
    name: string
    ended_on: Day | null
    role: string | null
    unit_id: Id | null
    unit_name: string | null
    whole: boolean | null
  }>`
    select a.display_name as name, t.ended_on, s.role, s.unit_id, v.short_name as unit_name, v.parent_id is null and v.covers_day as whole
    from account a
    join tenant t on t.id = a.tenant_id
    left join lateral (${standingsOn(day)}) s on true
    left join lateral (
      -- A top that ended with its bloc stands in the tree of the next one: a right there is none over the whole.
      select short_name, parent_id, v.valid @> ${day}::date as covers_day from unit_version v
      where v.tenant_id = a.tenant_id and v.unit_id = s.unit_id and lower(v.valid) <= ${day}::date
      order by lower(v.valid) desc limit 1
    ) v on true
    where a.tenant_id = ${tenantId} and a.id = ${accountId} and (a.disabled_on is null or a.disabled_on > ${day}::date)
    order by whole desc nulls last, s.rank, s.recorded_at, s.unit_id`.execute(db)
  const first = rows[0]
  if (!first) return undefined
  // A grant and a post may say the same.
  const grants = new Map<string, Grant>()
  for (const { role, unit_id, unit_name, whole } of rows) {
    const key = `${role} ${unit_id}`
    if (role !== null && isRole(role) && unit_id !== null && unit_name !== null && !grants.has(key))
      grants.set(key, { role, unitId: unit_id, unitName: unit_name, whole: whole === true })
  }
  return { name: first.name, endedOn: first.ended_on, grants: [...grants.values()] }
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
