// The chain on a real database: writers never wait for each other, sealing keeps the order of transactions, tampering is found.
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import type { Id } from '#kernel/ids.ts'
import { openDatabase, withTenant } from '../db/db.ts'
import type { Database } from '../db/db.ts'
import { newId } from '../new-id.ts'
import type { Caller } from '../operation/caller.ts'
import { execute, runIn } from '../operation/execute.ts'
import { operation } from '../operation/operation.ts'
import { type TestDatabase, testDatabase } from '../../../tests/database/database.ts'
import { sealAll, sealTenant } from './seal.ts'
import type { SealOptions } from './seal.ts'
import { readHead, verifyChain } from './verify.ts'

let made: TestDatabase
let database: Database

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.app)
})
afterAll(async () => {
  await database.destroy()
  await made.drop()
})

const callerIn = (tenantId: Id): Caller => ({
  tenantId,
  requestId: 'test',
  actor: () =>
    Promise.resolve({
      accountId: null,
      name: 'test',
      stands: [],
      holds: () => true,
      scope: () => ({ whole: true }),
      covers: () => Promise.resolve(true),
    }),
})

const note = operation({
  name: 'tests.note',
  summary: 'Leave an audit entry',
  permission: 'unit.read',
  input: v.object({ text: v.string() }),
  run(ctx, { text }) {
    const id = ctx.newId()
    ctx.touch(id)
    ctx.note({ text, nested: { b: 1.5, a: [null, true, 'đ'] } })
    return Promise.resolve(id)
  },
})
const write = (tenantId: Id, text: string) => execute(database, callerIn(tenantId), note, { text })

async function newTenant(): Promise<Id> {
  const id = newId()
  await database
    .insertInto('tenant')
    .values({ id, slug: `t${id}`, name: 'T', created_at: new Date() })
    .execute()
  return id
}

/** Texts of the entries in the order they were sealed. */
const sealedTexts = (tenantId: Id) =>
  withTenant(database, tenantId, async (db) => {
    const { rows } = await sql<{ text: string }>`
      select e.details ->> 'text' as text from audit_seal s join audit_entry e on (e.tenant_id, e.id) = (s.tenant_id, s.entry_id)
      where s.tenant_id = ${tenantId} order by s.ordinal`.execute(db)
    return rows.map(({ text }) => text)
  })

/** Seals until so many entries are: transactions of other databases on the same server hold sealing back too. */
async function sealUntil(tenantId: Id, count: number, options: SealOptions = {}): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    await sealTenant(database, tenantId, options)
    if ((await readHead(database, tenantId)).ordinal >= count) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`never sealed ${count}`)
}

async function asOwner(tenantId: Id, statement: string): Promise<void> {
  const client = new pg.Client(made.owner)
  await client.connect()
  try {
    // The owner is held by the forced policy too: a tamperer must lift it first.
    await client.query(`begin; set local khoi.tenant = '${tenantId}'`)
    await client.query(statement)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

test('writers of one tenant do not wait for each other, and nothing behind a running one is sealed', async () => {
  const tenant = await newTenant()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  let written = () => {}
  const isWritten = new Promise<void>((resolve) => (written = resolve))
  await write(tenant, 'before')
  const slow = withTenant(database, tenant, async (db) => {
    await runIn(db, callerIn(tenant), note, { text: 'slow' })
    written()
    await held
  })
  await isWritten
  // Would wait for ever, and fail by its time-out, if an entry locked the chain.
  try {
    await write(tenant, 'quick')
    await sealUntil(tenant, 1)
    await sealTenant(database, tenant)
    expect(await sealedTexts(tenant)).toEqual(['before'])
  } finally {
    release()
    await slow
  }
  await sealUntil(tenant, 3)
  expect(await sealedTexts(tenant)).toEqual(['before', 'slow', 'quick'])
  expect(await verifyChain(database, tenant)).toMatchObject({ ok: true, entries: 3, sealed: 3, unsealed: 0 })
})

test('many writers and several sealers at once make one whole chain', async () => {
  const tenant = await newTenant()
  let writing = true
  const sealers = [0, 1, 2].map(async () => {
    while (writing) await sealTenant(database, tenant, { batch: 7 })
  })
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 15; n++) await write(tenant, `${writer}.${n}`)
    }),
  )
  writing = false
  await Promise.all(sealers)
  await sealUntil(tenant, 120, { batch: 7 })
  const texts = await sealedTexts(tenant)
  expect(new Set(texts).size).toBe(120)
  for (let writer = 0; writer < 8; writer++) {
    const own = texts.filter((text) => text.startsWith(`${writer}.`))
    expect(own).toEqual(Array.from({ length: 15 }, (_, n) => `${writer}.${n}`))
  }
  expect(await verifyChain(database, tenant)).toMatchObject({ ok: true, sealed: 120, unsealed: 0 })
})

