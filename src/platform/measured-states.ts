// What /metrics tells of the moment: connections of this process, jobs and workers of the installation.
import { sql } from 'kysely'
import { poolState } from './db/db.ts'
import type { Database } from './db/db.ts'
import { liveWorkers } from './jobs/worker-pulse.ts'

/** Numbers by name; a database that does not answer leaves only this process's own. */
export async function measuredStates(database: Database): Promise<Record<string, number>> {
  const pool = poolState(database)
  const own = { connections_open: pool.open, connections_idle: pool.idle, connections_waited_for: pool.waiting }
  try {
    const { rows } = await sql<{ waiting: number; running: number; oldest: number }>`
      select count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now()) as waiting,
             count(*) filter (where locked_at is not null) as running,
             coalesce(extract(epoch from now() - min(run_at) filter (where locked_at is null and attempts < max_attempts and run_at <= now())), 0)
               as oldest
      from graphile_worker._private_jobs`.execute(database)
    const [jobs] = rows
    return {
      ...own,
      jobs_waiting: jobs?.waiting ?? 0,
      jobs_running: jobs?.running ?? 0,
      jobs_oldest_wait_seconds: jobs?.oldest ?? 0,
      workers: await liveWorkers(database),
    }
  } catch {
    return own
  }
}
