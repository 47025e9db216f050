// From asking to the changed record, on a real database: who sees what, each answer once, and nothing of anybody else.
import type { Id } from '#kernel/ids.ts'
import { accountCaller, linkPerson } from '#modules/access/access.server.ts'
import { editPerson } from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import type { AnyQuery } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  admitted,
  database,
  now,
  person,
  profile,
  refused,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import {
  askCorrection,
  askEntry,
  askEntryOnBehalf,
  askOnBehalf,
  confirmCorrection,
  correctionsDue,
  listCorrections,
  ownCorrections,
  ownReads,
  readCorrection,
  readOpenRecord,
  readOwn,
  returnCorrection,
  revealCorrection,
  withdrawCorrection,
} from './records.server.ts'
import type { MemberRecord, ShownRequest } from './records.server.ts'

useRegister()

let serial = 0
/** An account with no grant at all, linked to the member. */
async function accountOf(memberId: Id): Promise<Caller> {
  const accountId = newId()
  const user = `dv-${serial++}`
  await withTenant(database, tenantId, (db) =>
    db
      .insertInto('account')
      .values({
        tenant_id: tenantId,
        id: accountId,
        user_id: accountId,
        user_name: user,
        display_name: user,
        created_at: now,
      })
      .execute(),
  )
  await run(system, linkPerson, { accountId, personId: (await profile(memberId)).personId })
  return accountCaller(tenantId, accountId, { now })
}
const look = <R>(caller: Caller, query: AnyQuery, input: object = {}) =>
  ask(database, caller, query, input, { now }) as Promise<R>
const notFound = (work: () => Promise<unknown>) => expect(work()).rejects.toMatchObject({ code: 'not_found' })
const CITIZEN = '001190012345'
const asked = async (caller: Caller, more: object) => {
  const { version } = await look<{ version: number }>(caller, readOwn)
  return run<{ requestId: Id }>(caller, askCorrection, { version, reason: 'Theo giấy khai sinh', ...more })
}
const shown = (caller: Caller, requestId: Id) => look<ShownRequest>(caller, readCorrection, { requestId })

let memberId: Id
let member: Caller
let other: Caller
let secretary: Caller
let stranger: Caller
let office: Caller
beforeAll(async () => {
  memberId = await admitted('a', { phone: '0912345678', citizenId: CITIZEN })
  member = await accountOf(memberId)
  other = await accountOf(await admitted('a'))
  secretary = await person('cell_secretary', 'a')
  stranger = await person('cell_secretary', 'b')
  office = await person('bloc_officer', 'bloc')
})

describe('the own page', () => {
  test('shows the own record with nothing masked, and needs no grant', async () => {
    const own = await look<{ id: Id; values: Record<string, unknown>; name: string }>(member, readOwn)
    expect([own.id, own.values['citizenId'], own.values['phone']]).toEqual([memberId, CITIZEN, '0912345678'])
    expect((await look<{ id: Id }>(other, readOwn)).id).not.toBe(memberId)
  })

  test('is nobody’s who has no member behind the account, and ends with the membership', async () => {
    await notFound(() => look(secretary, readOwn))
    const gone = await admitted('a')
    const caller = await accountOf(gone)
    expect((await look<{ id: Id }>(caller, readOwn)).id).toBe(gone)
    const later = new Date(now.getTime() + 1000)
    await withTenant(database, tenantId, (db) =>
      db
        .updateTable('member_cell')
        .set({ valid: '[2023-03-15,2024-06-30)' })
        .where('tenant_id', '=', tenantId)
        .where('member_id', '=', gone)
        .execute(),
    )
    const again = await askAll(database, caller, (_, ctx) => Promise.resolve(ctx.actor.accountId), { now: later })
    await notFound(() => ask(database, accountCaller(tenantId, again as Id, { now }), readOwn, {}, { now }))
  })

  test('tells who read what is masked for others', async () => {
    const mine = await asked(member, { citizenId: '001190054321' })
    await run(office, revealCorrection, { requestId: mine.requestId, reason: 'Đối chiếu căn cước' })
    const reads = await look<{ field: string; reader: string; reason: string }[]>(member, ownReads)
    expect(reads.map(({ field, reader, reason }) => [field, reader, reason])).toEqual([
      ['citizen_id', 'bloc_officer', 'Đối chiếu căn cước'],
    ])
    expect(await look(other, ownReads)).toEqual([])
    await run(member, withdrawCorrection, { requestId: mine.requestId, version: 1 })
  })
})

