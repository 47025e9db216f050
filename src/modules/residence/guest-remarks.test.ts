// Laws of the residence cell's link: it sees the people introduced to it by the unit that asks, remarks on them and on nobody else, and
// opens nothing once it is expired, revoked, forged or taken over.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { makeGuestLink, readGuestPage } from '#modules/coordination/coordination.server.ts'
import { guestOf } from '#modules/guests/guests.server.ts'
import { withTenant } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { expect, test } from 'vitest'
import { database, now, person, run, system, tenantId, unit, useRegister } from '../../../tests/samples/register.ts' // prettier-ignore
import { asked, homes, introduced } from '../../../tests/samples/residence.ts'
import type { GuestMember } from './residence.server.ts'
import {
  answerRemark,
  askRemarks,
  closeRequest,
  finishRemarks,
  introduceMembers,
  listResidence,
  readGuestRemarks,
  recordRemarks,
  remarksOf,
  returnRemark,
  returnRequest,
  revokeRemarkLink,
} from './residence.server.ts'

useRegister()

interface Page {
  members: GuestMember[]
  request: { state: string; returnReason: string | null; version: number }
}
const see = (guest: Caller, at = now) =>
  ask(database, guest, readGuestRemarks, {}, { now: at }) as unknown as Promise<Page>
const say = (guest: Caller, memberId: Id, more: object = {}) =>
  run<{ left: number }>(guest, answerRemark, {
    memberId,
    result: 'good',
    body: 'Tham gia đủ',
    signer: 'Lò Văn Minh',
    ...more,
  })
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'carried out',
    (thrown: unknown) => {
      if (thrown instanceof AppError) return thrown.code
      throw thrown
    },
  )

test('the guest sees name and year of birth of own people only, and remarks on them one by one', async () => {
  const home = await homes()
  const mine = await introduced('a', home.cell)
  const elsewhere = await introduced('a', home.other)
  const ofOtherUnit = await introduced('c', home.cell)
  const exempt = await introduced('a', home.cell, { category: 'A', ground: 'rotated' })
  const { guest } = await asked('com', home.cell)
  const page = await see(guest)
  expect(page.members.map((one) => one.memberId)).toEqual([mine])
  expect(Object.keys(page.members[0] ?? {}).toSorted()).toEqual(
    ['birthYear', 'body', 'fromUs', 'memberId', 'name', 'result', 'returnReason', 'signer', 'state', 'version'], // prettier-ignore
  )
  expect(page.members[0]?.birthYear).toBe(1990)
  for (const stranger of [elsewhere, ofOtherUnit, exempt]) expect(await codeOf(say(guest, stranger))).toBe('not_found')
  expect(await say(guest, mine)).toEqual({ memberId: mine, left: 0 })
  expect((await see(guest)).members[0]).toMatchObject({ result: 'good', state: 'received', version: 1 })
  const found = await withTenant(database, tenantId, (db) => remarksOf({ db, tenantId }, [mine, elsewhere], 2024))
  expect([...found.keys()]).toEqual([mine])
  expect(found.get(mine)).toMatchObject({ source: 'link', signer: 'Lò Văn Minh', remarkedOn: '2024-06-30' })
})

test('forged, expired, revoked links and those of a request taken over all look the same', async () => {
  const home = await homes()
  const mine = await introduced('a', home.cell)
  const { guest, token, requestId, linkId } = await asked('com', home.cell)
  expect(guestOf(`${token.slice(0, -2)}AA`, now) === null || guestOf(`${token.slice(0, -2)}BB`, now) === null).toBe(
    true,
  )
  const later = new Date('2024-12-31T17:00:01Z')
  expect(guestOf(token, later)).toBeNull()
  expect(await codeOf(see(guest, later))).toBe('not_found')
  const { links } = (await run(system, askRemarks, { unitId: unit('com'), cellIds: [home.cell], year: 2024, dueOn: '2024-12-01', lastOn: '2024-12-31' })) as { links: { requestId: Id; token: string }[] } // prettier-ignore
  // A second link of the same request opens the same page; one of them is revoked, then the request is taken over.
  expect(links[0]?.requestId).toBe(requestId)
  const second = guestOf(links[0]?.token ?? '', now) as Caller
  const other = await asked('com', home.other)
  // A link is revoked only by its own request.
  expect(await codeOf(run(system, revokeRemarkLink, { requestId: other.requestId, linkId }))).toBe('not_found') // prettier-ignore
  await run(system, revokeRemarkLink, { requestId, linkId })
  expect(await codeOf(see(guest))).toBe('not_found')
  expect(await codeOf(say(guest, mine))).toBe('not_found')
  expect((await see(second)).members).toHaveLength(1)
  const { version } = (await see(second)).request
  await run(system, closeRequest, { requestId, version })
  expect(await codeOf(see(second))).toBe('not_found')
  expect(await codeOf(say(second, mine))).toBe('not_found')
  expect(await codeOf(run(system, closeRequest, { requestId, version: version + 1 }))).toBe('residence.closed_already')
})

