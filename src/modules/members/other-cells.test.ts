// What happened in another cell is that cell's: whoever has the member today does not rewrite it.
import { withTenant } from '#platform/db/db.ts'
import { beforeAll, expect, it } from 'vitest'
import type { Id } from '#kernel/ids.ts'
import type { Caller } from '#platform/operation/caller.ts'
import {
  admitted,
  database,
  nobody,
  paper,
  person,
  refused,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { confirmMember, correctEvent, moveMember, receiveMember, setExemption } from './members.server.ts'

useRegister()

let memberId: Id
let secretary: Caller
const eventOf = async (kind: string): Promise<Id> =>
  withTenant(database, tenantId, async (db) => {
    const row = await db
      .selectFrom('member_event')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('member_id', '=', memberId)
      .where('kind', '=', kind)
      .where('voided_at', 'is', null)
      .executeTakeFirstOrThrow()
    return row.id
  })

beforeAll(async () => {
  memberId = await admitted('a')
  await run(system, confirmMember, { memberId, decidedOn: '2024-03-20', ...paper('20-QĐ/ĐUK', '2024-03-20') })
  await run(system, moveMember, { memberId, unitId: unit('b'), decidedOn: '2024-05-25', effectiveOn: '2024-06-01' })
  secretary = await person('cell_secretary', 'b')
})

const correct = async (caller: Caller, kind: string, more: object) =>
  run(caller, correctEvent, { memberId, eventId: await eventOf(kind), reason: 'ghi nhầm', ...more })

it('a secretary corrects neither the admission of another cell nor the day a member left it', async () => {
  await refused(
    () => correct(secretary, 'admission', { decidedOn: '2023-03-02', effectiveOn: '2023-03-15' }),
    'not_found',
  )
  await refused(() => correct(secretary, 'move', { decidedOn: '2024-05-25', effectiveOn: '2024-05-28' }), 'not_found')
  await refused(
    () => run(secretary, setExemption, { memberId, exempt: true, decidedOn: '2024-04-01', effectiveOn: '2024-04-01' }),
    'not_found',
  )
})

it('the committee above both does', async () => {
  const committee = await person('grassroots_committee', 'com')
  await correct(committee, 'move', { decidedOn: '2024-05-25', effectiveOn: '2024-05-28' })
  await run(secretary, setExemption, { memberId, exempt: true, decidedOn: '2024-06-05', effectiveOn: '2024-06-05' })
  expect(await eventOf('exemption')).toBeTruthy()
})

it('nobody is confirmed from a day still to come, also where no rule says the day', async () => {
  const arrived = await run<{ memberId: Id }>(system, receiveMember, {
    ...nobody({ birthOn: '1960-01-01' }),
    unitId: unit('a'),
    admittedOn: '2000-05-01',
    fromPlace: 'Huyện ủy',
    decidedOn: '2024-06-01',
    effectiveOn: '2024-06-01',
  })
  await refused(
    () =>
      run(system, confirmMember, {
        memberId: arrived.memberId,
        decidedOn: '2024-06-20',
        effectiveOn: '2030-01-01',
        ...paper('21-QĐ/ĐUK', '2024-06-20'),
      }),
    'members.in_future',
    { effectiveOn: 'members.in_future' },
  )
})
