// A worker killed with -9 in the middle of a job: another one notices within seconds and does the work.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { job } from '#platform/jobs/define-job.ts'
import { ATTEMPTS, queueJob } from '#platform/jobs/queue-job.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import type { RunningWorker } from '#platform/jobs/worker.ts'
import { newId } from '#platform/new-id.ts'
import type { Actor } from '#platform/operation/caller.ts'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../database/database.ts'

let made: TestDatabase
let database: Database
const tenant = newId()
const actor: Actor = {
  accountId: null,
  name: 'test',
  stands: [],
  holds: () => true,
  scope: () => ({ whole: true }),
  covers: () => Promise.resolve(true),
}
const quick = { everyMs: 200, graceMs: 500 }

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.app)
  await database
    .insertInto('tenant')
    .values({ id: tenant, slug: 'kill', name: 'Kill', created_at: new Date() })
    .execute()
})
afterAll(async () => {
  await database.destroy()
  await made.drop()
})

const queue = () =>
  withTenant(database, tenant, (db) =>
    queueJob(db, { tenantId: tenant, actor, now: new Date() }, 'tests.long-work', {}),
  )
const read = (id: string) =>
  withTenant(database, tenant, (db) =>
    db.selectFrom('job_run').selectAll().where('tenant_id', '=', tenant).where('id', '=', id).executeTakeFirstOrThrow(),
  )

async function ended(id: string) {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    const run = await read(id)
    if (run.finished_at !== null) return run
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`never ended: ${JSON.stringify(await read(id))}`)
}

/** Starts a worker process, waits until it is in the middle of the job, kills it. */
async function killedInTheMiddle(): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'job-worker.ts'), JSON.stringify(made.app)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('begun') && resolve())
    void gone.then(() => reject(new Error('the worker ended by itself')))
  })
  child.kill('SIGKILL')
  await gone
}

function helper(): Promise<RunningWorker> {
  return startWorker({
    database,
    connection: made.app,
    jobs: [job({ name: 'tests.long-work', run: (ctx) => Promise.resolve({ attempt: ctx.attempt }) })],
    callerOf: (tenantId) => ({ tenantId, actor: () => Promise.resolve(actor) }),
    reclaim: quick,
  })
}

test('the job of a killed worker is done by another', async () => {
  const id = await queue()
  await killedInTheMiddle()
  expect(await read(id)).toMatchObject({ state: 'running' })
  const other = await helper()
  try {
    expect(await ended(id)).toMatchObject({ state: 'done', result: { attempt: 2 } })
  } finally {
    await other.stop()
  }
})

test('a job that outlived no worker at all fails in the end instead of running for ever', async () => {
  const id = await queue()
  await sql`update graphile_worker._private_jobs set attempts = ${ATTEMPTS - 1}`.execute(database)
  await killedInTheMiddle()
  const other = await helper()
  try {
    expect(await ended(id)).toMatchObject({ state: 'failed', error_code: 'jobs.worker_lost' })
  } finally {
    await other.stop()
  }
})