describe('a request', () => {
  test('confirmed by the cell, changes the record, and the audit says who asked and who confirmed', async () => {
    const { requestId } = await asked(member, { homePlace: 'Xã Bình Minh', phone: '0987654321' })
    const seen = await shown(secretary, requestId)
    expect(seen.changes.map(({ field, before, after, masked }) => [field, before, after, masked])).toEqual([
      ['homePlace', null, 'Xã Bình Minh', false],
      ['phone', '•••••••678', '•••••••321', true],
    ])
    await run(secretary, confirmCorrection, { requestId, version: seen.version })
    const own = await look<{ values: Record<string, unknown> }>(member, readOwn)
    expect([own.values['homePlace'], own.values['phone'], own.values['citizenId']]).toEqual([
      'Xã Bình Minh',
      '0987654321',
      CITIZEN,
    ])
    const entry = await withTenant(database, tenantId, async (db) =>
      db
        .selectFrom('audit_entry')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('operation', '=', 'records.confirm-correction')
        .executeTakeFirstOrThrow(),
    )
    expect(JSON.stringify(entry.details)).toContain('askedBy')
    expect(JSON.stringify(entry)).not.toContain('0987654321')
    await refused(() => run(secretary, confirmCorrection, { requestId, version: 2 }), 'records.request_settled')
  })

  test('keeps masked values sealed in its own row, too', async () => {
    const { requestId } = await asked(member, { citizenId: '001190099999' })
    const row = await withTenant(database, tenantId, (db) =>
      db
        .selectFrom('correction_request')
        .select([sql<string>`changes::text`.as('changes'), 'sealed'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', requestId)
        .executeTakeFirstOrThrow(),
    )
    expect(JSON.parse(row.changes)).toEqual([{ field: 'citizenId' }])
    expect(row.sealed?.includes('001190099999')).toBe(false)
    const revealed = await run<{ changes: unknown[] }>(office, revealCorrection, { requestId })
    expect(revealed.changes).toEqual([{ field: 'citizenId', before: CITIZEN, after: '001190099999' }])
    await notFound(() => run(secretary, revealCorrection, { requestId }))
    await run(member, withdrawCorrection, { requestId, version: 1 })
  })

  test('is for the member’s cell and those above it, and for nobody else', async () => {
    const { requestId } = await asked(member, { birthPlace: 'Xã Một' })
    for (const caller of [stranger, other]) {
      await notFound(() => look(caller, readCorrection, { requestId }))
      await notFound(() => run(caller, confirmCorrection, { requestId, version: 1 }))
      await notFound(() => run(caller, returnCorrection, { requestId, version: 1, answer: 'Không' }))
    }
    await notFound(() => run(other, withdrawCorrection, { requestId, version: 1 }))
    expect((await look<ShownRequest[]>(other, ownCorrections)).map(({ id }) => id)).toEqual([])
    const listed = (caller: Caller) => look<{ requests: ShownRequest[] }>(caller, listCorrections, { state: 'waiting' })
    expect((await listed(stranger)).requests).toEqual([])
    expect((await listed(secretary)).requests.map(({ id }) => id)).toEqual([requestId])
    await run(secretary, returnCorrection, { requestId, version: 1, answer: 'Chưa có giấy tờ' })
    const mine = (await look<ShownRequest[]>(member, ownCorrections)).find(({ id }) => id === requestId)
    expect([mine?.state, mine?.answer, mine?.answeredBy]).toEqual(['returned', 'Chưa có giấy tờ', 'cell_secretary'])
    await refused(() => run(member, withdrawCorrection, { requestId, version: 2 }), 'records.request_settled')
  })

  test('overtaken by another edit is told, and nothing of it is carried out', async () => {
    const { requestId } = await asked(member, { occupation: 'Kế toán', residence: 'Phường Một' })
    const { version } = await profile(memberId)
    await run(secretary, editPerson, { memberId, version, occupation: 'Thủ quỹ', reason: 'Quyết định mới' })
    const seen = await shown(secretary, requestId)
    expect(seen.changes.map(({ field, now: current, overtaken }) => [field, current, overtaken])).toEqual([
      ['residence', null, false],
      ['occupation', 'Thủ quỹ', true],
    ])
    await refused(() => run(secretary, confirmCorrection, { requestId, version: 1 }), 'records.request_overtaken')
    await run(member, withdrawCorrection, { requestId, version: 1 })
  })

  test('asks for something, for each field once, and in the form the record takes', async () => {
    await expect(asked(member, { homePlace: 'Xã Bình Minh' })).rejects.toMatchObject({
      code: 'records.nothing_to_correct',
    })
    await expect(asked(member, { citizenId: '12' })).rejects.toMatchObject({
      fields: { citizenId: 'members.citizen_id' },
    })
    await expect(asked(member, { birthOn: '2024-01-01' })).rejects.toMatchObject({
      fields: { birthOn: 'members.birth_on' },
    })
    await expect(asked(member, { certification: 'checked' })).rejects.toMatchObject({
      code: 'records.nothing_to_correct',
    })
    const { requestId } = await asked(member, { aliases: 'Bí danh' })
    await expect(asked(member, { aliases: 'Khác' })).rejects.toMatchObject({
      fields: { aliases: 'records.asked_already' },
    })
    await refused(() => run(member, askCorrection, { version: 1, reason: 'Cũ', aliases: 'Khác' }), 'stale')
    await run(member, withdrawCorrection, { requestId, version: 1 })
  })

  test('two officers confirming at once carry it out once', async () => {
    const { requestId } = await asked(member, { merit: 'Gia đình có công' })
    const before = (await profile(memberId)).version
    const outcomes = await Promise.allSettled([
      run(secretary, confirmCorrection, { requestId, version: 1 }),
      run(office, confirmCorrection, { requestId, version: 1 }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await profile(memberId)).version).toBe(before + 1)
  })

  test('emptied is asked for by name, also of a masked field', async () => {
    const { requestId } = await asked(member, { phone: '', merit: '', clear: ['phone'] })
    await run(secretary, confirmCorrection, { requestId, version: 1 })
    const own = await look<{ values: Record<string, unknown> }>(member, readOwn)
    expect([own.values['phone'], own.values['merit']]).toEqual([null, null])
  })
})

test('entered on behalf it is marked so, with who said it and when, by the cell only', async () => {
  const { version } = await profile(memberId)
  const said = {
    memberId,
    version,
    birthPlace: 'Xã Hai',
    reason: 'Nói tại buổi họp',
    saidBy: 'Đồng chí Thử',
    saidOn: '2024-06-20',
  }
  await notFound(() => run(stranger, askOnBehalf, said))
  await notFound(() => run(member, askOnBehalf, said))
  await refused(() => run(secretary, askOnBehalf, { ...said, saidOn: '2024-07-20' }), 'records.said_in_future', {
    saidOn: 'records.said_in_future',
  })
  const { requestId } = await run<{ requestId: Id }>(secretary, askOnBehalf, said)
  const seen = await shown(secretary, requestId)
  expect([seen.onBehalf, seen.askedBy]).toEqual([{ by: 'Đồng chí Thử', on: '2024-06-20' }, 'cell_secretary'])
  // CORRECTION_ANSWER: ten working days after 30 June 2024, a Sunday.
  const due = (caller: Caller) => askAll(database, caller, (_, ctx) => correctionsDue(ctx), { now })
  expect((await due(secretary)).map(({ kind, dueOn, unitId }) => [kind, dueOn, unitId])).toEqual([
    ['correction_waiting', '2024-07-12', unit('a')],
  ])
  expect(await due(stranger)).toEqual([])
  expect(await due(member)).toEqual([])
  await run(secretary, confirmCorrection, { requestId, version: 1 })
  expect((await profile(memberId)).record.birthPlace).toBe('Xã Hai')
})

test('who asks on behalf cannot try out what is masked: a guess that is right looks like any other', async () => {
  const guessed = await admitted('a', { religion: 'buddhism' })
  const { version } = await profile(guessed)
  for (const religion of ['catholicism', 'buddhism']) {
    const asked = { memberId: guessed, version, religion, reason: 'Đối chiếu', saidBy: 'Đồng chí Thử', saidOn: '2024-06-20' } // prettier-ignore
    const { requestId } = await run<{ requestId: Id }>(secretary, askOnBehalf, asked)
    expect((await shown(secretary, requestId)).changes).toMatchObject([{ field: 'religion', masked: true }])
    await run(secretary, returnCorrection, { requestId, version: 1, answer: 'Thôi' })
  }
})

test('a period asked to be added is written by the cell’s own code once confirmed, also on behalf', async () => {
  const wanted = {
    kind: 'training',
    fromOn: '09/2019',
    title: 'Quản trị',
    place: 'Trường Thử',
    reason: 'Mới tốt nghiệp',
  }
  await expect(run(member, askEntry, { ...wanted, kind: 'discipline' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  await expect(run(member, askEntry, { ...wanted, place: '' })).rejects.toMatchObject({
    fields: { place: 'records.entry_incomplete' },
  })
  const { requestId } = await run<{ requestId: Id }>(member, askEntry, wanted)
  const said = { ...wanted, title: 'Lý luận', memberId, saidBy: 'Đồng chí Thử', saidOn: '2024-06-20' }
  await notFound(() => run(stranger, askEntryOnBehalf, said))
  const spoken = await run<{ requestId: Id }>(secretary, askEntryOnBehalf, said)
  expect((await shown(secretary, requestId)).addition).toMatchObject({ title: 'Quản trị', fromOn: '2019-09' })
  await notFound(() => run(stranger, confirmCorrection, { requestId, version: 1 }))
  for (const id of [requestId, spoken.requestId]) await run(secretary, confirmCorrection, { requestId: id, version: 1 })
  const record = await look<MemberRecord>(secretary, readOpenRecord, { memberId })
  expect(record.entries.training.map(({ title, onBehalf }) => [title, onBehalf]).sort()).toEqual([
    ['Lý luận', true],
    ['Quản trị', false],
  ])
})
