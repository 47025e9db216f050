// Whoever came along to a new bloc is closed there for the old one, too; and the old bloc's own unit, which stands in the new tree as ended,
// gives nobody a right over the whole.
import { day } from '#kernel/day.ts'
import { createToken, ownerOfToken } from '#modules/identity/identity.server.ts'
import { createTenant, endTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { openDatabase, readTenant, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { execute } from '#platform/operation/execute.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/database/database.ts'
import { accountCaller, disableAccount, openAccount, systemCaller } from './access.server.ts'

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

const now = new Date('2026-11-22T05:00:00Z')
const from = day('2020-01-01')
const bloc = async (slug: string) => {
  const { id } = await createTenant(database, { slug, name: 'Khối' }, now)
  const system = systemCaller(id, 'test')
  const { unitId } = await execute(database, system, foundUnit, { kind: 'bloc', name: 'Khối', effectiveOn: from })
  return { id, system, unitId }
}

test('an account closed in the new bloc reads the old one neither by its login nor by a token', async () => {
  const [old, fresh] = [await bloc('cu'), await bloc('moi')]
  const opened = { displayName: 'Cán bộ', role: 'bloc_officer', from } as const
  const { id } = await execute(database, old.system, openAccount, { ...opened, userName: 'can-bo', unitId: old.unitId })
  const caller = accountCaller(old.id, id, { now })
  const { token } = await execute(database, caller, createToken, { name: 'máy', permissions: null }, { now })
  // As a hand-over leaves it: the same account in both; the login has gone to read the old one.
  await withTenant(database, old.id, (db) => endTenant(db, old.id, day('2026-11-01'), [fresh.id]))
  const { user_id } = await readTenant(
    database,
    old.id,
    (db) =>
    db.selectFrom('account').select('user_id').where('tenant_id', '=', old.id).where('id', '=', id).executeTakeFirstOrThrow(), // prettier-ignore
  )
  const row = { tenant_id: fresh.id, id, user_id, user_name: 'can-bo', display_name: 'Cán bộ', created_at: now }
  await withTenant(database, fresh.id, (db) => db.insertInto('account').values(row).execute())
  const today = day('2026-11-22')
  expect(await ownerOfToken(database, token, today)).toMatchObject({ tenantId: old.id, accountId: id })

  await execute(database, fresh.system, disableAccount, { accountId: id, on: '2026-11-30' }, { now })
  const login = () =>
    withTenant(database, fresh.id, (db) => db.selectFrom('auth.user').select('tenantId').where('id', '=', user_id).executeTakeFirst()) // prettier-ignore
  expect(await login()).toEqual({ tenantId: fresh.id })
  expect(await ownerOfToken(database, token, today)).not.toBeNull()
  expect(await ownerOfToken(database, token, day('2026-11-30'))).toBeNull()
})

test('a right at a top that has ended is none over the whole bloc', async () => {
  const { id: tenantId, system, unitId } = await bloc('mot')
  const { id } = await execute(database, system, openAccount, { userName: 'quan-tri', displayName: 'Q', role: 'administrator', unitId, from }) // prettier-ignore
  const scope = (at: Date) =>
    withTenant(database, tenantId, async (db) => (await accountCaller(tenantId, id, { now: at }).actor(db)).scope('access.grant')) // prettier-ignore
  expect(await scope(now)).toEqual({ whole: true })
  await withTenant(database, tenantId, (db) =>
    db
      .updateTable('unit_version')
      .set({ valid: '[2020-01-01,2026-11-01)' })
      .where('tenant_id', '=', tenantId)
      .execute(),
  )
  expect(await scope(now)).toEqual({ whole: false, units: [unitId] })
})
