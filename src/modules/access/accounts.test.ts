// Accounts on a real database: opened with a grant in one go, found without marks, closed, reset; the last administrator stays.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day, dayInVietnam } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { createToken, ownerOfToken, resetPassword } from '#modules/identity/identity.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { AnyOperation } from '#platform/operation/operation.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { testDatabase, type TestDatabase } from '../../../tests/database/database.ts'
import {
  accountCaller,
  disableAccount,
  enableAccount,
  endGrant,
  grantAccess,
  listAccounts,
  openAccount,
  readAccount,
  systemCaller,
} from './access.server.ts'

let server: TestDatabase
let database: Database
let tenantId: Id
let root: Id
let cell: Id
const today = dayInVietnam(new Date())
const from = day('2020-01-01')

beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.app)
  tenantId = (await createTenant(database, { slug: 'accounts', name: 'Khối' }, new Date())).id
  const found = (kind: string, parentId: Id | null) =>
    execute(database, system(), foundUnit, {
      kind,
      name: `Đơn vị ${kind}`,
      shortName: kind,
      parentId,
      effectiveOn: from,
    })
  root = (await found('bloc', null)).unitId
  cell = (await found('grassroots_cell', root)).unitId
})
afterAll(async () => {
  await database?.destroy()
  await server?.drop()
})

const system = () => systemCaller(tenantId, 'test')
const as = (accountId: Id) => accountCaller(tenantId, accountId)
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )
let made = 0
const open = (more: Record<string, unknown> = {}) =>
  execute(database, system(), openAccount, {
    userName: `nguoi-dung-${++made}`,
    displayName: 'Nguyễn Thị Hồng Ánh',
    role: 'cell_secretary',
    unitId: cell,
    from,
    ...more,
  })
const openAdministrator = (more: Record<string, unknown> = {}) => open({ role: 'administrator', unitId: root, ...more })
const grantOf = async (accountId: Id) => (await ask(database, system(), readAccount, { accountId })).grants[0]?.id as Id
const sessionsOf = async (accountId: Id) =>
  (
    await database
      .selectFrom('auth.session as s')
      .innerJoin('auth.user as u', 'u.id', 's.userId')
      .select('s.id')
      .where('u.accountId', '=', accountId)
      .execute()
  ).length
async function signInAs(accountId: Id) {
  const { id } = await database
    .selectFrom('auth.user')
    .select('id')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  const now = new Date()
  await database
    .insertInto('auth.session')
    .values({ id: newId(), token: newId(), userId: id, expiresAt: now, createdAt: now, updatedAt: now })
    .execute()
}
const counts = async () => {
  const { total } = await ask(database, system(), listAccounts, {})
  const users = await database.selectFrom('auth.user').select('id').execute()
  return { total, users: users.length }
}

describe('opening an account', () => {
  test('makes login, account and grant together, and the answer is not kept with the key', async () => {
    const idempotencyKey = newId()
    const input = { userName: 'le.van.tam', displayName: 'Lê Văn Tám', role: 'cell_secretary', unitId: cell, from }
    const first = await execute(database, as((await openAdministrator()).id), openAccount, input)
    expect(first.password).toMatch(/^([a-z2-9]{4}-){2}[a-z2-9]{4}$/)
    const account = await ask(database, system(), readAccount, { accountId: first.id })
    expect(account).toMatchObject({ userName: 'le.van.tam', disabled: false })
    expect(account.grants).toMatchObject([{ role: 'cell_secretary', unitId: cell, from, to: null }])
    const again = { ...input, userName: 'le.van.tam2' }
    await execute(database, system(), openAccount, again, { idempotencyKey })
    expect(await execute(database, system(), openAccount, again, { idempotencyKey })).toBeNull()
  })

  test('leaves nothing behind when the grant or the name is refused', async () => {
    const before = await counts()
    expect(await refusal(open({ unitId: newId() }))).toBe('field.id')
    expect(await refusal(open({ to: from }))).toBe('access.end_before_start')
    expect(await refusal(open({ userName: 'LE.VAN.TAM' }))).toBe('identity.user_name_taken')
    expect(await refusal(open({ userName: 'tám' }))).toBe('identity.user_name_shape')
    expect(await counts()).toEqual(before)
  })
})

test('accounts are found by words without marks, by given name, with the grants of the day', async () => {
  await open({ displayName: 'Trần Đại Nghĩa', userName: 'nghia' })
  await open({ displayName: 'Phạm Bá Nghĩa', userName: 'ba.nghia', from: addDays(today, 10) })
  const found = await ask(database, system(), listAccounts, { find: 'nghia' })
  expect(found.accounts.map(({ displayName, grants }) => [displayName, grants.length])).toEqual([
    ['Phạm Bá Nghĩa', 0],
    ['Trần Đại Nghĩa', 1],
  ])
  expect((await ask(database, system(), listAccounts, { find: 'tran dai nghia' })).total).toBe(1)
  const later = await ask(database, system(), listAccounts, { find: 'nghia', on: addDays(today, 11), size: 1 })
  expect(later).toMatchObject({ total: 2, accounts: [{ grants: [{ unitId: cell }] }] })
})

