// What the log's page asks: entries newest first with filters and a keyset, the state of the chain, and the check as a job.
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { openDatabase, withTenant } from '../db/db.ts'
import type { Database } from '../db/db.ts'
import { cancelRun } from '../jobs/cancel-run.ts'
import { readRun } from '../jobs/own-runs.ts'
import { runJob } from '../jobs/run-job.ts'
import { newId } from '../new-id.ts'
import type { Caller } from '../operation/caller.ts'
import { ask, execute } from '../operation/execute.ts'
import { operation } from '../operation/operation.ts'
import type { AnyQuery } from '../operation/operation.ts'
import { type TestDatabase, testDatabase } from '../../../tests/database/database.ts'
import { listEntries, readChainState } from './list-entries.ts'
import { sealTenant } from './seal.ts'
import { readHead } from './verify.ts'
import { readVerification, startVerification, verifyChainJob } from './verify-chain.ts'

let made: TestDatabase
let database: Database
const tenant = newId()
const [one, other] = [newId(), newId()]

function callerFor(accountId: Id | null, whole = true): Caller {
  return {
    tenantId: tenant,
    actor: () =>
      Promise.resolve({
        accountId,
        name: 'x',
        stands: [],
        holds: () => true,
        scope: () => (whole ? { whole: true } : { whole: false, units: [newId()] }),
        covers: () => Promise.resolve(true),
      }),
  }
}
const note = operation({
  name: 'tests.note-text',
  summary: 'Leave an audit entry',
  permission: 'unit.read',
  input: v.object({ text: v.string(), record: v.string() }),
  run(ctx, { text, record }) {
    ctx.touch(record)
    ctx.note({ text })
    return Promise.resolve(null)
  },
})
const records = [newId(), newId()] as const
const list = (input: Record<string, unknown> = {}) => ask(database, callerFor(one), listEntries, input)
const texts = async (input: Record<string, unknown> = {}) =>
  (await list(input)).entries.map(({ details }) => details['text'])

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.app)
  await database.insertInto('tenant').values({ id: tenant, slug: 'log', name: 'Log', created_at: new Date() }).execute()
  for (const accountId of [one, other]) {
    await withTenant(database, tenant, (db) =>
      db
        .insertInto('account')
        .values({
          tenant_id: tenant,
          id: accountId,
          user_id: accountId,
          user_name: accountId.slice(-6),
          display_name: accountId === one ? 'Một' : 'Hai',
          created_at: new Date(),
        })
        .execute(),
    )
  }
  // The last minute of one Vietnamese day and the first of the next: both are the same day in UTC.
  const acts = [
    ['2026-03-01T16:59:00Z', one, records[0]],
    ['2026-03-01T17:00:00Z', other, records[0]],
    ['2026-03-02T01:00:00Z', one, records[1]],
  ] as const
  for (const [at, account, record] of acts) {
    await execute(database, callerFor(account), note, { text: at, record }, { now: new Date(at) })
  }
})
afterAll(async () => {
  await database.destroy()
  await made.drop()
})

test('entries come newest first with who, what and which records', async () => {
  const { entries, more } = await list()
  expect(entries.map(({ account }) => account)).toEqual(['Một', 'Hai', 'Một'])
  expect(entries[0]).toMatchObject({ operation: 'tests.note-text', subjects: [records[1]] })
  expect(more).toBe(false)
})

test('filters by Vietnamese day, account, operation and record', async () => {
  const [first, second, third] = ['2026-03-01T16:59:00Z', '2026-03-01T17:00:00Z', '2026-03-02T01:00:00Z']
  expect(await texts({ to: '2026-03-01' })).toEqual([first])
  expect(await texts({ from: '2026-03-02' })).toEqual([third, second])
  expect(await texts({ from: '2026-03-02', to: '2026-03-02' })).toEqual([third, second])
  expect(await texts({ accountId: other })).toEqual([second])
  expect(await texts({ recordId: records[0] })).toEqual([second, first])
  expect(await texts({ operation: 'tests.other' })).toEqual([])
})

test('pages by the last entry seen', async () => {
  const first = await list({ limit: 2 })
  expect(first.more).toBe(true)
  const rest = await list({ limit: 2, before: first.entries[1]?.id })
  expect(rest.entries).toHaveLength(1)
  expect(rest.more).toBe(false)
})

test('is for whoever answers for the whole bloc', async () => {
  for (const query of [listEntries, readChainState, readVerification] as AnyQuery[]) {
    await expect(ask(database, callerFor(one, false), query, {})).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('the state counts what is sealed and what is still behind', async () => {
  const before = await ask(database, callerFor(one), readChainState, {})
  expect(before.sealed + before.unsealed).toBe(3)
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    await sealTenant(database, tenant)
    if ((await readHead(database, tenant)).ordinal === 3) break
  }
  expect(await ask(database, callerFor(one), readChainState, {})).toMatchObject({
    sealed: 3,
    unsealed: 0,
    hash: (await readHead(database, tenant)).hash,
  })
})

const attempt = { number: 1, last: true, signal: new AbortController().signal }
const work = (runId: Id) =>
  runJob(database, (_, accountId) => callerFor(accountId), verifyChainJob, { tenantId: tenant, runId }, attempt)

test('the check is queued once, keeps its result for everybody, and can be stopped', async () => {
  const { runId } = await execute(database, callerFor(one), startVerification, {})
  expect((await execute(database, callerFor(one), startVerification, {})).runId).toBe(runId)
  expect(await ask(database, callerFor(other), readVerification, {})).toBeNull()
  await work(runId)
  expect(await ask(database, callerFor(one), readRun, { runId })).toMatchObject({ state: 'done', done: 3, total: 3 })
  expect(await ask(database, callerFor(other), readVerification, {})).toMatchObject({ ok: true, sealed: 3 })

  const again = await execute(database, callerFor(one), startVerification, {})
  await execute(database, callerFor(one), cancelRun, { runId: again.runId })
  await work(again.runId)
  expect(await ask(database, callerFor(one), readRun, { runId: again.runId })).toMatchObject({ state: 'cancelled' })
  await expect(ask(database, callerFor(other), readRun, { runId })).rejects.toBeInstanceOf(AppError)
})
