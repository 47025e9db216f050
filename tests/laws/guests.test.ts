// Laws of guests by a signed link: each kind of link gives one right and opens few doors, all of them about that link alone, whatever
// is added later.
import { expect, test } from 'vitest'
import { PERMISSIONS } from '#kernel/permissions.ts'
import { guestActor } from '#modules/access/actor.ts'
import { GUEST_PERMISSIONS } from '#modules/access/access.server.ts'
import { guestSubjects } from '#modules/guests/guests.server.ts'
import type { Db } from '#platform/db/db.ts'
import { operations, queries } from '#product'

const id = '01900000-0000-7000-8000-000000000001'

test('a guest holds the right of the link and no other, over nobody’s units and under nobody’s account', async () => {
  const actor = guestActor({ id, secretHash: 'x' }, ['guest.open', 'coordination.answer'])
  expect(PERMISSIONS.filter((permission) => actor.holds(permission))).toEqual(['guest.open', 'coordination.answer'])
  expect(actor.accountId).toBeNull()
  expect(await actor.covers({} as Db, 'coordination.answer', [id])).toBe(false)
  expect(PERMISSIONS.filter((permission) => guestActor({ id, secretHash: 'x' }, []).holds(permission))).toEqual([])
})

test('every kind of link has a right of its own, and all rights of guests belong to one', () => {
  const rights = guestSubjects().map((subject) => subject.permission)
  expect(new Set(rights).size).toBe(rights.length)
  expect([...GUEST_PERMISSIONS].toSorted()).toEqual(['guest.open', ...rights].toSorted())
})

test('those rights open the guest’s page, its files, its answers, and nothing else; all of it is in the log', () => {
  const open = [...operations, ...queries].filter((one) => GUEST_PERMISSIONS.has(one.permission))
  expect(open.map((one) => one.name).toSorted()).toEqual([
    'coordination.answer-obligation',
    'coordination.read-guest-file',
    'coordination.read-guest-page',
    'guests.open-link',
    'guests.read-link',
    'residence.answer-remark',
    'residence.finish-remarks',
    'residence.read-guest-page',
  ])
  expect(open.filter((one) => one.kind === 'operation' && one.unaudited)).toEqual([])
})
