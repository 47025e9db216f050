// A token made for one purpose makes no token for another.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/day.ts'
import { createToken, ownerOfToken } from '#modules/identity/identity.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { execute } from '#platform/operation/execute.ts'
import { testDatabase, type TestDatabase } from '../../../tests/database/database.ts'
import { accountCaller, openAccount, systemCaller } from './access.server.ts'

let server: TestDatabase
let database: Database
beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.app)
})
afterAll(async () => {
  await database?.destroy()
  await server?.drop()
})

test('what a narrowed token makes is as narrow', async () => {
  const tenant = await createTenant(database, { slug: 'tokens', name: 'Khối' }, new Date())
  const system = systemCaller(tenant.id, 'test')
  const from = day('2020-01-01')
  const { unitId } = await execute(database, system, foundUnit, { kind: 'bloc', name: 'Khối', effectiveOn: from })
  const { id } = await execute(database, system, openAccount, {
    userName: 'can-bo',
    displayName: 'Cán bộ',
    role: 'bloc_officer',
    unitId,
    from,
  })
  const made = async (only: string[] | null, permissions: string[] | null) => {
    const caller = accountCaller(tenant.id, id, { only })
    const { token } = await execute(database, caller, createToken, { name: 'máy', permissions })
    return (await ownerOfToken(database, token, day('2026-01-01')))?.permissions
  }
  expect(await made(null, null)).toBeNull()
  expect(await made(null, ['figure.read'])).toEqual(['figure.read'])
  expect(await made(['token.own', 'figure.read'], null)).toEqual(['token.own', 'figure.read'])
  expect(await made(['token.own', 'figure.read'], ['figure.read', 'member.read'])).toEqual(['figure.read'])
})