test('a guest of a residence link is nobody to coordination, and the other way round', async () => {
  const home = await homes()
  await introduced('a', home.cell)
  const { guest } = await asked('com', home.cell)
  expect(await codeOf(ask(database, guest, readGuestPage, {}, { now }))).toBe('not_found')
  expect(await codeOf(ask(database, guest, listResidence, { year: 2024, all: false }, { now }))).toBe('not_found')
  expect(await codeOf(run(guest, makeGuestLink, { regulationId: home.body, externalId: home.body, lastOn: '2024-12-31' }))).toBe('not_found') // prettier-ignore
  const officer = await person('bloc_officer', 'bloc')
  expect(await codeOf(see(officer))).toBe('not_found')
})

test('what was written is changed until it is taken over; an old form is stale; a returned one is written anew', async () => {
  const home = await homes()
  const mine = await introduced('a', home.cell)
  const { guest, requestId } = await asked('com', home.cell)
  expect(await codeOf(run(guest, finishRemarks, { sentBy: 'Minh', version: 1 }))).toBe('residence.nothing_written')
  await say(guest, mine)
  expect(await codeOf(say(guest, mine))).toBe('stale')
  await say(guest, mine, { result: 'fair', version: 1 })
  expect(await run(guest, finishRemarks, { sentBy: 'Lò Văn Minh', version: 1 })).toEqual({ missing: 0 })
  // Still correctable after saying that these are all.
  await say(guest, mine, { result: 'average', version: 2 })
  const remarks = await withTenant(database, tenantId, (db) => remarksOf({ db, tenantId }, [mine], 2024))
  const remark = remarks.get(mine)
  expect(remark).toMatchObject({ result: 'average', version: 3 })
  await run(system, returnRemark, { remarkId: remark?.id, version: 3, reason: 'Thiếu lý do' })
  await run(system, returnRequest, { requestId, version: 2, reason: 'Thiếu một nhận xét' })
  const page = await see(guest)
  expect(page.request).toMatchObject({ state: 'open', returnReason: 'Thiếu một nhận xét' })
  expect(page.members[0]).toMatchObject({ state: 'returned', returnReason: 'Thiếu lý do' })
  const returned = await withTenant(database, tenantId, (db) => remarksOf({ db, tenantId }, [mine], 2024))
  expect(returned.size).toBe(0)
  expect(await say(guest, mine, { version: 4 })).toMatchObject({ left: 0 })
})

test('what the unit typed in is told and not changed from outside; a level that is not on the list is refused', async () => {
  const home = await homes()
  const mine = await introduced('a', home.cell)
  const { guest } = await asked('com', home.cell)
  expect(await codeOf(say(guest, mine, { result: 'excellent' }))).toBe('field.choice')
  expect(await codeOf(say(guest, mine, { signer: ' ' }))).toBe('invalid_input')
  await run(system, recordRemarks, {
    rows: [{ memberId: mine, year: 2024, result: 'fair', remarkedOn: '2024-06-20', signer: 'Vi Văn Thắng', source: 'paper' }], // prettier-ignore
  })
  expect((await see(guest)).members[0]).toMatchObject({ fromUs: true, result: 'fair' })
  expect(await codeOf(say(guest, mine, { version: 1 }))).toBe('residence.remark_on_paper')
})

test('somebody who moves to another address leaves the list of the old cell and joins that of the new one', async () => {
  const home = await homes()
  const mine = await introduced('a', home.cell)
  const [old, fresh] = [await asked('com', home.cell), await asked('com', home.other)]
  expect((await see(old.guest)).members).toHaveLength(1)
  await run(system, introduceMembers, { memberIds: [mine], category: 'C', cellId: home.other, from: '2024-06-01' })
  expect((await see(old.guest)).members).toEqual([])
  expect((await see(fresh.guest)).members.map((one) => one.memberId)).toEqual([mine])
})

test('a hundred remarks in one sitting are no flood; the same press twice is one', async () => {
  const home = await homes()
  const mine = await introduced('a', home.cell)
  const { guest } = await asked('com', home.cell)
  for (let version = 0; version < 40; version++) await say(guest, mine, { version: version === 0 ? null : version })
  const send = () => execute(database, guest, answerRemark, { memberId: mine, result: 'poor', signer: 'Minh', version: 40 }, { now, idempotencyKey: 'press-one' }) // prettier-ignore
  expect(await send()).toEqual(await send())
  expect((await see(guest)).members[0]?.version).toBe(41)
})

test('every answer is in the log under the link, without an account', async () => {
  const home = await homes()
  const mine = await introduced('a', home.cell)
  const { guest } = await asked('com', home.cell)
  await say(guest, mine)
  const entries = await withTenant(
    database,
    tenantId,
    (db) =>
    db.selectFrom('audit_entry').select(['subjects', 'account_id']).where('tenant_id', '=', tenantId).where('operation', '=', 'residence.answer-remark').execute(), // prettier-ignore
  )
  const own = entries.filter((entry) => entry.subjects.includes(mine))
  expect(own).toHaveLength(1)
  expect(own[0]?.account_id).toBeNull()
})
