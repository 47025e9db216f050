// Rights come with a post and go with it, on a real database.
import { addDays, day, dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import {
  accountCaller,
  disableAccount,
  enableAccount,
  grantAccess,
  linkPerson,
  readAccount,
} from '#modules/access/access.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { leaveMember, listMembers } from '#modules/members/members.server.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { askAll } from '#platform/operation/execute.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { codeOf, fullMember, look, put, today, unitWithTerm } from '../../../tests/samples/committees.ts'
import {
  database,
  now,
  paper,
  person,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import {
  correctHolding,
  endHolding,
  importPosts,
  listPosts,
  openTerm,
  readCommittees,
  voidHolding,
} from './committees.server.ts'

useRegister()

describe('rights follow from posts', () => {
  let account: Id
  let someone: { memberId: Id; personId: Id }
  beforeEach(async () => {
    someone = await fullMember('a')
    const made = await run<{ id: Id }>(system, createAccount, {
      userName: `u${newId().slice(-12)}`,
      displayName: 'Bí thư',
      password: 'mat-khau-rat-dai',
    })
    account = made.id
    await run(system, linkPerson, { accountId: account, personId: someone.personId })
  })
  const at = (on: Day) => new Date(`${on}T05:00:00Z`)
  const standsAtAll = async (on: Day): Promise<string[]> => {
    const caller: Caller = accountCaller(tenantId, account, { now: at(on) })
    return askAll(database, caller, async (_, ctx) => ctx.actor.stands.map(({ role, unitId }) => `${role} ${unitId}`), {
      now: at(on),
    }) as Promise<string[]>
  }
  /** The membership itself opens the own page and nothing else. */
  const stands = async (on: Day) => (await standsAtAll(on)).filter((stand) => !stand.startsWith('member '))

  test('from the first day of a post to the last, and not a day longer', async () => {
    const { unitId, body } = await unitWithTerm()
    const right = `grassroots_committee ${unitId}`
    const { holdingId } = await put(body, { personId: someone.personId, from: '2022-03-01' })
    expect(await stands(day('2022-02-28'))).toEqual([])
    expect(await stands(day('2022-03-01'))).toEqual([right])
    const reads = (on: Day) =>
      codeOf(look(listMembers, { unitId }, accountCaller(tenantId, account, { now: at(on) }), at(on)))
    expect(await reads(addDays(today, 1))).toBe('done')
    await run(system, endHolding, { holdingId, version: 1, on: addDays(today, 1), reason: 'dismissed' })
    expect(await reads(today)).toBe('done')
    expect(await reads(addDays(today, 1))).toBe('not_found')
    expect([await stands(today), await stands(addDays(today, 1))]).toEqual([[right], []])
    const shown = await look<{ derived: object[] }>(readAccount, { accountId: account, on: today })
    expect(shown.derived).toMatchObject([
      { role: 'grassroots_committee', unitId, source: 'Bí thư' },
      { role: 'member', source: 'Đảng viên' },
    ])
  })

  test('acting gives the right for its days; a voided entry gives none', async () => {
    const { unitId, body } = await unitWithTerm('grassroots_cell')
    const rights = [`cell_secretary ${unitId}`, `grassroots_committee ${unitId}`]
    const { holdingId } = await put(body, {
      ...{ personId: someone.personId, basis: 'acting', from: '2023-01-01', to: '2023-02-01' },
    })
    const of = async () =>
      Promise.all(['2022-12-31', '2023-01-01', '2023-01-31', '2023-02-01'].map((on) => stands(day(on))))
    expect(await of()).toEqual([[], rights, rights, []])
    await run(system, voidHolding, { holdingId, version: 1, reason: 'Ghi nhầm' })
    expect(await of()).toEqual([[], [], [], []])
  })

  test('whoever has left the Party organisation holds nothing, whatever the list of posts says', async () => {
    const { body } = await unitWithTerm()
    await put(body, { personId: someone.personId, from: '2022-03-01' })
    await run(system, leaveMember, {
      ...{ memberId: someone.memberId, kind: 'expulsion', effectiveOn: '2024-06-20', decidedOn: '2024-06-20' },
      ...paper('90-QĐ/ĐUK', '2024-06-20'),
    })
    expect((await stands(day('2024-06-19'))).length).toBe(1)
    expect(await standsAtAll(day('2024-06-20'))).toEqual([])
  })

  test('a person is behind one account only, and known', async () => {
    const other = await run<{ id: Id }>(system, createAccount, {
      ...{ userName: `v${newId().slice(-12)}`, displayName: 'Khác', password: 'mat-khau-rat-dai' },
    })
    const link = (personId: Id | '') => codeOf(run(system, linkPerson, { accountId: other.id, personId }))
    expect(await link(someone.personId)).toBe('access.person_linked')
    expect(await link(newId())).toBe('access.unknown_person')
    await run(system, linkPerson, { accountId: account, personId: '' })
    expect(await link(someone.personId)).toBe('done')
  })

  test('of two accounts linked to one person at once, one is refused', async () => {
    await run(system, linkPerson, { accountId: account, personId: '' })
    const others = await Promise.all(
      ['Một', 'Hai'].map((displayName) =>
        run<{ id: Id }>(system, createAccount, {
          ...{ userName: `v${newId().slice(-12)}`, displayName, password: 'mat-khau-rat-dai' },
        }),
      ),
    )
    const both = others.map(({ id }) => codeOf(run(system, linkPerson, { accountId: id, personId: someone.personId })))
    expect((await Promise.all(both)).toSorted()).toEqual(['access.person_linked', 'done'])
  })

  test('a closed account is not opened again while its person has another; until its day comes it is open', async () => {
    const other = await run<{ id: Id }>(system, createAccount, {
      ...{ userName: `v${newId().slice(-12)}`, displayName: 'Khác', password: 'mat-khau-rat-dai' },
    })
    const link = () => codeOf(run(system, linkPerson, { accountId: other.id, personId: someone.personId }))
    await run(system, disableAccount, { accountId: account, on: addDays(dayInVietnam(now), 3) })
    expect(await link()).toBe('access.person_linked')
    await run(system, disableAccount, { accountId: account, on: dayInVietnam(now) })
    expect(await link()).toBe('done')
    const open = () => codeOf(run(system, enableAccount, { accountId: account }))
    expect(await open()).toBe('access.person_elsewhere')
    await run(system, linkPerson, { accountId: other.id, personId: '' })
    expect(await open()).toBe('done')
  })

  test('an officer of the bloc writes posts everywhere, a committee reads its own', async () => {
    const officer = await person('bloc_officer', 'bloc')
    const committee = await person('grassroots_committee', 'com')
    const { body, unitId } = await unitWithTerm()
    await put(body, { holderName: 'Vàng A Sính' }, officer)
    expect(await codeOf(put(body, { post: 'deputy_secretary', holderName: 'X' }, committee))).toBe('not_found')
    expect(await codeOf(look(readCommittees, { unitId }, committee))).toBe('not_found')
    expect((await look<{ total: number }>(listPosts, {}, committee)).total).toBe(0)
  })

  test('nobody gives oneself a post with rights one has not; others may, and a post without more rights is recorded', async () => {
    const officer = accountCaller(tenantId, account, { now: at(today) })
    await run(system, grantAccess, {
      accountId: account,
      role: 'bloc_officer',
      unitId: unit('bloc'),
      from: '2020-01-01',
    })
    const term = { unitId: unit('bloc'), label: '2020-2025', from: '2022-01-01', basis: 'congress' }
    const { bodyIds } = await run<{ bodyIds: Record<string, Id> }>(system, openTerm, term)
    const { personId } = someone
    const taking = { personId, from: '2022-01-01' }
    const rising = { ...taking, post: 'deputy_secretary' }
    const executive = bodyIds['executive'] as Id
    expect(await codeOf(put(executive, rising, officer))).toBe('committees.own_rise')
    const holding = { unitId: unit('bloc'), bodyId: executive, ...rising, basis: 'elected' }
    expect(await codeOf(run(officer, importPosts, { holdings: [holding] }))).toBe('committees.own_rise')
    const { holdingId } = await put(executive, { ...taking, post: 'committee_member' }, officer)
    const correction = { holdingId, version: 1, post: 'secretary', basis: 'elected', from: '2022-01-01', reason: 'Ghi nhầm' } // prettier-ignore
    expect(await codeOf(run(officer, correctHolding, correction))).toBe('committees.own_rise')
    await run(system, correctHolding, correction)
  })
})
