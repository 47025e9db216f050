// The registry of blocs on this installation. It is not tenant data: it is read before a bloc is known, and written by the operator alone.
import { AppError } from '#kernel/errors.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Database, Db } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
export { tenancyErrors } from './tenancy-messages.ts'

export interface Tenant {
  id: Id
  slug: string
  name: string
  /** First day of the order in which the bloc is no more: since then its record is only read. */
  endedOn: Day | null
  /** The blocs its units went to. */
  successors: readonly Id[]
}

/** The name of a bloc in addresses. */
export const TENANT_SLUG = /^[a-z0-9][a-z0-9-]{1,40}$/

/** Makes a bloc. Throws tenancy.slug_taken or tenancy.slug_shape. */
export async function createTenant(
  database: Database,
  given: { slug: string; name: string; id?: Id },
  now: Date,
): Promise<Tenant> {
  if (!TENANT_SLUG.test(given.slug)) throw AppError.at('slug', 'tenancy.slug_shape')
  const tenant = { id: given.id ?? newId(now.getTime()), slug: given.slug, name: given.name }
  const made = await database
    .insertInto('tenant')
    .values({ ...tenant, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw AppError.at('slug', 'tenancy.slug_taken')
  return { ...tenant, endedOn: null, successors: [] }
}

/** How a bloc ended: from which day on, and into which blocs. null while it goes on. */
export async function endOfTenant(db: Database | Db, id: Id): Promise<{ on: Day; successors: Tenant[] } | null> {
  const tenant = await db.selectFrom('tenant').select(columns).where('id', '=', id).executeTakeFirst()
  if (!tenant?.endedOn) return null
  const successors =
    tenant.successors.length === 0
      ? []
      : await db
          .selectFrom('tenant')
          .select(columns)
          .where('id', 'in', [...tenant.successors])
          .orderBy('name')
          .execute()
  return { on: tenant.endedOn, successors }
}

/** Ends a bloc, or (null) lets it go on; everything it holds stays readable. The operator's act. */
export async function endTenant(
  database: Database | Db,
  id: Id,
  endedOn: Day | null,
  successors: readonly Id[],
): Promise<void> {
  await database
    .updateTable('tenant')
    .set({ ended_on: endedOn, successors: [...successors] })
    .where('id', '=', id)
    .execute()
}

const columns = ['id', 'slug', 'name', 'ended_on as endedOn', 'successors'] as const

export function listTenants(database: Database | Db): Promise<Tenant[]> {
  return database.selectFrom('tenant').select(columns).orderBy('slug').execute()
}

export function tenantBySlug(database: Database, slug: string): Promise<Tenant | undefined> {
  return database.selectFrom('tenant').select(columns).where('slug', '=', slug).executeTakeFirst()
}

export function tenantById(database: Database, id: Id): Promise<Tenant | undefined> {
  return database.selectFrom('tenant').select(columns).where('id', '=', id).executeTakeFirst()
}
