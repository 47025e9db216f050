// What must be true of the database for the product to be safe in it; asked by `khoi doctor`.
import pg from 'pg'
import { APP_ROLE } from '#platform/embedded/cluster.ts'
import type { ConnectionTargets } from './targets.ts'

export interface DatabaseHealth {
  /** Major version, 15 or later is needed. */
  readonly version: number
  readonly versionText: string
  readonly encoding: string
  /** Who the application is after connecting; must be khoi_app. */
  readonly appUser: string
  readonly appPowerful: boolean
  /** Tables with a tenant_id whose row-level security is not both enabled and forced, or that the application role owns. */
  readonly unfenced: readonly string[]
  readonly sizeBytes: number
}

const OLDEST_VERSION = 15

/** Asks the database both ways. Throws when it cannot be reached. */
export async function databaseHealth(targets: ConnectionTargets): Promise<DatabaseHealth> {
  const asOwner = await one<Omit<DatabaseHealth, 'appUser' | 'appPowerful'>>(
    targets.owner,
    `select current_setting('server_version_num')::int / 10000 as version,
            current_setting('server_version') as "versionText",
            current_setting('server_encoding') as encoding,
            pg_database_size(current_database())::float8 as "sizeBytes",
            coalesce((
              select array_agg(c.oid::regclass::text order by 1)
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
              where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
                and not (c.relrowsecurity and c.relforcerowsecurity and pg_get_userbyid(c.relowner) <> '${APP_ROLE}')
            ), '{}') as unfenced`,
  )
  const asApp = await one<Pick<DatabaseHealth, 'appUser' | 'appPowerful'>>(
    targets.app,
    `select rolname as "appUser", rolsuper or rolbypassrls as "appPowerful" from pg_roles where rolname = current_user`,
  )
  return { ...asOwner, ...asApp }
}

/** Sentences about what is wrong; empty when all is well. */
export function databaseFaults(health: DatabaseHealth): string[] {
  const faults: string[] = []
  if (health.version < OLDEST_VERSION)
    faults.push(`PostgreSQL ${health.versionText} is too old: ${OLDEST_VERSION} or later is needed`)
  if (health.encoding !== 'UTF8') faults.push(`the database's encoding is ${health.encoding}, not UTF8`)
  if (health.appUser !== APP_ROLE) faults.push(`the application works as ${health.appUser}, not as ${APP_ROLE}`)
  if (health.appPowerful) faults.push(`${health.appUser} could pass row-level security`)
  if (health.unfenced.length > 0) faults.push(`row-level security is not forced on ${health.unfenced.join(', ')}`)
  return faults
}

async function one<T extends object>(target: pg.ClientConfig, sql: string): Promise<T> {
  const client = new pg.Client(target)
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<T>(sql)
    return rows[0] as T
  } finally {
    await client.end()
  }
}
