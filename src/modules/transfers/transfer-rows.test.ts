// One example for each row of the rulebook on transfers that says who counts, who votes, whose letter it is and for what reason.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { listMembers, membersOfCell } from '#modules/members/members.server.ts'
import { itemsOf, loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import type { UnitName } from '#modules/units/units.server.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { describe, expect, it } from 'vitest'
import { admitted, database, now, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import { issuerAmong } from './places.ts'
import { askTransfer, issueLetter, readTransfer, receiveTransfer, reviewTransfer } from './transfers.server.ts'

useRegister()

const rulebook = () => askAll(database, system, (_, ctx) => loadRulebook(ctx), { now })
const countOf = async (key: string): Promise<number> =>
  (await ask(database, system, listMembers, { unitId: unit(key) }, { now })).total
const guestsAndMembers = (key: string) =>
  askAll(database, system, (_, ctx) => membersOfCell(ctx, unit(key), ctx.today), { now })

/** A member of cell a who stays with cell c for a time. */
async function staying(): Promise<Id> {
  const memberId = await admitted('a')
  const { transferId } = await run<{ transferId: Id }>(system, askTransfer, { memberId, kind: 'temporary', toUnitId: unit('c'), askedOn: '2024-05-06', untilOn: '2024-12-01', reason: 'work' }) // prettier-ignore
  const step = async (
    op: typeof reviewTransfer | typeof issueLetter | typeof receiveTransfer,
    on: string,
    more = {},
  ) => {
    const { version } = await ask(database, system, readTransfer, { transferId }, { now })
    await run(system, op as never, { transferId, version, on, ...more })
  }
  await step(reviewTransfer, '2024-05-08', { remark: 'Hoàn thành nhiệm vụ', duesPaidTo: '2024-05-20' })
  await step(issueLetter, '2024-05-10', { signer: 'Nguyễn Văn Ký' })
  await step(receiveTransfer, '2024-05-20')
  return memberId
}

describe('who stays elsewhere for a time', () => {
  it('TEMPORARY_NOT_COUNTED: is counted at home, and not where the stay is', async () => {
    const before = [await countOf('a'), await countOf('c')] as const
    await staying()
    expect([await countOf('a'), await countOf('c')]).toEqual([before[0] + 1, before[1]])
  })

  it('TEMP_TRANSFER_RIGHTS: is on no list of those who vote there, and on that of the home', async () => {
    const memberId = await staying()
    const on = async (key: string) => (await guestsAndMembers(key)).some((member) => member.memberId === memberId)
    expect([await on('a'), await on('c')]).toEqual([true, false])
  })
})

it('TRANSFER_LETTER: out of the bloc the top introduces, within it the grassroots organisation that is left', () => {
  const up = [
    { id: 'cell', kind: 'sub_cell' },
    { id: 'committee', kind: 'grassroots_committee' },
    { id: 'bloc', kind: 'bloc' },
  ] as unknown as UnitName[]
  expect(issuerAmong(up, 'out')?.id).toBe('bloc')
  expect(issuerAmong(up, 'within' as never)?.id).toBe('committee')
  expect(issuerAmong([], 'out')).toBeUndefined()
})

it('TRANSFER_TRIGGERS: each reason of the rule may be given, and is kept', async () => {
  const rule = (await rulebook()).at('TRANSFER_TRIGGERS', day('2026-01-05'))
  const codes = rule ? itemsOf(rule).map(({ code }) => code) : []
  expect(codes).toEqual(['job', 'retirement', 'quit', 'demobilised', 'residence'])
  for (const reason of codes) {
    const memberId = await admitted('a')
    const { transferId } = await run<{ transferId: Id }>(system, askTransfer, { memberId, kind: 'official', toUnitId: unit('c'), askedOn: '2024-05-06', reason }) // prettier-ignore
    expect((await ask(database, system, readTransfer, { transferId }, { now })).reason).toBe(reason)
  }
})

it('TRANSFER_ONLINE: the channels of the electronic procedure hold from its day on', async () => {
  const rules = await rulebook()
  expect(rules.at('TRANSFER_ONLINE', day('2025-12-11'))).toBeNull()
  const rule = rules.at('TRANSFER_ONLINE', day('2025-12-12'))
  expect(rule && itemsOf(rule).map(({ code }) => code)).toEqual(['portal', 'in_person', 'post'])
})
