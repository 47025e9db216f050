// Whether this process should get requests: its database answers and has this program's schema. A missing worker is told but does
// not count: pages work without it, and taking every web server out of service would help nobody.
import type pg from 'pg'
import { sql } from 'kysely'
import type { Database } from './db/db.ts'
import { pendingMigrations } from './db/migrate.ts'
import { liveWorkers } from './jobs/worker-pulse.ts'

export interface Readiness {
  ready: boolean
  database: boolean
  migrations: boolean
  /** Workers alive on this database, wherever they run; null when it cannot be asked. */
  workers: number | null
}

const PATIENCE_MS = 2000

/** Migrations only go forward: once current, they stay so for this process. */
let current = false

export async function readiness(database: Database, target: pg.ClientConfig): Promise<Readiness> {
  const answers = await inTime(sql`select 1`.execute(database)).then(
    () => true,
    () => false,
  )
  if (!answers) return { ready: false, database: false, migrations: current, workers: null }
  current ||= await inTime(pendingMigrations(target)).then(
    (pending) => pending.length === 0,
    () => false,
  )
  const workers = await inTime(liveWorkers(database)).catch(() => null)
  return { ready: current, database: true, migrations: current, workers }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('too late')), PATIENCE_MS).unref()),
  ])
}