describe('closing an account', () => {
  test('ends its sessions when the day has come, and lets it in again on demand', async () => {
    const { id } = await open()
    await signInAs(id)
    await execute(database, system(), disableAccount, { accountId: id, on: addDays(today, 5) })
    expect(await sessionsOf(id)).toBe(1)
    await execute(database, system(), disableAccount, { accountId: id, on: today })
    expect(await sessionsOf(id)).toBe(0)
    expect(await refusal(ask(database, as(id), listAccounts, {}))).toBe('sign_in_required')
    expect(await refusal(execute(database, system(), disableAccount, { accountId: id, on: today }))).toBe(
      'identity.account_disabled',
    )
    expect(await refusal(execute(database, system(), resetPassword, { accountId: id }))).toBe(
      'identity.account_disabled',
    )
    await execute(database, system(), enableAccount, { accountId: id })
    expect(await refusal(execute(database, system(), enableAccount, { accountId: id }))).toBe('identity.account_open')
    expect(await ask(database, system(), readAccount, { accountId: id })).toMatchObject({ disabledOn: null })
  })

  test('a reset password ends sessions and tokens, and lifts the pause after wrong tries', async () => {
    const { id, userName } = await open()
    await signInAs(id)
    await database
      .insertInto('auth.sign_in_try')
      .values({ user_name: userName, tries: 8, tried_at: new Date() })
      .execute()
    const { token } = await execute(database, accountCaller(tenantId, id), createToken, { name: 'sổ tay' })
    expect(await ownerOfToken(database, token, today)).toMatchObject({ accountId: id })
    const before = await database.selectFrom('auth.account').select('password').execute()
    const answer = await execute(database, system(), resetPassword, { accountId: id })
    expect(answer).toMatchObject({ userName, password: expect.stringMatching(/^\S{14}$/) })
    expect(await sessionsOf(id)).toBe(0)
    expect(await ownerOfToken(database, token, today)).toBeNull()
    expect(
      await database.selectFrom('auth.sign_in_try').selectAll().where('user_name', '=', userName).execute(),
    ).toEqual([])
    const after = await database.selectFrom('auth.account').select('password').execute()
    expect(after.filter(({ password }) => !before.some((one) => one.password === password))).toHaveLength(1)
  })
})

describe('the last administrator', () => {
  // A bloc of its own, where exactly those administrators exist that the test makes.
  async function alone(count: number) {
    tenantId = (await createTenant(database, { slug: `alone-${++made}`, name: 'Khối' }, new Date())).id
    const found = await execute(database, system(), foundUnit, {
      kind: 'bloc',
      name: 'Khối',
      shortName: 'Khối',
      effectiveOn: from,
    })
    root = found.unitId
    const ids: Id[] = []
    for (let n = 0; n < count; n++) ids.push((await openAdministrator()).id)
    return ids
  }
  const end = async (actor: Id, accountId: Id, on = today): Promise<string> =>
    refusal(execute(database, as(actor), endGrant as AnyOperation, { grantId: await grantOf(accountId), on }))

  test('cannot be ended or closed, by whomever', async () => {
    const [only] = (await alone(1)) as [Id]
    expect(await end(only, only)).toBe('access.last_administrator')
    const close = { accountId: only, on: today }
    expect(await refusal(execute(database, system(), disableAccount, close))).toBe('access.last_administrator')
    expect(await refusal(execute(database, as(only), disableAccount, close))).toBe('access.own_account')
  })

  test('one whose own time is limited does not count as somebody who stays', async () => {
    const [only] = (await alone(1)) as [Id]
    const limited = await openAdministrator({ to: addDays(today, 30) })
    expect(await end(limited.id, only)).toBe('access.last_administrator')
    await execute(database, system(), grantAccess, {
      accountId: limited.id,
      role: 'administrator',
      unitId: root,
      from: addDays(today, 30),
    })
    // The new grant holds only later, so that today nobody lasting would be left still.
    expect(await end(limited.id, only)).toBe('access.last_administrator')
    expect(await end(limited.id, only, addDays(today, 31))).toBe('done')
  })

  test('of two each may end the other but not oneself, and not both at once', async () => {
    const [one, other] = (await alone(2)) as [Id, Id]
    expect(await end(one, one)).toBe('access.own_administrator')
    const grants = [await grantOf(one), await grantOf(other)]
    const both = await Promise.all(
      grants.map((grantId) => refusal(execute(database, system(), endGrant, { grantId, on: today }))),
    )
    expect(both.toSorted()).toEqual(['access.last_administrator', 'done'])
  })

  test('a role below the bloc keeps nobody in', async () => {
    const [only] = (await alone(1)) as [Id]
    const unit = await execute(database, system(), foundUnit, {
      kind: 'grassroots_cell',
      name: 'Chi bộ',
      shortName: 'CB',
      parentId: root,
      effectiveOn: from,
    })
    const below = await openAdministrator({ unitId: unit.unitId })
    const grantId = await grantOf(only)
    expect(await refusal(execute(database, system(), endGrant, { grantId, on: today }))).toBe(
      'access.last_administrator',
    )
    expect(await end(only, below.id)).toBe('done')
    expect(await refusal(execute(database, system(), endGrant, { grantId: await grantOf(below.id), on: today }))).toBe(
      'access.grant_ended',
    )
  })
})
