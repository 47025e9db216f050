// The visible record of a run: its states, and the throttled writing of its progress.
//   queued → running → done | failed | cancelled; a failed attempt that will be tried again goes back to queued.
import { sql } from 'kysely'
import type { Id } from '#kernel/ids.ts'
import { withTenant } from '../db/db.ts'
import type { Database } from '../db/db.ts'
import type { Progress } from './define-job.ts'
import type { Ticket } from './queue-job.ts'

export type RunState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export interface BegunRun {
  input: unknown
  accountId: Id | null
}

/** Marks the run as running. Undefined when there is nothing to do any more: cancelled while it waited, or finished before a crash. */
export async function beginRun(
  database: Database,
  { tenantId, runId }: Ticket,
  now: Date,
): Promise<BegunRun | undefined> {
  return withTenant(database, tenantId, (db) =>
    db
      .updateTable('job_run')
      .set({
        state: 'running',
        started_at: sql<Date>`coalesce(started_at, ${now.toISOString()}::timestamptz)`,
        error_code: null,
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', runId)
      .where('state', 'in', ['queued', 'running'])
      .returning(['input', 'account_id as accountId'])
      .executeTakeFirst(),
  )
}

export type Ending =
  | { state: 'done'; result: unknown }
  | { state: 'cancelled' }
  | { state: 'failed'; errorCode: string }
  | { state: 'queued'; errorCode: string }

/** Ends an attempt. A run that has ended stays as it is. */
export async function endRun(
  database: Database,
  { tenantId, runId }: Ticket,
  ending: Ending,
  now: Date,
): Promise<void> {
  await withTenant(database, tenantId, (db) =>
    db
      .updateTable('job_run')
      .set({
        state: ending.state,
        finished_at: ending.state === 'queued' ? null : now,
        ...('errorCode' in ending ? { error_code: ending.errorCode } : {}),
        ...('result' in ending ? { result: sql`${JSON.stringify(ending.result ?? null)}::jsonb` } : {}),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', runId)
      .where('state', 'in', ['queued', 'running'])
      .execute(),
  )
}

export interface RunProgress extends Progress {
  /** Writes what is still unwritten. */
  flush(): Promise<void>
  /** Whether `cancelled()` has ever answered yes. */
  readonly stopped: boolean
}

/** Progress of one attempt: at most one statement every `everyMs`, which also learns of a wish to cancel. */
export function trackProgress(database: Database, { tenantId, runId }: Ticket, everyMs = 500): RunProgress {
  let latest: { done_count: number; total_count?: number; note?: string } | undefined
  let lastTrip = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let wanted = false
  let stopped = false

  async function trip(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const values = latest
    latest = undefined
    lastTrip = performance.now()
    const row = await withTenant(database, tenantId, (db) =>
      values
        ? db
            .updateTable('job_run')
            .set(values)
            .where('tenant_id', '=', tenantId)
            .where('id', '=', runId)
            .returning('cancel_requested')
            .executeTakeFirst()
        : db
            .selectFrom('job_run')
            .select('cancel_requested')
            .where('tenant_id', '=', tenantId)
            .where('id', '=', runId)
            .executeTakeFirst(),
    )
    wanted = row?.cancel_requested ?? false
  }
  /** One trip after the other; a failed one is retried by the next. */
  const queueTrip = () => (writing = writing.then(trip))

  return {
    set(done, total, note) {
      latest = {
        done_count: Math.trunc(done),
        ...(total === undefined ? {} : { total_count: Math.trunc(total) }),
        ...(note === undefined ? {} : { note }),
      }
      const wait = lastTrip + everyMs - performance.now()
      timer ??= setTimeout(() => void queueTrip().catch(() => (writing = Promise.resolve())), Math.max(0, wait))
    },
    async cancelled() {
      if (!wanted && performance.now() - lastTrip >= everyMs) await queueTrip()
      stopped ||= wanted
      return wanted
    },
    async flush() {
      clearTimeout(timer)
      timer = undefined
      await writing.catch(() => {})
      writing = Promise.resolve()
      if (latest) await trip()
    },
    get stopped() {
      return stopped
    },
  }
}
