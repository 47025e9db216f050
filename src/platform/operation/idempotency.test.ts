// A repeated request changes nothing, also when both arrive at once; another input under the same key is refused.
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { openDatabase, withTenant } from '../db/db.ts'
import type { Database } from '../db/db.ts'
import { newId } from '../new-id.ts'
import { type TestDatabase, testDatabase } from '../../../tests/database/database.ts'
import type { Caller } from './caller.ts'
import { execute } from './execute.ts'
import { operation } from './operation.ts'

let made: TestDatabase
let database: Database
const tenant = newId()
const [one, other] = [newId(), newId()]

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.app)
  await database
    .insertInto('tenant')
    .values({ id: tenant, slug: 'keys', name: 'Keys', created_at: new Date() })
    .execute()
})
afterAll(async () => {
  await database.destroy()
  await made.drop()
})

const callerFor = (accountId: Id): Caller => ({
  tenantId: tenant,
  actor: () =>
    Promise.resolve({
      accountId,
      name: 'test',
      stands: [],
      holds: () => true,
      scope: () => ({ whole: true }),
      covers: () => Promise.resolve(true),
    }),
})

const addFile = operation({
  name: 'tests.add-file',
  summary: 'Write one row, slowly',
  permission: 'unit.read',
  input: v.object({ name: v.string() }),
  async run(ctx, { name }) {
    const id = ctx.newId()
    await ctx.db
      .insertInto('file')
      .values({ tenant_id: tenant, id, sha256: '0'.repeat(64), name, mime: 'x/y', bytes: 1, created_at: ctx.now })
      .execute()
    await new Promise((resolve) => setTimeout(resolve, 100))
    if (name === 'refused') throw new AppError('duplicate')
    return { id, at: ctx.now }
  },
})
const add = (name: string, key: string, accountId = one) =>
  execute(database, callerFor(accountId), addFile, { name }, { idempotencyKey: key })
/** As the API sends it: a remembered answer comes back as JSON. */
const asAnswered = (result: unknown): unknown => JSON.parse(JSON.stringify(result))
const count = (name: string) =>
  withTenant(database, tenant, async (db) => {
    const rows = await db
      .selectFrom('file')
      .select('id')
      .where('tenant_id', '=', tenant)
      .where('name', '=', name)
      .execute()
    return rows.length
  })

test('the second request gets the first answer and changes nothing', async () => {
  const first = await add('twice', 'key-twice')
  const second = await add('twice', 'key-twice')
  expect(asAnswered(second)).toEqual(asAnswered(first))
  expect(await count('twice')).toBe(1)
})

test('ten at once are one', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => add('at once', 'key-at-once')))
  for (const answer of answers) expect(asAnswered(answer)).toEqual(asAnswered(answers[0]))
  expect(await count('at once')).toBe(1)
})

test('the same key for another input is refused', async () => {
  await add('first', 'key-reused')
  await expect(add('second', 'key-reused')).rejects.toMatchObject({ code: 'idempotency_mismatch' })
  expect(await count('second')).toBe(0)
})

test('the same key of another account is another key', async () => {
  await add('shared', 'key-shared', one)
  await add('shared', 'key-shared', other)
  expect(await count('shared')).toBe(2)
})

test('a refused request does not use up its key', async () => {
  await expect(add('refused', 'key-refused')).rejects.toMatchObject({ code: 'duplicate' })
  await add('then right', 'key-refused')
  expect(await count('refused')).toBe(0)
  expect(await count('then right')).toBe(1)
})

test('a key that cannot be one is refused like any wrong input', async () => {
  const refusal = execute(database, callerFor(one), addFile, { name: 'short' }, { idempotencyKey: 'x' })
  await expect(refusal).rejects.toMatchObject({ code: 'invalid_input' })
})
