// Two small blocs on a real database, for the tests of the register: call `useRegister()` at the top of a file.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess, systemCaller } from '#modules/access/access.server.ts'
import type { Role } from '#modules/access/access.server.ts'
import { admitMember, readMember } from '#modules/members/members.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnits } from '#modules/units/units.server.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { AnyOperation } from '#platform/operation/operation.ts'
import { afterAll, beforeAll, expect } from 'vitest'
import { testDatabase } from '../database/database.ts'
import type { TestDatabase } from '../database/database.ts'

process.env['KHOI_SECRET'] = 'a secret for tests of at least thirty-two letters'
export const now = new Date('2024-06-30T05:00:00Z')
let server: TestDatabase
/** Where it stands, for processes of their own. */
export const connection = () => server.app
export let database: Database
let owner: Database
export let tenantId: Id
export let foreign: Id
export let system: Caller
const units = new Map<string, Id>()
export const unit = (key: string) => units.get(key) as Id

export const run = <R>(caller: Caller, op: AnyOperation, input: object) =>
  execute(database, caller, op, input, { now }) as Promise<R>

async function found(tenant: Id, prefix: string): Promise<void> {
  const rows = [
    { key: 'bloc', kind: 'bloc', name: 'Đảng bộ Khối', parentKey: null },
    { key: 'com', kind: 'grassroots_committee', name: 'Đảng bộ Sở Y tế', parentKey: 'bloc' },
    { key: 'a', kind: 'sub_cell', name: 'Chi bộ Văn phòng', parentKey: 'com' },
    { key: 'b', kind: 'sub_cell', name: 'Chi bộ Nghiệp vụ', parentKey: 'com' },
    { key: 'c', kind: 'grassroots_cell', name: 'Chi bộ Ban Dân tộc', parentKey: 'bloc' },
  ]
  const made = await run<{ units: { unitId: Id; key: string }[] }>(systemCaller(tenant, 'test'), foundUnits, {
    units: rows.map((row) => ({ ...row, effectiveOn: day('2015-01-01') })),
  })
  for (const each of made.units) units.set(prefix + each.key, each.unitId)
}

/** An account with a role at a unit. */
export async function person(role: Role, key: string): Promise<Caller> {
  const accountId = newId()
  await withTenant(database, tenantId, (db) =>
    db
      .insertInto('account')
      .values({
        tenant_id: tenantId,
        id: accountId,
        user_id: accountId,
        user_name: `${role}-${key}`,
        display_name: role,
        created_at: now,
      })
      .execute(),
  )
  await run(system, grantAccess, { accountId, role, unitId: unit(key), from: '2020-01-01' })
  return accountCaller(tenantId, accountId, { now })
}

export const paper = (number: string, issuedOn: string) => ({
  decision: { number, issuedOn, issuer: 'Đảng ủy Khối', abstract: 'Về đảng viên' },
})

let serial = 0
/** Somebody new, of a name of their own. */
export const nobody = (more: object = {}) => ({
  fullName: `Nguyễn Văn Thử ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[serial % 26]}${'aeiouy'[Math.floor(serial++ / 26) % 6]}`,
  sex: 'male',
  birthOn: '1990-05-19',
  ethnicity: 'kinh',
  education: 'university',
  ...more,
})

export const admission = (key: string, more: object = {}) => ({
  ...nobody(),
  unitId: unit(key),
  decidedOn: '2023-03-01',
  effectiveOn: '2023-03-15',
  youthMember: true,
  ...paper('12-QĐ/ĐUK', '2023-03-01'),
  ...more,
})

export const admitted = async (key: string, more: object = {}) =>
  (await run<{ memberId: Id }>(system, admitMember, admission(key, more))).memberId

async function refusal(work: Promise<unknown>): Promise<[string, Record<string, string>]> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.fields]
    throw error
  }
  throw new Error('was carried out')
}

/** Everything a deed may write, as one text. */
export async function everything(): Promise<string> {
  return withTenant(database, tenantId, async (db) => {
    const tables = [
      'person',
      'member',
      'member_status',
      'member_cell',
      'member_event',
      'decision',
      'audit_entry',
    ] as const
    const rows = []
    for (const table of tables)
      rows.push(await db.selectFrom(table).selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute())
    return JSON.stringify(rows)
  })
}

/** The work is refused so, and nothing changed. */
export async function refused(
  work: () => Promise<unknown>,
  code: string,
  fields: Record<string, string> = {},
): Promise<void> {
  const before = await everything()
  expect(await refusal(work())).toEqual([code, fields])
  expect(await everything()).toBe(before)
}

export const profile = (memberId: Id, on: string | null = null, caller = system) =>
  ask(database, caller, readMember, { memberId, day: on }, { now })

/** Call at the top of a test file: a bloc with a committee of two cells and a cell of its own, beside another bloc. */
export function useRegister(): void {
  beforeAll(async () => {
    server = await testDatabase()
    database = openDatabase(server.app)
    owner = openDatabase(server.owner)
    tenantId = (await createTenant(owner, { slug: 'khoi-mot', name: 'Khối một' }, now)).id
    foreign = (await createTenant(owner, { slug: 'khoi-hai', name: 'Khối hai' }, now)).id
    system = systemCaller(tenantId, 'test')
    await found(tenantId, '')
    await found(foreign, 'x-')
  })

  afterAll(async () => {
    await database?.destroy()
    await owner?.destroy()
    await server?.drop()
  })
}
