// The worker: takes queued jobs and carries them out, beside the pages in one process or alone (`khoi work`). The queue is
// graphile-worker's; nothing outside this folder knows that (docs/decisions/0006-jobs.md).
import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run } from 'graphile-worker'
import type { TaskList, WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Database } from '../db/db.ts'
import { errorFacts } from '../error-facts.ts'
import { log } from '../log.ts'
import type { AnyJob } from './define-job.ts'
import type { PeriodicTask } from './periodic.ts'
import { platformTasks } from './periodic.ts'
import type { Ticket } from './queue-job.ts'
import { queuePool } from './queue-pool.ts'
import { startRepeating } from './repeating.ts'
import { runJob } from './run-job.ts'
import type { CallerOfAccount } from './run-job.ts'
import { holdPulse, reclaimJobs } from './worker-pulse.ts'
import type { Pulse } from './worker-pulse.ts'

export interface WorkerOptions {
  /** The application's pool: what jobs work with. */
  database: Database
  /** The application's role, for the queue's own few connections. */
  connection: pg.PoolConfig
  jobs: readonly AnyJob[]
  callerOf: CallerOfAccount
  /** Beside the platform's own. */
  periodic?: readonly PeriodicTask[]
  /** How many jobs at once. */
  concurrency?: number
  /** How often to look for jobs of dead workers, and how old their lock must be. */
  reclaim?: { everyMs: number; graceMs: number }
}

export interface RunningWorker {
  /** Takes no new jobs and waits for those under way; after `patienceMs` they are given back to the queue. */
  stop(patienceMs?: number): Promise<void>
}

const ABORT_AFTER_MS = 3000

/** Starts it. Throws when the database cannot be reached or two jobs have one name. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { database, connection, concurrency = 2, reclaim = { everyMs: 15_000, graceMs: 5000 } } = options
  const periodic = [...platformTasks, ...(options.periodic ?? [])]
  // The listening connection and the schedule's, beside one for each job's book-keeping.
  const pool = queuePool({ ...connection, max: concurrency + 3, application_name: 'khoi worker' }, (error) =>
    log.error({ error: errorFacts(error) }, 'worker connection lost'),
  )

  const events: WorkerEvents = new EventEmitter()
  let pulse: Promise<Pulse> | undefined
  events.on('pool:create', ({ workerPool }) => {
    pulse = holdPulse({ ...connection, application_name: 'khoi worker pulse' }, workerPool.id)
  })
  const runner = await run({
    pgPool: pool,
    events,
    concurrency,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: ABORT_AFTER_MS,
    logger: quietLogger(),
    taskList: { ...jobTasks(options), ...cronTasks(database, periodic) },
    parsedCronItems: parseCronItems(
      periodic.flatMap(({ name, at }) =>
        typeof at === 'string' ? [{ task: name, match: at, options: { maxAttempts: 1 } }] : [],
      ),
    ),
  })
  runner.promise.catch((error: unknown) => log.error({ error: errorFacts(error) }, 'worker ended'))
  const held = await pulse

  const repeating = [
    startRepeating('platform.reclaim-jobs', reclaim.everyMs, (now) => reclaimJobs(database, reclaim.graceMs, now)),
    ...periodic.flatMap(({ name, at, run: work }) =>
      typeof at === 'string' ? [] : [startRepeating(name, at.everySeconds * 1000, (now) => work(database, now))],
    ),
  ]
  return {
    async stop(patienceMs = 10_000) {
      await Promise.all(repeating.map((one) => one.stop()))
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), patienceMs)))
      if ((await Promise.race([runner.stop().catch(() => {}), patience])) === 'late')
        await runner.kill().catch(() => {})
      clearTimeout(timer)
      await held?.stop()
      await pool.end()
    },
  }
}

function jobTasks({ database, jobs, callerOf }: WorkerOptions): TaskList {
  const tasks: TaskList = {}
  for (const job of jobs) {
    if (tasks[job.name]) throw new Error(`Two jobs are named ${job.name}`)
    tasks[job.name] = (ticket: unknown, { job: queued, abortSignal }) =>
      runJob(database, callerOf, job, ticket as Ticket, {
        number: queued.attempts,
        last: queued.attempts >= queued.max_attempts,
        signal: abortSignal,
      })
  }
  return tasks
}

function cronTasks(database: Database, periodic: readonly PeriodicTask[]): TaskList {
  return Object.fromEntries(
    periodic
      .filter(({ at }) => typeof at === 'string')
      .map(({ name, run: work }) => [name, async () => void (await work(database, new Date()))]),
  )
}

/** The library's messages quote errors, which may quote people: only that it complained goes into the log. */
function quietLogger(): Logger {
  return new Logger(({ label }) => (level) => {
    if (level === 'error' || level === 'warning') log.warn({ part: label }, 'the job queue complained')
  })
}
