// What the own page tells, on a real database: the member's own dues, badges, certificates, posts and file, and nothing of anybody else.
import { beforeAll, expect, test } from 'vitest'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, linkPerson } from '#modules/access/access.server.ts'
import { decideBadges, endorseBadges, ownBadges, proposeBadges } from '#modules/badges/badges.server.ts'
import { ownCertificates } from '#modules/classes/classes.server.ts'
import { ownPosts } from '#modules/committees/committees.server.ts'
import { receiveMember } from '#modules/members/members.server.ts'
import { addEntry, addPaper, ownFile } from '#modules/records/records.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import { admitted, database, nobody, paper, person, profile, run, system, tenantId, unit, useRegister } from '../../../tests/samples/register.ts' // prettier-ignore
import { ownDues, payMonths, prepareSheets, readLedger, setClass, setRegion, voidPayment } from './dues.server.ts'

useRegister()

const now = new Date('2026-11-20T05:00:00Z')
const act = <R = Record<string, unknown>>(op: AnyOperation, input: object) =>
  execute(database, system, op, input, { now }) as Promise<R>
const look = <R>(caller: Caller, query: AnyQuery, input: object = {}) =>
  ask(database, caller, query, input, { now }) as Promise<R>

/** An account with no grant at all, linked to the member. */
async function accountOf(memberId: Id): Promise<Caller> {
  const id = newId()
  const row = { tenant_id: tenantId, id, user_id: id, user_name: id, display_name: 'Đảng viên', created_at: now }
  await withTenant(database, tenantId, (db) => db.insertInto('account').values(row).execute())
  await run(system, linkPerson, { accountId: id, personId: (await profile(memberId)).personId })
  return accountCaller(tenantId, id, { now })
}

let [mine, theirs]: Id[] = []
let member: Caller
let other: Caller

beforeAll(async () => {
  const veteran = { unitId: unit('a'), ...nobody({ birthOn: '1950-03-03' }), admittedOn: '1997-02-03', confirmedOn: '1998-02-03', fromPlace: 'Nơi khác', decidedOn: '2020-01-01', effectiveOn: '2020-01-01', cardNumber: '12345670' } // prettier-ignore
  mine = (await run<{ memberId: Id }>(system, receiveMember, veteran)).memberId
  theirs = await admitted('a')
  member = await accountOf(mine)
  other = await accountOf(theirs)
  await act(setRegion, { unitId: unit('bloc'), region: 'III', fromMonth: '2026-01' })
  for (const memberId of [mine, theirs]) await act(setClass, { memberId, class: 'insured', base: 10_000_000, fromMonth: '2026-01' }) // prettier-ignore
  for (const month of ['2026-09', '2026-10']) await act(prepareSheets, { unitId: unit('a'), month })
})

test('dues: each month once, a payment taken back counts as not given, nothing of anybody else', async () => {
  const pay = { fromMonth: '2026-09', months: 2, channel: 'cash', paidOn: '2026-11-02' }
  await act(payMonths, { memberId: mine, ...pay })
  const { months } = await look<Awaited<ReturnType<typeof readLedger.run>>>(system, readLedger, { memberId: mine })
  await act(voidPayment, { paymentId: months.find(({ month }) => month === '2026-09-01')?.paymentId, reason: 'Nhầm' })
  const own = await look<Awaited<ReturnType<typeof ownDues.run>>>(member, ownDues)
  expect(own.months.map(({ month, due, amount }) => [month, due, amount])).toEqual([
    ['2026-10-01', 100_000, 100_000],
    ['2026-09-01', 100_000, null],
  ])
  expect([own.unpaidMonths, own.classes[0]?.class]).toEqual([1, 'insured'])
  expect((await look<typeof own>(other, ownDues)).months.map(({ amount }) => amount)).toEqual([null, null])
})

test('badges: what is proposed is not told before it is decided', async () => {
  const awardOn = '2027-02-03'
  const { badgeIds } = await act<{ badgeIds: Id[] }>(proposeBadges, { awardOn, memberIds: [mine] })
  const badges = async (caller: Caller) =>
    (await look<Awaited<ReturnType<typeof ownBadges.run>>>(caller, ownBadges)).badges.map(({ level }) => level)
  expect(await badges(member)).toEqual([])
  await act(endorseBadges, { badgeIds })
  await act(decideBadges, { badgeIds, decidedOn: '2026-11-19', numbers: { [badgeIds[0]!]: 'A 1' }, ...paper('40-QĐ/TU', '2026-11-19') }) // prettier-ignore
  expect(await badges(member)).toEqual([30])
  expect(await badges(other)).toEqual([])
})

test('the file: periods, also those few may read, and papers; of nobody else', async () => {
  await act(addEntry, { memberId: mine, kind: 'discipline', code: 'reprimand', remark: 'Vi phạm', decidedOn: '2023-12-01', number: '7-QĐ', decider: 'Đảng ủy' }) // prettier-ignore
  await act(addEntry, { memberId: mine, kind: 'work', fromOn: '1998', title: 'Kế toán', place: 'Sở Tài chính' })
  await act(addPaper, { memberId: theirs, kind: (await look<Awaited<ReturnType<typeof ownFile.run>>>(other, ownFile)).kinds[0]?.code }) // prettier-ignore
  const own = await look<Awaited<ReturnType<typeof ownFile.run>>>(member, ownFile)
  expect(own.entries.discipline).toMatchObject([{ secret: { remark: 'Vi phạm' } }])
  expect(own.entries.work).toMatchObject([{ title: 'Kế toán' }])
  expect(own.documents).toEqual([])
  const foreign = await look<typeof own>(other, ownFile)
  expect([foreign.entries.work, foreign.documents.length]).toEqual([[], 1])
})

test('an account without a member behind it has none of these pages', async () => {
  const secretary = await person('cell_secretary', 'a')
  for (const query of [ownDues, ownBadges, ownCertificates, ownPosts, ownFile])
    await expect(look(secretary, query)).rejects.toMatchObject({ code: 'not_found' })
  expect(await look(member, ownPosts)).toEqual([])
  expect(await look(member, ownCertificates)).toEqual([])
})
