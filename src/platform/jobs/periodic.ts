// Work of the installation that nobody asks for: sealing the audit chains, forgetting what is no longer needed.
import { sql } from 'kysely'
import { sealAll } from '../audit/seal.ts'
import { withTenant } from '../db/db.ts'
import type { Database } from '../db/db.ts'

export interface PeriodicTask {
  /** `<module>.<verb-noun>`. */
  readonly name: `${string}.${string}`
  /**
   * When: a crontab line in UTC (minute hour day month weekday), carried out by one worker of all; or every so many seconds, in each
   * worker, for what crontabs are too coarse for — such a task must bear running in several workers at once.
   */
  readonly at: string | { readonly everySeconds: number }
  run(database: Database, now: Date): Promise<unknown>
}

const KEYS_KEPT_DAYS = 30

/** A repeated request so long after the first is a new one. */
export async function forgetIdempotencyKeys(database: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEYS_KEPT_DAYS * 86_400_000)
  const tenants = await database.selectFrom('tenant').select('id').execute()
  for (const { id } of tenants) {
    await withTenant(database, id, (db) =>
      db.deleteFrom('idempotency_key').where('tenant_id', '=', id).where('created_at', '<', before).execute(),
    )
  }
}

/** The queue keeps jobs that failed for good; their runs tell all there is to know. */
async function forgetFailedJobs(database: Database): Promise<void> {
  await sql`delete from graphile_worker._private_jobs where attempts >= max_attempts and locked_at is null`.execute(
    database,
  )
}

export const platformTasks: readonly PeriodicTask[] = [
  { name: 'audit.seal-entries', at: { everySeconds: 5 }, run: (database, now) => sealAll(database, { now }) },
  // Once a night over everything: finds entries that a move to another server left outside the usual order.
  {
    name: 'audit.seal-thoroughly',
    at: '17 18 * * *',
    run: (database, now) => sealAll(database, { now, thorough: true }),
  },
  { name: 'platform.forget-keys', at: '37 18 * * *', run: forgetIdempotencyKeys },
  { name: 'platform.forget-failed-jobs', at: '47 18 * * *', run: forgetFailedJobs },
]
