// A commune with two cells where members of the register's sample bloc live, for the tests of residence.
import type { Id } from '#kernel/ids.ts'
import { addBody } from '#modules/coordination/coordination.server.ts'
import { guestOf } from '#modules/guests/guests.server.ts'
import { addCell, askRemarks, introduceMembers } from '#modules/residence/residence.server.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { admitted, now, run, system, unit } from './register.ts'

export interface Home {
  body: Id
  cell: Id
  other: Id
}

/** The committee of a ward with two cells of its own. */
export async function homes(): Promise<Home> {
  const { bodyId } = await run<{ bodyId: Id }>(system, addBody, {
    ...{ name: `Đảng ủy phường Thử ${Math.random()}`, kind: 'local_committee', from: '2010-01-01' },
  })
  const add = async (name: string) =>
    (await run<{ cellId: Id }>(system, addCell, { unitId: unit('bloc'), bodyId, name })).cellId
  return { body: bodyId, cell: await add('Chi bộ tổ dân phố 1'), other: await add('Chi bộ tổ dân phố 2') }
}

/** A member of a cell at work, introduced to a cell at home. */
export async function introduced(key: string, cellId: Id, more: object = {}): Promise<Id> {
  const memberId = await admitted(key)
  await run(system, introduceMembers, {
    ...{
      memberIds: [memberId],
      category: 'C',
      cellId,
      from: '2023-06-01',
      letterNumber: '1-GT',
      letterOn: '2023-06-01',
    },
    ...more,
  })
  return memberId
}

export interface Asked {
  linkId: Id
  requestId: Id
  token: string
  guest: Caller
}

/** A link for a residence cell, made by a unit, and its guest. */
export async function asked(key: string, cellId: Id, more: object = {}, caller = system): Promise<Asked> {
  const { links } = await run<{ links: { requestId: Id; linkId: Id; token: string }[] }>(caller, askRemarks, {
    ...{ unitId: unit(key), cellIds: [cellId], year: 2024, dueOn: '2024-12-01', lastOn: '2024-12-31' },
    ...more,
  })
  const [link] = links
  if (!link) throw new Error('no link was made')
  return { ...link, guest: guestOf(link.token, now) as Caller }
}
