// Laws of readers without an account: they reach the portal's queries and nothing else, whatever is added later.
import { expect, test } from 'vitest'
import { publicCaller } from '#modules/access/access.server.ts'
import { PERMISSIONS } from '#kernel/permissions.ts'
import type { Db } from '#platform/db/db.ts'
import { operations, queries } from '#product'

test('a reader without an account holds one right, over nobody else’s records', async () => {
  const actor = await publicCaller('01900000-0000-7000-8000-000000000001').actor({} as Db)
  expect(PERMISSIONS.filter((permission) => actor.holds(permission))).toEqual(['portal.read'])
  expect(actor.accountId).toBeNull()
  expect(await actor.covers({} as Db, 'portal.read', ['01900000-0000-7000-8000-000000000002'])).toBe(false)
})

test('what needs only that right is the portal and its files; the one write counts visits and is the only one left unaudited', () => {
  const open = [...operations, ...queries].filter((one) => one.permission === 'portal.read')
  expect(open.length).toBeGreaterThan(5)
  expect(open.filter((one) => !/^portal\.|^files\.read-file$/.test(one.name)).map((one) => one.name)).toEqual([])
  expect(open.filter((one) => one.kind === 'operation').map((one) => one.name)).toEqual(['portal.count-view'])
  expect(operations.filter((one) => one.unaudited).map((one) => one.name)).toEqual(['portal.count-view'])
})
