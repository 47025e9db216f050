// Reads localities of a bloc and what became of them. There are a few hundred at most: they are read as a whole.
import { contains, parseRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { ErrorDetails } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Locality, LocalityKind } from './locality-kinds.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

const columns = ['id', 'name', 'kind', 'code', 'parent_id', 'committee', 'valid'] as const

/** Every locality of the bloc, whatever its days; in no order. */
export async function allLocalities(ctx: Reader): Promise<Locality[]> {
  const rows = await ctx.db.selectFrom('locality').select(columns).where('tenant_id', '=', ctx.tenantId).execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind as LocalityKind,
    code: row.code,
    parentId: row.parent_id,
    committee: row.committee,
    valid: parseRange(row.valid),
  }))
}

/** The same by id. */
export const localitiesById = async (ctx: Reader): Promise<Map<Id, Locality>> =>
  new Map((await allLocalities(ctx)).map((locality) => [locality.id, locality]))

export interface LocalityChange {
  oldId: Id
  newId: Id
  on: Day
}

/** Which place became which, over the whole bloc. */
export async function allSuccessions(ctx: Reader): Promise<LocalityChange[]> {
  return ctx.db
    .selectFrom('locality_successor')
    .select(['old_id as oldId', 'new_id as newId', 'on_day as on'])
    .where('tenant_id', '=', ctx.tenantId)
    .orderBy('on_day')
    .execute()
}

/** One at a time changes the list of places of a bloc: each looks at the whole before it writes. */
export async function lockLocalities(ctx: Context): Promise<Map<Id, Locality>> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`localities ${ctx.tenantId}`}, 0))`.execute(ctx.db)
  return localitiesById(ctx)
}

/** The locality, or not_found. */
export function knownLocality(localities: ReadonlyMap<Id, Locality>, id: Id): Locality {
  const locality = localities.get(id)
  if (!locality) throw notFound()
  return locality
}

/** Throws units.unknown_locality or units.locality_not_there at the field unless the place exists on that day. */
export function standingLocality(localities: ReadonlyMap<Id, Locality>, id: Id, on: Day, field: string): Locality {
  const fault = placeFault(localities, id, on)
  if (fault) throw AppError.at(field, fault.code, fault.details)
  return knownLocality(localities, id)
}

/** Why a unit cannot be put there on that day: units.unknown_locality, units.locality_not_there; or null. */
export function placeFault(
  localities: ReadonlyMap<Id, Locality>,
  id: Id,
  on: Day,
): { code: string; details: ErrorDetails } | null {
  const locality = localities.get(id)
  if (!locality) return { code: 'units.unknown_locality', details: {} }
  return contains(locality.valid, on)
    ? null
    : { code: 'units.locality_not_there', details: { name: locality.name, on } }
}
