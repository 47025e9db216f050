// Jobs on a real database: queued with the operation or not at all, progress seen, cancelled, refused, tried again, owned.
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { openDatabase, withTenant } from '../db/db.ts'
import type { Database } from '../db/db.ts'
import { newId } from '../new-id.ts'
import type { Caller } from '../operation/caller.ts'
import { ask, execute } from '../operation/execute.ts'
import { operation } from '../operation/operation.ts'
import { type TestDatabase, testDatabase } from '../../../tests/database/database.ts'
import { cancelRun } from './cancel-run.ts'
import { job } from './define-job.ts'
import { listRuns, readRun } from './own-runs.ts'
import { forgetIdempotencyKeys } from './periodic.ts'
import { startWorker } from './worker.ts'
import type { RunningWorker } from './worker.ts'
import { liveWorkers } from './worker-pulse.ts'

let made: TestDatabase
let database: Database
let worker: RunningWorker
const tenant = newId()
const owner = newId()

function callerFor(accountId: Id | null, tenantId: Id = tenant): Caller {
  return {
    tenantId,
    actor: () =>
      Promise.resolve({
        accountId,
        name: 'x',
        stands: [],
        holds: () => true,
        scope: () => ({ whole: true }),
        covers: () => Promise.resolve(true),
      }),
  }
}
const me = callerFor(owner)

const start = operation({
  name: 'tests.start-job',
  summary: 'Queue any job',
  permission: 'unit.read',
  input: v.object({ job: v.string(), input: v.record(v.string(), v.unknown()), fail: v.optional(v.boolean(), false) }),
  async run(ctx, { job: name, input, fail }) {
    const runId = await ctx.enqueue(name, input, 10)
    if (fail) throw new AppError('duplicate')
    return runId
  },
})
const queue = (name: string, input: Record<string, unknown> = {}) => execute(database, me, start, { job: name, input })
const read = (runId: Id, caller = me) => ask(database, caller, readRun, { runId })

async function until(runId: Id, holds: (run: Awaited<ReturnType<typeof read>>) => boolean) {
  const deadline = Date.now() + 20_000
  for (;;) {
    const run = await read(runId)
    if (holds(run)) return run
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(run)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const ended = (runId: Id) => until(runId, ({ finishedAt }) => finishedAt !== null)

let tries = 0
const jobs = [
  job({
    name: 'tests.add',
    async run(ctx, input: { a: number; b: number }, progress) {
      progress.set(10, 10, 'adding')
      return {
        sum: input.a + input.b,
        caller: (await withTenant(ctx.database, ctx.tenantId, (db) => ctx.caller.actor(db))).accountId,
      }
    },
  }),
  job({
    name: 'tests.count',
    async run(_, __, progress) {
      for (let done = 0; done < 1000; done++) {
        if (await progress.cancelled()) return { done }
        progress.set(done, 1000)
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
      return null
    },
  }),
  job({
    name: 'tests.refuse',
    run() {
      tries++
      return Promise.reject(new AppError('not_found'))
    },
  }),
  job({
    name: 'tests.stumble',
    run: (ctx) =>
      ctx.attempt === 1 ? Promise.reject(new Error('Nguyễn Văn A')) : Promise.resolve({ attempt: ctx.attempt }),
  }),
]

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.app)
  await database
    .insertInto('tenant')
    .values({ id: tenant, slug: 'jobs', name: 'Jobs', created_at: new Date() })
    .execute()
  worker = await startWorker({
    database,
    connection: made.app,
    jobs,
    callerOf: (tenantId, accountId) => callerFor(accountId, tenantId),
  })
})
afterAll(async () => {
  await worker.stop()
  await database.destroy()
  await made.drop()
})

test('a job runs with its input, as its owner, and leaves its result and progress', async () => {
  const run = await ended(await queue('tests.add', { a: 2, b: 3 }))
  expect(run).toMatchObject({ state: 'done', result: { sum: 5, caller: owner }, done: 10, total: 10, note: 'adding' })
  expect(run.startedAt).not.toBeNull()
})

test('a refused operation leaves no job behind', async () => {
  await expect(execute(database, me, start, { job: 'tests.add', input: { a: 7, b: 7 }, fail: true })).rejects.toThrow(
    'duplicate',
  )
  const runs = await ask(database, me, listRuns, {})
  expect(runs.map(({ result }) => JSON.stringify(result))).not.toContainEqual(expect.stringContaining('14'))
})

test('progress is seen while it runs, and a wish to stop is heard', async () => {
  const runId = await queue('tests.count')
  const seen = await until(runId, ({ state, done }) => state === 'running' && done > 0)
  expect(seen.total).toBe(1000)
  expect(await execute(database, me, cancelRun, { runId })).toEqual({ state: 'running' })
  const run = await ended(runId)
  expect(run).toMatchObject({ state: 'cancelled', result: null, cancelRequested: true })
  expect(run.done).toBeLessThan(900)
  await expect(execute(database, me, cancelRun, { runId })).rejects.toMatchObject({ code: 'jobs.already_ended' })
})

test('a waiting run is cancelled at once and never begins', async () => {
  const runId = await queue('tests.unknown-to-this-worker')
  expect(await execute(database, me, cancelRun, { runId })).toEqual({ state: 'cancelled' })
  expect(await read(runId)).toMatchObject({ state: 'cancelled', startedAt: null })
})

test('a refusal ends the run with its code and is not tried again', async () => {
  const run = await ended(await queue('tests.refuse'))
  expect(run).toMatchObject({ state: 'failed', errorCode: 'not_found' })
  expect(tries).toBe(1)
})

test('an unexpected error is tried again, and told to nobody', async () => {
  const runId = await queue('tests.stumble')
  const waiting = await until(runId, ({ errorCode, state }) => errorCode === 'unexpected' || state === 'done')
  expect(JSON.stringify(waiting)).not.toContain('Nguyễn')
  expect(await ended(runId)).toMatchObject({ state: 'done', result: { attempt: 2 }, errorCode: null })
})

test('nobody else sees or stops a run', async () => {
  const runId = await queue('tests.add', { a: 1, b: 1 })
  const other = callerFor(newId())
  const foreign = callerFor(owner, newId())
  for (const caller of [other, foreign, callerFor(null)]) {
    await expect(read(runId, caller)).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(execute(database, other, cancelRun, { runId })).rejects.toMatchObject({ code: 'not_found' })
  expect(await ask(database, other, listRuns, {})).toEqual([])
})

test('a living worker is seen', async () => {
  expect(await liveWorkers(database)).toBe(1)
})

test('old idempotency keys are forgotten, young ones kept', async () => {
  const now = new Date('2026-09-30T00:00:00Z')
  const key = (name: string, day: string) => ({
    tenant_id: tenant,
    account_id: owner,
    key: name,
    operation: 'tests.x',
    input_hash: '',
    created_at: new Date(`${day}T00:00:00Z`),
  })
  await withTenant(database, tenant, (db) =>
    db
      .insertInto('idempotency_key')
      .values([key('old-old-old', '2026-08-30'), key('young-young', '2026-09-01')])
      .execute(),
  )
  await forgetIdempotencyKeys(database, now)
  const left = await withTenant(database, tenant, (db) =>
    db.selectFrom('idempotency_key').select('key').where('tenant_id', '=', tenant).execute(),
  )
  expect(left).toEqual([{ key: 'young-young' }])
})
