// A target divided by a plan is the same for everybody who may read it, whatever else of the bloc they read.
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess } from '#modules/access/access.server.ts'
import { listTargets, setTarget } from '#modules/targets/targets.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask } from '#platform/operation/execute.ts'
import { expect, test } from 'vitest'
import {
  applied,
  database,
  fresh,
  now,
  run,
  system,
  tenantId,
  unit,
  usePlans,
  who,
} from '../../../tests/samples/plans.ts'

usePlans()

async function readerOf(key: string): Promise<Caller> {
  const id = newId()
  const row = { tenant_id: tenantId, id, user_id: id, user_name: `doc-${key}`, display_name: 'Đọc', created_at: now }
  await withTenant(database, tenantId, (db) => db.insertInto('account').values(row).execute())
  await run(grantAccess, { accountId: id, role: 'grassroots_committee', unitId: unit(key), from: '2020-01-01' })
  return accountCaller(tenantId, id, { now })
}

test('who does not see the unit that was divided sees the same share of its target', async () => {
  const january = new Date('2026-01-10T05:00:00Z')
  await run(setTarget, { indicator: 'I04', unitId: unit('a1'), period: 'nam-2026', value: 10 }, system, january)
  const part = fresh('B', 'sub_cell', 'Chi bộ Tách')
  const members = [{ from: unit('a1'), to: part.unitId, members: [1, 2, 3].map((n) => who('a1', n)) }]
  await applied([{ kind: 'separate', input: unit('a1'), units: [part], children: {}, members }])
  const shareOf = async (caller: Caller, unitId: Id) => {
    const { targets } = await ask(database, caller, listTargets, { period: 'nam-2026', unitId }, { now })
    return targets.map(({ value, shares }) => [value, shares.map(({ members: along, outOf }) => [along, outOf])])
  }
  const share = [[6, [[3, 5]]]]
  expect(await shareOf(system, part.unitId)).toEqual(share)
  expect(await shareOf(await readerOf('B'), part.unitId)).toEqual(share)
})
