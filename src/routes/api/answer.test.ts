// The API as function calls on a real database: how requests may come, what they change, how refusals look.
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { commonErrors } from '#kernel/error-messages.ts'
import { AppError } from '#kernel/errors.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { dayField, integerField, textField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import { type TestDatabase, testDatabase } from '../../../tests/database/database.ts'
import { answer } from './answer.server.ts'
import type { Api, ApiRequest } from './answer.server.ts'
import { apiErrors } from './api-messages.ts'

let made: TestDatabase
let database: Database
let api: Api
const reported: unknown[] = []
const tenant = newId()
const account = newId()
const caller: Caller = {
  tenantId: tenant,
  actor: () =>
    Promise.resolve({
      accountId: account,
      name: 'test',
      stands: [],
      holds: (permission) => permission !== 'article.approve',
      scope: () => ({ whole: true }),
      covers: () => Promise.resolve(true),
    }),
}

const addFile = operation({
  name: 'tests.add-file',
  summary: 'Add',
  permission: 'unit.read',
  input: v.object({ name: textField(10), on: dayField() }),
  async run(ctx, { name, on }) {
    const id = ctx.newId()
    await ctx.db
      .insertInto('file')
      .values({ tenant_id: tenant, id, sha256: '0'.repeat(64), name, mime: 'x/y', bytes: 1, created_at: ctx.now })
      .execute()
    return { id, on }
  },
})
const definitions = [
  addFile,
  operation({ ...addFile, name: 'tests.forbidden', permission: 'article.approve' }),
  operation({
    name: 'tests.break',
    summary: 'Break',
    permission: 'unit.read',
    input: v.object({}),
    run: () => Promise.reject(new Error('Nguyễn Văn A')),
  }),
  query({
    name: 'tests.echo',
    summary: 'Echo',
    permission: 'unit.read',
    input: v.object({ n: integerField(), filter: v.object({ units: v.array(v.string()) }) }),
    run: (_, input) => Promise.resolve(input),
  }),
]

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.app)
  await database.insertInto('tenant').values({ id: tenant, slug: 'api', name: 'Api', created_at: new Date() }).execute()
  api = {
    database,
    definitions: new Map(definitions.map((definition) => [definition.name, definition])),
    errors: { ...commonErrors, ...apiErrors },
    trustedOrigins: ['https://khoi.example.vn'],
    report: (error) => reported.push(error),
  }
})
afterAll(async () => {
  await database.destroy()
  await made.drop()
})

const ADDRESS = 'https://khoi.example.vn/api/v1/'

async function call(name: string, init: RequestInit & { query?: string } = {}, how: Partial<ApiRequest> = {}) {
  const request = new Request(`${ADDRESS}${name.replace('.', '/')}${init.query ?? ''}`, init)
  const response = await answer(api, { name, request, caller, via: 'token', requestId: 'r-1', ...how })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}
const post = (name: string, body: unknown, headers: Record<string, string> = {}, how: Partial<ApiRequest> = {}) =>
  call(
    name,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    },
    how,
  )
const filesNamed = (name: string) =>
  withTenant(database, tenant, async (db) => {
    const rows = await db
      .selectFrom('file')
      .select('id')
      .where('tenant_id', '=', tenant)
      .where('name', '=', name)
      .execute()
    return rows.length
  })

test('an operation is posted and answers its result', async () => {
  const { status, body } = await post('tests.add-file', { name: 'one', on: '30/9/2026' })
  expect([status, body['on']]).toEqual([200, '2026-09-30'])
  expect(await filesNamed('one')).toBe(1)
})

test('a query is asked by the address, with nested values and lists', async () => {
  const { status, body, headers } = await call('tests.echo', { query: '?n=3&filter.units[]=a&filter.units[]=b' })
  expect([status, body]).toEqual([200, { n: 3, filter: { units: ['a', 'b'] } }])
  expect(headers.get('cache-control')).toBe('private, no-store')
})

test('the same post with the same key, twice and at once, changes nothing more', async () => {
  const send = () => post('tests.add-file', { name: 'keyed', on: '2026-09-30' }, { 'idempotency-key': 'key-0001' })
  const answers = [await send(), ...(await Promise.all([send(), send(), send()]))]
  expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(await filesNamed('keyed')).toBe(1)
  const other = await post('tests.add-file', { name: 'other', on: '2026-09-30' }, { 'idempotency-key': 'key-0001' })
  expect([other.status, other.body['code']]).toEqual([409, 'idempotency_mismatch'])
  const short = await post('tests.add-file', { name: 'other', on: '2026-09-30' }, { 'idempotency-key': 'k' })
  expect(short.body['code']).toBe('api.idempotency_key')
})

test('a wrong field is a problem with a sentence at the field', async () => {
  const { status, headers, body } = await post('tests.add-file', { name: '', on: '31/02/2026' })
  expect(status).toBe(422)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(body).toMatchObject({
    type: 'urn:khoi:error:invalid_input',
    title: 'Unprocessable Entity',
    status: 422,
    code: 'invalid_input',
    fields: { name: 'Cần điền hoặc chọn.', on: expect.stringContaining('Ngày chưa đúng') as unknown },
    requestId: 'r-1',
  })
})

test('what is unknown and what is forbidden look the same', async () => {
  const unknown = await post('tests.nothing', {})
  const forbidden = await post('tests.forbidden', { name: 'x', on: '2026-09-30' })
  expect(forbidden.body).toEqual(unknown.body)
  expect(unknown.status).toBe(404)
})

test('nobody is asked to sign in', async () => {
  const { status, headers, body } = await call('tests.echo', {}, { caller: null, via: null })
  expect([status, body['code'], headers.get('www-authenticate')]).toEqual([401, 'sign_in_required', 'Bearer'])
})

test('a wrong method is told the right one', async () => {
  const got = await call('tests.add-file')
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
  const posted = await post('tests.echo', {})
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET'])
})

test.each([
  ['no origin at all', {}, 403],
  ['a foreign page', { origin: 'https://evil.example' }, 403],
  ['a foreign page of the same site', { origin: 'https://x.khoi.example.vn' }, 403],
  ['our own page', { origin: 'https://khoi.example.vn' }, 200],
])('a cookie counts only from our own pages: %s', async (_, headers, status) => {
  const sent = await post('tests.add-file', { name: 'cookie', on: '2026-09-30' }, headers, { via: 'session' })
  expect(sent.status).toBe(status)
})

test('a body that is not JSON, broken, or too large is refused before anything is read from it', async () => {
  const plain = await call('tests.add-file', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' })
  expect(plain.status).toBe(415)
  expect((await post('tests.add-file', '{"name":')).status).toBe(400)
  const large = await post('tests.add-file', JSON.stringify({ name: 'x'.repeat(1_000_001) }))
  expect([large.status, large.body['code']]).toEqual([413, 'api.body_too_large'])
})

test('an unexpected error shows its request id and nothing else', async () => {
  const { status, body } = await post('tests.break', {})
  expect([status, body['code'], body['requestId']]).toEqual([500, 'unexpected', 'r-1'])
  expect(JSON.stringify(body)).not.toContain('Nguyễn')
  expect(reported.filter((error) => !(error instanceof AppError))).toHaveLength(1)
})
