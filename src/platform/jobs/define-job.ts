// A job is work that outlasts a request: queued inside an operation's transaction, carried out by a worker, watched and cancelled by its owner.
import type { Id } from '#kernel/ids.ts'
import type { Database } from '../db/db.ts'
import type { Caller } from '../operation/caller.ts'

export interface JobContext {
  database: Database
  tenantId: Id
  runId: Id
  /** Who queued it; null: the system. */
  accountId: Id | null
  /** Operations and queries of a job run with the rights its account has now, not with those it had when it queued. */
  caller: Caller
  /** When this attempt began. */
  now: Date
  /** 1 on the first attempt. A job may run again after a crash: its steps must bear repeating. */
  attempt: number
  /** Aborted when the worker must stop; what throws then is tried again later. */
  signal: AbortSignal
}

export interface Progress {
  /** Tells how far the work is; written at most twice a second, and at the end. The note is shown to people: no personal data. */
  set(done: number, total?: number, note?: string): void
  /** Has the owner asked to stop? Costs a statement at most twice a second, so ask once per step. */
  cancelled(): Promise<boolean>
}

export interface Job<I = never> {
  /** `<module>.<verb-noun>`. */
  readonly name: `${string}.${string}`
  /** The name people read, from the module's messages. */
  readonly title?: string
  /** The result is kept in the run: small, JSON, e.g. the id of the file made. Returning after `cancelled()` said yes ends the run as cancelled. */
  run(ctx: JobContext, input: I, progress: Progress): Promise<unknown>
}

// Any job, whatever its input: for registries.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyJob = Job<any>

export function job<I extends Record<string, unknown>>(definition: Job<I>): Job<I> {
  return Object.freeze({ ...definition })
}
