// The embedded PostgreSQL: the real server from npm, run by us over a unix socket (docs/decisions/0003-embedded-postgresql.md).
// Every process that needs it attaches; the last one to leave stops it; one killed by force leaves it running for the next.
import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { withSupervisorLock } from './attachments.ts'
import { prepareBinaries } from './binaries.ts'
import { APP_ROLE, DATABASE, ensureCluster, OWNER_ROLE } from './cluster.ts'
import { preparePlace } from './place.ts'
import { findRunning, startPostmaster, stopPostmaster } from './postmaster.ts'

export interface EmbeddedServer {
  /** Connection string of the owner of everything; for migrations and administration. */
  readonly ownerUrl: string
  /** Connection string of the role the application works as, held by row-level security. */
  readonly appUrl: string
  readonly socketDir: string
  readonly pid: number
  /** True when the server was already running: started by another process, or left by one that was killed. */
  readonly reattached: boolean
  /** Leaves the server; it is shut down when no other living process uses it. Calling it twice is harmless. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** False only for scratch servers of tests: faster, and lost with the machine. */
  readonly fsync?: boolean
}

/** Starts, or finds, the database server of the data directory `dir`. Throws an Error with a sentence for the console. */
export async function startEmbedded(dir: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const durable = options.fsync !== false
  const place = preparePlace(dir)
  const binaries = prepareBinaries(place.account, place.copiesIn)
  const attachment = randomUUID()

  const { postmaster, reattached } = await withSupervisorLock(place.home, place.account, async (attachments) => {
    await ensureCluster(place, binaries, durable)
    const running = await findRunning(place)
    const postmaster = running ?? (await startPostmaster(place, binaries, durable))
    await ensureDatabase(postmaster.socketDir)
    attachments.add(attachment)
    return { postmaster, reattached: running !== null }
  })

  let stopping: Promise<void> | null = null
  return {
    ownerUrl: socketUrl(OWNER_ROLE, postmaster.socketDir),
    appUrl: socketUrl(APP_ROLE, postmaster.socketDir),
    socketDir: postmaster.socketDir,
    pid: postmaster.pid,
    reattached,
    stop: () =>
      (stopping ??= withSupervisorLock(place.home, place.account, async (attachments) => {
        attachments.remove(attachment)
        if (attachments.living() === 0) await stopPostmaster(place, postmaster)
      })),
  }
}

/** Ends a scratch server at once, whoever still uses it, and removes its directory. Never for data somebody needs. */
export async function destroyScratch(dir: string): Promise<void> {
  if (existsSync(join(dir, 'postgres'))) {
    const place = preparePlace(dir)
    await withSupervisorLock(place.home, place.account, async () => {
      const running = await findRunning(place)
      if (running) await stopPostmaster(place, running, 'SIGQUIT')
    })
    rmSync(place.home, { recursive: true, force: true })
  }
  rmSync(dir, { recursive: true, force: true })
}

/** A connection string over a unix socket, as `pg` and libpq read it. */
export function socketUrl(role: string, socketDir: string, database: string = DATABASE): string {
  return `postgresql://${role}@localhost/${database}?host=${encodeURIComponent(socketDir)}`
}

async function ensureDatabase(socketDir: string): Promise<void> {
  const client = new pg.Client({ host: socketDir, user: OWNER_ROLE, database: 'postgres' })
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as role,
              exists (select from pg_database where datname = $2) as database`,
      [APP_ROLE, DATABASE],
    )
    if (!rows[0]?.role) {
      await client.query(`create role ${APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit`)
    }
    if (!rows[0]?.database) await client.query(`create database ${DATABASE} owner ${OWNER_ROLE}`)
  } finally {
    await client.end()
  }
}
