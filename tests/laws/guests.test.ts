// Laws of guests by a signed link: one right, four doors, all of them about that link alone, whatever is added later.
import { expect, test } from 'vitest'
import { guestActor } from '#modules/access/actor.ts'
import { PERMISSIONS } from '#kernel/permissions.ts'
import type { Db } from '#platform/db/db.ts'
import { operations, queries } from '#product'

const id = '01900000-0000-7000-8000-000000000001'

test('a guest holds one right, over nobody’s units and under nobody’s account', async () => {
  const actor = guestActor({ id, secretHash: 'x' })
  expect(PERMISSIONS.filter((permission) => actor.holds(permission))).toEqual(['coordination.answer'])
  expect(actor.accountId).toBeNull()
  expect(await actor.covers({} as Db, 'coordination.answer', [id])).toBe(false)
})

test('that right opens the guest’s page, its files, its answers, and nothing else; all of it is in the log', () => {
  const open = [...operations, ...queries].filter((one) => one.permission === 'coordination.answer')
  expect(open.map((one) => one.name).toSorted()).toEqual([
    'coordination.answer-obligation',
    'coordination.open-guest-link',
    'coordination.read-guest-file',
    'coordination.read-guest-page',
  ])
  expect(open.filter((one) => one.kind === 'operation' && one.unaudited)).toEqual([])
})
