// One attempt of one job: begins the run, lends it progress and a caller, and writes how it ended.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Database } from '../db/db.ts'
import { asAppError, mayPass } from '../edge-errors.ts'
import { errorFacts } from '../error-facts.ts'
import { log } from '../log.ts'
import { countJob } from '../metrics.ts'
import type { Caller } from '../operation/caller.ts'
import type { AnyJob } from './define-job.ts'
import { beginRun, endRun, trackProgress } from './run-record.ts'
import type { Ending } from './run-record.ts'
import type { Ticket } from './queue-job.ts'

/** Makes the caller a job runs as; null: the system. `jobName` tells the audit which job it was. */
export type CallerOfAccount = (tenantId: Id, accountId: Id | null, jobName: string) => Caller

export interface Attempt {
  number: number
  last: boolean
  signal: AbortSignal
}

/** Runs it. Throws only what deserves another attempt, for the queue to see. */
export async function runJob(
  database: Database,
  callerOf: CallerOfAccount,
  job: AnyJob,
  ticket: Ticket,
  attempt: Attempt,
): Promise<void> {
  const now = new Date()
  const begun = await beginRun(database, ticket, now)
  if (!begun) return

  const progress = trackProgress(database, ticket)
  let ending: Ending
  let failure: unknown
  try {
    const result = await job.run(
      {
        database,
        ...ticket,
        accountId: begun.accountId,
        caller: callerOf(ticket.tenantId, begun.accountId, job.name),
        now,
        attempt: attempt.number,
        signal: attempt.signal,
      },
      begun.input as never,
      progress,
    )
    ending = progress.stopped ? { state: 'cancelled' } : { state: 'done', result }
  } catch (error) {
    failure = error
    if (progress.stopped) ending = { state: 'cancelled' }
    // A refusal stays one however often it is tried.
    else {
      const told = asAppError(error)
      const errorCode = told instanceof AppError ? told.code : 'unexpected'
      ending = { state: attempt.last || !mayPass(error) ? 'failed' : 'queued', errorCode }
    }
  }
  await progress.flush()
  await endRun(database, ticket, ending, new Date())

  const ms = Date.now() - now.getTime()
  countJob(job.name, ending.state, ms / 1000)
  const facts = {
    job: job.name,
    run: ticket.runId,
    tenant: ticket.tenantId,
    state: ending.state,
    attempt: attempt.number,
    ms,
  }
  if ('errorCode' in ending && mayPass(failure)) {
    log.error({ ...facts, error: errorFacts(failure) }, 'job')
    throw failure
  }
  log.info(facts, 'job')
}
