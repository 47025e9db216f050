// The demo's requests go through the product's own operations: they are there in every state, asked by the member's own account.
import '#product'
import { listCorrections } from '#modules/records/records.server.ts'
import type { ShownRequest } from '#modules/records/records.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { expect, test } from 'vitest'
import { fullMember } from '../tests/samples/committees.ts'
import { database, now, system, tenantId, unit, useRegister } from '../tests/samples/register.ts'
import { loadCorrections } from './corrections.ts'
import { runner } from './run.ts'

useRegister()

test('waiting, answered and entered on behalf', async () => {
  for (const key of ['a', 'a', 'a', 'b', 'b']) await fullMember(key)
  const asked = await withTenant(database, tenantId, (db) =>
    loadCorrections({
      run: runner(db, tenantId, now),
      db,
      tenantId,
      cells: [
        ['dangvien', unit('a')],
        ['dangvien2', unit('b')],
      ],
      taken: new Set(),
      password: 'mot-mat-khau-dai',
      now,
    }),
  )
  const { requests } = await ask(database, system, listCorrections, {}, { now })
  expect(requests).toHaveLength(asked)
  const states = (of: (request: ShownRequest) => boolean) => requests.filter(of).map(({ state }) => state).sort() // prettier-ignore
  expect(states((request) => request.onBehalf === null)).toEqual(
    ['confirmed', 'returned', 'waiting'].flatMap((state) => [state, state]),
  )
  expect(states((request) => request.onBehalf !== null)).toEqual(['waiting', 'waiting'])
})
