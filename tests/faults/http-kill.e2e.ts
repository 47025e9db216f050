// Fault: the product, alone or with its database server, is killed by force while secretaries save attendance over HTTP. Every save that
// was answered is there afterwards, whole; one that was not is there whole or not at all, and sending it again with its
// idempotency key applies it exactly once.
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemCaller } from '#modules/access/access.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { type Database, openDatabase, withTenant } from '#platform/db/db.ts'
import { migrate } from '#platform/db/migrate.ts'
import { targetsOfSocket } from '#platform/db/targets.ts'
import { destroyScratch, startEmbedded } from '#platform/embedded/embedded.ts'
import { newId } from '#platform/new-id.ts'
import { execute } from '#platform/operation/execute.ts'
import { freePort, type Product, startProduct } from '../e2e/product.ts'
import { addSittings, type Sitting } from '../load/people.ts'

const SECRETARIES = 8
/** Enough for several saves of each to be answered before the blow. */
const ANSWERS = 150

let dir: string
let port: number
let tenantId: string
let sittings: Sitting[]
let product: Product

beforeAll(async () => {
  dir = mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
  port = await freePort()
  const server = await startEmbedded(dir)
  await migrate(targetsOfSocket(server.socketDir).owner)
  const database = openDatabase(targetsOfSocket(server.socketDir).app)
  tenantId = (await createTenant(database, { slug: 'kill', name: 'Khối thử' }, new Date())).id
  const { unitId } = await execute(database, systemCaller(tenantId, 'test'), foundUnit, {
    kind: 'bloc',
    name: 'Đảng bộ Khối thử',
    shortName: 'Khối thử',
    effectiveOn: '2020-01-01',
  })
  sittings = await addSittings(database, tenantId, unitId, SECRETARIES)
  await database.destroy()
  await server.stop()
  await start()
})
afterAll(async () => {
  await product.stop()
  await destroyScratch(dir)
})

/** Starts the product on what is there; it takes over a database server that survived. */
async function start(): Promise<void> {
  product = await startProduct({ data: dir, port, demo: false })
}

interface Save {
  version: number
  key: string
}

/** Save number `version` marks one person away, another one each time. */
const awayIn = (version: number): number => version % 20

async function post({ person, meetingId, memberIds }: Sitting, { version, key }: Save, away = awayIn(version)) {
  const marks = Object.fromEntries(memberIds.map((id, n) => [id, n === away ? 'excused' : 'present']))
  const response = await fetch(`${product.origin}/api/v1/meetings/save-attendance`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${person.token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify({ meetingId, version, marks, reason: 'Thử cắt điện' }),
  })
  return { status: response.status, body: (await response.json()) as { version?: number; code?: string } }
}

/** What the database holds of a meeting: its version, who is away (by number), and how often the log says it was saved. */
async function stored(database: Database, { meetingId, memberIds }: Sitting) {
  return withTenant(database, tenantId, async (db) => {
    const { version } = await db.selectFrom('meeting').select('version').where('tenant_id', '=', tenantId).where('id', '=', meetingId).executeTakeFirstOrThrow() // prettier-ignore
    const marks = await db.selectFrom('attendance').select(['member_id', 'mark']).where('tenant_id', '=', tenantId).where('meeting_id', '=', meetingId).execute() // prettier-ignore
    const entries = await db.selectFrom('audit_entry').select('subjects').where('tenant_id', '=', tenantId).where('operation', '=', 'meetings.save-attendance').execute() // prettier-ignore
    return {
      version,
      marks: marks.length,
      away: marks.flatMap((mark) => (mark.mark === 'excused' ? [memberIds.indexOf(mark.member_id)] : [])),
      logged: entries.filter(({ subjects }) => subjects.includes(meetingId)).length,
    }
  })
}

/** Opens the running database beside the product. */
async function looking<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const server = await startEmbedded(dir)
  const database = openDatabase(targetsOfSocket(server.socketDir).app)
  try {
    return await work(database)
  } finally {
    await database.destroy()
    await server.stop()
  }
}

test.each(['the product', 'the product and its database'])('%s killed in the middle of saves', async (victim) => {
  const server = await startEmbedded(dir)
  await server.stop()
  const before = await looking((database) => Promise.all(sittings.map((sitting) => stored(database, sitting))))
  let answered = 0
  let blow: Promise<unknown> | undefined
  const strike = () => {
    const ended = once(product.process, 'exit')
    product.process.kill('SIGKILL')
    if (victim !== 'the product') process.kill(server.pid, 'SIGKILL')
    return ended
  }
  /** Saves without pause until nobody answers; returns the save that was under way. */
  const saving = async (sitting: Sitting, first: number): Promise<Save> => {
    for (let version = first; ; version++) {
      const save = { version, key: newId() }
      const answer = await post(sitting, save).catch(() => null)
      if (answer === null) return save
      expect(answer).toMatchObject({ status: 200, body: { version: version + 1 } })
      if (++answered === ANSWERS) blow = strike()
    }
  }
  const unanswered = await Promise.all(sittings.map((sitting, n) => saving(sitting, before[n]?.version ?? 1)))
  await blow
  expect(answered).toBeGreaterThanOrEqual(ANSWERS)

  await start()
  const kept = await looking((database) => Promise.all(sittings.map((sitting) => stored(database, sitting))))
  for (const [n, { version }] of unanswered.entries()) {
    const found = kept[n]!
    // The version a save asks for is there because the one before it was answered.
    expect([version, version + 1]).toContain(found.version)
    expect(found).toMatchObject({ marks: 20, away: [awayIn(found.version - 1)], logged: found.version - 1 })
  }

  // Each sends again what was not answered, as a phone would.
  for (const [n, save] of unanswered.entries()) {
    expect(await post(sittings[n]!, save)).toMatchObject({ status: 200, body: { version: save.version + 1 } })
  }
  const after = await looking((database) => Promise.all(sittings.map((sitting) => stored(database, sitting))))
  expect(after.map(({ version, logged }) => ({ version, logged }))).toEqual(
    unanswered.map(({ version }) => ({ version: version + 1, logged: version })),
  )
})

test('the same post with the same key changes nothing the second time; with other content it is refused', async () => {
  const sitting = sittings[0]!
  const before = await looking((database) => stored(database, sitting))
  const save = { version: before.version, key: newId() }
  const [first, beside] = await Promise.all([post(sitting, save), post(sitting, save)])
  const again = await post(sitting, save)
  expect(first).toMatchObject({ status: 200, body: { version: before.version + 1 } })
  expect(beside).toEqual(first)
  expect(again).toEqual(first)
  const after = await looking((database) => stored(database, sitting))
  expect(after).toMatchObject({ version: before.version + 1, logged: before.logged + 1 })

  expect((await post(sitting, save, awayIn(save.version + 1))).body.code).toBe('idempotency_mismatch')
  // Without its key the same content is a form grown old.
  expect((await post(sitting, { ...save, key: newId() })).body.code).toBe('stale')
  expect(await looking((database) => stored(database, sitting))).toEqual(after)
})
