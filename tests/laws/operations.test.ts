// Laws of the operations: every one is named after its module, and for every role and for a foreign tenant, what is not allowed looks
// exactly like what does not exist and changes nothing.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#kernel/errors.ts'
import { day } from '#kernel/day.ts'
import { PERMISSIONS } from '#kernel/permissions.ts'
import {
  accountCaller,
  GUEST_PERMISSIONS,
  grantAccess,
  ROLE_NAMES,
  ROLES,
  systemCaller,
  type Role,
} from '#modules/access/access.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { openDatabase, type Database } from '#platform/db/db.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import { operations, queries } from '#product'
import { testDatabase, type TestDatabase } from '../database/database.ts'
import { sampleInput } from './sample-input.ts'

let server: TestDatabase
let database: Database
let owner: pg.Client
const tenants: { id: string; root: string; cell: string; accounts: Record<string, string> }[] = []

beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.app)
  owner = new pg.Client(server.owner)
  await owner.connect()
  for (const slug of ['law-one', 'law-two']) {
    const { id } = await createTenant(database, { slug, name: slug }, new Date())
    const system = systemCaller(id, 'law')
    const found = (kind: string, parentId: string | null) =>
      execute(database, system, foundUnit, {
        kind,
        name: `${slug} ${kind}`,
        shortName: kind,
        parentId,
        effectiveOn: '2020-01-01',
      })
    const root = (await found('bloc', null)).unitId
    const cell = (await found('grassroots_cell', root)).unitId
    const accounts: Record<string, string> = {}
    for (const role of ROLE_NAMES) {
      const userName = `${slug}.${role.replaceAll('_', '-')}`.slice(0, 30)
      const account = await execute(database, system, createAccount, {
        userName,
        displayName: role,
        password: 'law-law-law-law',
      })
      const unitId = role === 'cell_secretary' || role === 'grassroots_committee' ? cell : root
      await execute(database, system, grantAccess, { accountId: account.id, role, unitId, from: day('2020-01-01') })
      accounts[role] = account.id
    }
    tenants.push({ id, root, cell, accounts })
  }
}, 120_000)

afterAll(async () => {
  await owner?.end()
  await database?.destroy()
  await server?.drop()
})

/** A print of everything a tenant has, so that "changes nothing" can be seen. */
async function fingerprint(): Promise<string> {
  const { rows } = await owner.query<{ t: string }>(
    `select relname as t from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'r' order by 1`,
  )
  const sums = await owner.query<{ h: string }>(
    rows
      .map(({ t }) => `select '${t}' || count(*) || coalesce(sum(hashtextextended(x::text, 0)), 0) as h from ${t} x`)
      .join(' union all '),
  )
  return sums.rows.map((row) => row.h).join('\n')
}

const outcome = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )

test('names, permissions and summaries are in order, and no name is used twice', () => {
  const names = [...operations, ...queries].map((one) => one.name)
  expect(new Set(names).size).toBe(names.length)
  for (const one of [...operations, ...queries] as (AnyOperation | AnyQuery)[]) {
    expect(one.name).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)+$/)
    expect(PERMISSIONS).toContain(one.permission)
    expect(one.summary.length).toBeGreaterThan(10)
  }
})

test('every permission is used by an operation or query, and held by a role or by a guest, never by both', () => {
  const used = new Set([...operations, ...queries].map((one) => one.permission))
  const held = new Set(ROLE_NAMES.flatMap((role) => [...ROLES[role]] as string[]))
  expect([...used].filter((permission) => !held.has(permission) && !GUEST_PERMISSIONS.has(permission))).toEqual([])
  expect([...GUEST_PERMISSIONS].filter((permission) => held.has(permission))).toEqual([])
})

describe.each([...operations, ...queries].map((one) => [one.name, one] as const))('%s', (_, one) => {
  const call = (tenant: number, role: Role, input: unknown) => {
    const { id, accounts } = tenants[tenant]!
    const caller = accountCaller(id, accounts[role]!)
    return one.kind === 'operation' ? execute(database, caller, one, input) : ask(database, caller, one, input)
  }

  test('answers not_found to every role that does not hold its permission, whatever is sent', async () => {
    const before = await fingerprint()
    for (const role of ROLE_NAMES) {
      if ((ROLES[role] as readonly string[]).includes(one.permission)) continue
      const input = sampleInput(one.input, tenants[0]!.root)
      if (v.safeParse(one.input, input).success) expect(await outcome(call(0, role, input))).toBe('not_found')
    }
    expect(await fingerprint()).toBe(before)
  })

  test("answers a foreign tenant's id exactly as an unknown id, and changes nothing", async () => {
    if (!one.units)
      return expect(one.kind === 'operation' ? one.ownRecord === true || one.units === undefined : true).toBe(true)
    const before = await fingerprint()
    for (const role of ROLE_NAMES) {
      const foreign = sampleInput(one.input, tenants[1]!.cell)
      const unknown = sampleInput(one.input, randomUUID())
      // An input without an id, or one the schema refuses, names no record of anybody.
      if (!JSON.stringify(foreign).includes(tenants[1]!.cell) || !v.safeParse(one.input, foreign).success) continue
      const answers = [await outcome(call(0, role, foreign)), await outcome(call(0, role, unknown))]
      expect(answers[0]).toBe(answers[1])
      expect(answers[0]).not.toBe('done')
    }
    expect(await fingerprint()).toBe(before)
  })
})