test('every tenant has its own chain', async () => {
  const [one, other] = [await newTenant(), await newTenant()]
  await write(one, 'a')
  await write(other, 'b')
  await sealUntil(one, 1)
  await sealUntil(other, 1)
  expect(await sealAll(database)).toBe(0)
  expect(await sealedTexts(other)).toEqual(['b'])
  expect(await verifyChain(database, newId())).toMatchObject({ ok: true, entries: 0, head: { ordinal: 0 } })
})

test('what the application may do leaves the trail untouched', async () => {
  const tenant = await newTenant()
  await write(tenant, 'a')
  await sealUntil(tenant, 1)
  for (const statement of [
    'delete from audit_entry',
    `update audit_seal set hash = ''`,
    `update audit_entry set operation = ''`,
  ]) {
    await expect(withTenant(database, tenant, (db) => sql.raw(statement).execute(db))).rejects.toThrow(
      /permission denied/,
    )
  }
})

const tamperings: [string, string, object][] = [
  [
    'a changed entry',
    `update audit_entry set details = jsonb_set(details, '{text}', '"forged"') where details ->> 'text' = '2'`,
    { brokenAt: 3, reason: 'hash_differs' },
  ],
  [
    'a changed instant',
    `update audit_entry set at = at - interval '1 day' where details ->> 'text' = '1'`,
    { brokenAt: 2, reason: 'hash_differs' },
  ],
  [
    'a removed entry',
    `with e as (delete from audit_seal where ordinal = 2 returning entry_id) delete from audit_entry where id in (select entry_id from e)`,
    { brokenAt: 2, reason: 'ordinal_missing' },
  ],
  ['a removed end', `delete from audit_seal where ordinal > 3`, { brokenAt: 4, reason: 'ordinal_missing' }],
]

test.each(tamperings)('%s is found', async (_, statement, found) => {
  const tenant = await newTenant()
  for (const n of [0, 1, 2, 3, 4]) await write(tenant, String(n))
  await sealUntil(tenant, 5)
  const published = await readHead(database, tenant)
  await asOwner(tenant, statement)
  expect(await verifyChain(database, tenant, published)).toMatchObject({ ok: false, ...found })
})

test('a chain sealed anew after a change is whole, and betrayed by the head published before', async () => {
  const tenant = await newTenant()
  for (const n of [0, 1, 2]) await write(tenant, String(n))
  await sealUntil(tenant, 3)
  const published = await readHead(database, tenant)
  await asOwner(tenant, `delete from audit_seal; update audit_entry set account_id = id where details ->> 'text' = '0'`)
  await write(tenant, '3')
  await sealUntil(tenant, 4)
  expect(await verifyChain(database, tenant)).toMatchObject({ ok: true, sealed: 4 })
  expect(await verifyChain(database, tenant, published)).toMatchObject({
    ok: false,
    brokenAt: 3,
    reason: 'head_differs',
  })
})

test('entries brought from another server, whose transaction numbers are later or earlier, are sealed too', async () => {
  const tenant = await newTenant()
  await write(tenant, 'here')
  await asOwner(tenant, `update audit_entry set xact = '9000000000000'::xid8`)
  await sealUntil(tenant, 1)
  await write(tenant, 'after the move')
  await sealUntil(tenant, 2, { thorough: true })
  expect(await sealedTexts(tenant)).toEqual(['here', 'after the move'])
})
