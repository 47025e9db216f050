// The one decision how to reach the database: as the owner (migrations, administration) and as the application role,
// which owns nothing and is held by row-level security.
import type { PoolConfig } from 'pg'
import { config } from '#platform/config.ts'
import { APP_ROLE, OWNER_ROLE } from '#platform/embedded/cluster.ts'
import { socketUrl } from '#platform/embedded/embedded.ts'

export interface ConnectionTargets {
  readonly owner: PoolConfig
  readonly app: PoolConfig
}

/** How the serving process tells its other parts (the built pages are another bundle) where the embedded server listens. */
const SOCKET_VARIABLE = 'KHOI_EMBEDDED_SOCKET'

/** Notes the running embedded server for `connectionTargets()` in this process and its children. */
export function useEmbeddedSocket(socketDir: string): void {
  process.env[SOCKET_VARIABLE] = socketDir
}

/** Where to connect: DATABASE_URL when given, else the embedded server this process has started. Throws when there is neither. */
export function connectionTargets(): ConnectionTargets {
  const { databaseUrl } = config()
  if (databaseUrl !== null) return targetsOfUrl(databaseUrl)
  const socketDir = process.env[SOCKET_VARIABLE]
  if (!socketDir) throw new Error('No database: set DATABASE_URL, or start the embedded server first (khoi serve).')
  return targetsOfSocket(socketDir)
}

/**
 * A server given by its administrator: one login, the owner of the database. The application's connections take the role
 * `khoi_app` as their first act, as a start-up option, so that no statement ever runs with the owner's rights.
 */
export function targetsOfUrl(databaseUrl: string): ConnectionTargets {
  const url = new URL(databaseUrl)
  const ownOptions = url.searchParams.get('options')
  url.searchParams.delete('options')
  const common = { connectionString: url.href, ...OWN_LIMITS }
  const options = [ownOptions, `-c role=${APP_ROLE}`, '-c jit=off'].filter(Boolean).join(' ')
  return {
    owner: { ...common, ...(ownOptions ? { options: ownOptions } : {}), max: 2, application_name: 'khoi owner' },
    app: { ...common, options, max: 20, application_name: 'khoi' },
  }
}

/** The embedded server: two roles, each with its own login over the unix socket. */
export function targetsOfSocket(socketDir: string, database?: string): ConnectionTargets {
  return {
    owner: {
      connectionString: socketUrl(OWNER_ROLE, socketDir, database),
      ...OWN_LIMITS,
      max: 2,
      application_name: 'khoi owner',
    },
    app: {
      connectionString: socketUrl(APP_ROLE, socketDir, database),
      ...OWN_LIMITS,
      max: 20,
      application_name: 'khoi',
    },
  }
}

const OWN_LIMITS = { connectionTimeoutMillis: 10_000, idleTimeoutMillis: 60_000 } as const
