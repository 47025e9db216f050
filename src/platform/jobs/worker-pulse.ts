// Which workers are alive: each holds an advisory lock for as long as its connection lives, so that the database itself notices a
// killed process at once. The queue's library alone would leave its jobs locked for four hours.
import { sql } from 'kysely'
import pg from 'pg'
import type { Database } from '../db/db.ts'
import { log } from '../log.ts'
import { endRun } from './run-record.ts'
import type { Ticket } from './queue-job.ts'

/** First half of the advisory locks' key (the letters "work"); the second is the worker's name. */
const PULSE = 0x776f726b

export interface Pulse {
  stop(): Promise<void>
}

/** Holds the lock on a connection of its own, and takes it again when that connection is lost. */
export async function holdPulse(connection: pg.ClientConfig, workerName: string): Promise<Pulse> {
  let stopped = false
  let again: NodeJS.Timeout | undefined
  let client: pg.Client

  async function hold(): Promise<void> {
    client = new pg.Client({ ...connection, keepAlive: true })
    client.on('error', () => {})
    client.once('end', () => {
      if (stopped) return
      log.error({ worker: workerName }, 'worker pulse lost')
      const retry = () => void hold().catch(() => (again = setTimeout(retry, 1000)))
      again = setTimeout(retry, 1000)
    })
    await client.connect()
    await client.query('select pg_advisory_lock($1::int, hashtext($2))', [PULSE, workerName])
  }

  await hold()
  return {
    async stop() {
      stopped = true
      clearTimeout(again)
      await client.end().catch(() => {})
    },
  }
}

/** How many workers are alive on this database. */
export async function liveWorkers(database: Database): Promise<number> {
  const { rows } = await sql<{ alive: number }>`
    select count(*) as alive from pg_locks
    where locktype = 'advisory' and classid::bigint = ${PULSE} and granted
      and database = (select oid from pg_database where datname = current_database())`.execute(database)
  return rows[0]?.alive ?? 0
}

/**
 * Gives back the jobs of dead workers; a run whose attempts are used up has failed. `graceMs` spares workers that have just
 * begun and may not hold their lock yet. Returns how many jobs.
 */
export async function reclaimJobs(database: Database, graceMs: number, now: Date): Promise<number> {
  const dead = await database.transaction().execute(async (db) => {
    const { rows: holders } = await sql<{ name: string }>`
      select distinct locked_by as name from graphile_worker._private_jobs
      where locked_by is not null and locked_at < now() - ${graceMs} * interval '1 millisecond'`.execute(db)
    const names: string[] = []
    for (const { name } of holders) {
      const { rows } = await sql<{ free: boolean }>`
        select pg_try_advisory_xact_lock(${PULSE}::int, hashtext(${name})) as free`.execute(db)
      if (rows[0]?.free) names.push(name)
    }
    if (names.length === 0) return []
    const { rows: jobs } = await sql<{ ticket: Ticket; exhausted: boolean }>`
      select payload as ticket, attempts >= max_attempts as exhausted
      from graphile_worker._private_jobs where locked_by = any(${names})`.execute(db)
    await sql`select graphile_worker.force_unlock_workers(${names})`.execute(db)
    return jobs
  })
  for (const { ticket, exhausted } of dead) {
    if (exhausted && ticket.runId)
      await endRun(database, ticket, { state: 'failed', errorCode: 'jobs.worker_lost' }, now)
  }
  return dead.length
}
