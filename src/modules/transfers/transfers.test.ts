// Transfers on a real database: within the bloc, to outside, for a time, from outside, and between two blocs with the record; what is
// refused changes nothing.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { leaveMember, readMember, revealField, setStanding } from '#modules/members/members.server.ts'
import { endTenant } from '#modules/tenancy/tenancy.server.ts'
import { closeUnit, foundUnits, isUnder } from '#modules/units/units.server.ts'
import { readTenant, withTenant } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll, execute } from '#platform/operation/execute.ts'
import type { AnyOperation } from '#platform/operation/operation.ts'
import { describe, expect, it } from 'vitest'
import { admitted, database, foreign, now, person, profile, refused, run, system, tenantId, unit, useRegister } from '../../../tests/samples/register.ts' // prettier-ignore
import { sendParcelJob, settleElsewhere, takeParcel, tellOriginJob } from './between-blocs.ts'
import {
  askTransfer,
  endStay,
  extendStay,
  issueLetter,
  listTransfers,
  presentLetter,
  readTransfer,
  receiveNewcomer,
  receiveTransfer,
  returnTransfer,
  reviewTransfer,
  takeLetter,
  transfersDeadlines,
  withdrawTransfer,
} from './transfers.server.ts'

useRegister()

const there = () => systemCaller(foreign, 'test')
const abroad = <R>(op: AnyOperation, input: object) => execute(database, there(), op, input, { now }) as Promise<R>
const read = (transferId: Id, caller: Caller = system) => ask(database, caller, readTransfer, { transferId }, { now })
const begun = async (memberId: Id, more: object) =>
  (
    await run<{ transferId: Id }>(system, askTransfer, {
      memberId,
      kind: 'official',
      askedOn: '2024-05-06',
      ...more,
    })
  ).transferId
/** The next version of a case is read anew for each step. */
async function step(op: AnyOperation, transferId: Id, on: string, more: object = {}, caller: Caller = system) {
  const { version } = await read(transferId)
  return run<{ warnings?: string[]; memberId?: Id }>(caller, op, { transferId, version, on, ...more })
}
async function lettered(memberId: Id, more: object): Promise<Id> {
  const id = await begun(memberId, more)
  await step(reviewTransfer, id, '2024-05-08', { remark: 'Hoàn thành nhiệm vụ', duesPaidTo: '2024-05-20' })
  await step(issueLetter, id, '2024-05-10', { signer: 'Nguyễn Văn Ký' })
  return id
}
const jobOf = (tenant: Id) =>
  ({ database, tenantId: tenant, runId: tenant, accountId: null, caller: systemCaller(tenant, 'test'), now, attempt: 1, signal: new AbortController().signal }) as const // prettier-ignore
const quiet = { set: () => undefined, cancelled: () => Promise.resolve(false) }

describe('within the bloc', () => {
  it('moves the member on the day of reception, by the letter; home counts until then', async () => {
    const memberId = await admitted('a')
    const id = await lettered(memberId, { toUnitId: unit('c') })
    const one = await read(id)
    expect(one.letterText).toMatch(/^\d+\/2024-GTSHĐ$/)
    expect(one.issuer).toBe('Đảng bộ Sở Y tế')
    expect((await profile(memberId)).cells.at(-1)?.unitId).toBe(unit('a'))
    const clerk = await person('cell_secretary', 'c')
    await step(presentLetter, id, '2024-05-20', {}, clerk)
    await step(receiveTransfer, id, '2024-05-22', {}, clerk)
    const after = await profile(memberId)
    expect(after.cells.map((cell) => [cell.unitId, cell.valid.from, cell.valid.to])).toEqual([
      [unit('a'), '2023-03-15', '2024-05-22'],
      [unit('c'), '2024-05-22', null],
    ])
    expect(after.events[0]).toMatchObject({ kind: 'move', decision: { number: one.letterText } })
    expect((await read(id)).steps.map((each) => each.kind)).toEqual(['asked', 'reviewed', 'issued', 'presented', 'received']) // prettier-ignore
  })

  it('gives the letters of a register their numbers one after the other, also asked for at once', async () => {
    const ids = []
    for (const key of ['a', 'b']) {
      const id = await begun(await admitted(key), { toUnitId: unit('c') })
      await step(reviewTransfer, id, '2024-05-08', { remark: 'Tốt', duesPaidTo: '2024-05-01' })
      ids.push(id)
    }
    const made = await Promise.all(ids.map((id) => step(issueLetter, id, '2024-05-10', { signer: 'Ký' })))
    const numbers = made.map((each) => (each as { number: number }).number).toSorted((a, b) => a - b)
    expect(numbers[1]! - numbers[0]!).toBe(1)
  })

  it('refuses somebody who is gone, two at once, the same cell, a committee, and a stranger’s hand', async () => {
    const gone = await admitted('a')
    await run(system, leaveMember, { memberId: gone, kind: 'death', decidedOn: '2024-04-01', effectiveOn: '2024-04-01' }) // prettier-ignore
    const input = { memberId: gone, kind: 'official', toUnitId: unit('c'), askedOn: '2024-05-06' }
    await refused(() => run(system, askTransfer, input), 'transfers.gone', { memberId: 'transfers.gone' })
    // Asked before the death, recorded after it: refused all the same.
    await refused(() => run(system, askTransfer, { ...input, askedOn: '2024-03-01' }), 'transfers.gone', { memberId: 'transfers.gone' }) // prettier-ignore
    const memberId = await admitted('a')
    await begun(memberId, { toUnitId: unit('b') })
    await refused(() => run(system, askTransfer, { ...input, memberId }), 'transfers.open_already')
    const other = { ...input, memberId: await admitted('a') }
    await refused(() => run(system, askTransfer, { ...other, toUnitId: unit('a') }), 'transfers.same_cell', { toUnitId: 'transfers.same_cell' }) // prettier-ignore
    await refused(() => run(system, askTransfer, { ...other, toUnitId: unit('com') }), 'transfers.not_a_cell', { toUnitId: 'transfers.not_a_cell' }) // prettier-ignore
    await refused(() => run(system, askTransfer, { ...other, kind: 'internal' }), 'transfers.not_internal', { kind: 'transfers.not_internal' }) // prettier-ignore
    await refused(() => run(system, askTransfer, { ...other, toUnitId: null }), 'transfers.where', { toUnitId: 'transfers.where' }) // prettier-ignore
    const stranger = await person('cell_secretary', 'b')
    await refused(() => run(stranger, askTransfer, other), 'not_found')
  })

  it('refuses to receive somebody who died on the way', async () => {
    const memberId = await admitted('a')
    const id = await lettered(memberId, { toUnitId: unit('c') })
    await run(system, leaveMember, { memberId, kind: 'death', decidedOn: '2024-05-15', effectiveOn: '2024-05-15' })
    const { version } = await read(id)
    await refused(() => run(system, receiveTransfer, { transferId: id, version, on: '2024-05-22' }), 'members.left_already', { effectiveOn: 'members.left_already' }) // prettier-ignore
    await step(returnTransfer, id, '2024-05-22', { reason: 'Đồng chí đã từ trần' })
    expect((await read(id)).state).toBe('returned')
  })

  it('goes no step twice, not backwards, not from a stale form', async () => {
    const id = await begun(await admitted('a'), { toUnitId: unit('c') })
    const { version } = await read(id)
    const review = { transferId: id, version, on: '2024-05-08', remark: 'Tốt', duesPaidTo: '2024-04-01' }
    await refused(() => run(system, reviewTransfer, { ...review, on: '2024-05-01' }), 'transfers.before_last_step', { on: 'transfers.before_last_step' }) // prettier-ignore
    await run(system, reviewTransfer, review)
    await refused(() => run(system, reviewTransfer, review), 'stale')
    const issue = { transferId: id, version: version + 1, on: '2024-05-10', signer: 'Ký' }
    await refused(() => run(system, issueLetter, issue), 'transfers.dues_behind', { on: 'transfers.dues_behind' })
    await step(withdrawTransfer, id, '2024-05-11', { reason: 'Ở lại đơn vị' })
    const list = await ask(database, system, listTransfers, { state: 'withdrawn' }, { now })
    expect(list.transfers.map((each) => each.id)).toContain(id)
  })

  it('keeps a cell from being closed while a transfer to it is open', async () => {
    const made = await run<{ units: { unitId: Id }[] }>(system, foundUnits, {
      units: [{ key: 'd', kind: 'sub_cell', name: 'Chi bộ Mới', parentId: unit('com'), effectiveOn: '2024-01-01' }],
    })
    const empty = made.units[0]!.unitId
    await begun(await admitted('a'), { toUnitId: empty })
    await refused(
      () => run(system, closeUnit, { unitId: empty, effectiveOn: '2024-07-10', decision: { number: '1-QĐ/ĐUK', issuedOn: '2024-06-20', issuer: 'Đảng ủy Khối', abstract: 'Kết thúc' } }), // prettier-ignore
      'transfers.unit_has_open',
      { effectiveOn: 'transfers.unit_has_open' },
    )
  })
})

describe('for a time', () => {
  it('leaves the member counted at home, prolongs and ends', async () => {
    const memberId = await admitted('a')
    const id = await lettered(memberId, { kind: 'temporary', toUnitId: unit('c'), untilOn: '2024-12-01', reason: 'work' }) // prettier-ignore
    await step(receiveTransfer, id, '2024-05-20')
    expect(await profile(memberId)).toMatchObject({ state: 'away' })
    expect((await profile(memberId)).cells.at(-1)?.unitId).toBe(unit('a'))
    await refused(() => run(system, askTransfer, { memberId, kind: 'temporary', toUnitId: unit('b'), untilOn: '2024-12-01', askedOn: '2024-06-01' }), 'transfers.away_already', { kind: 'transfers.away_already' }) // prettier-ignore
    await step(extendStay, id, '2024-06-10', { untilOn: '2025-02-01' })
    expect((await read(id)).untilOn).toBe('2025-02-01')
    await step(endStay, id, '2024-06-25')
    expect(await profile(memberId)).toMatchObject({ state: 'probationary' })
    expect((await read(id)).may).toEqual([])
    expect((await profile(memberId)).events.map((each) => each.kind).slice(0, 2)).toEqual(['temporary_return', 'temporary_out']) // prettier-ignore
  })

  it('ends when the member goes there for good', async () => {
    const memberId = await admitted('a')
    const stay = await lettered(memberId, { kind: 'temporary', toUnitId: unit('c'), untilOn: '2024-12-01', reason: 'work' }) // prettier-ignore
    await step(receiveTransfer, stay, '2024-05-20')
    const id = await begun(memberId, { toUnitId: unit('c'), askedOn: '2024-06-03' })
    await step(reviewTransfer, id, '2024-06-04', { remark: 'Tốt', duesPaidTo: '2024-06-01' })
    await step(issueLetter, id, '2024-06-05', { signer: 'Ký' })
    await step(receiveTransfer, id, '2024-06-10')
    const after = await profile(memberId)
    expect([after.state, after.cells.at(-1)?.unitId]).toEqual(['probationary', unit('c')])
    expect(await read(stay)).toMatchObject({ endedOn: '2024-06-10' })
  })

  it('is not for who is excused or suspended', async () => {
    const memberId = await admitted('a')
    await run(system, setStanding, { memberId, deed: 'pause', untilOn: '2024-12-01', decidedOn: '2024-05-01', effectiveOn: '2024-05-01' }) // prettier-ignore
    await refused(() => run(system, askTransfer, { memberId, kind: 'temporary', toUnitId: unit('b'), untilOn: '2024-12-01', askedOn: '2024-06-01' }), 'transfers.not_active', { kind: 'transfers.not_active' }) // prettier-ignore
  })

  it('takes a guest from elsewhere without making a member', async () => {
    const { transferId } = await run<{ transferId: Id }>(system, takeLetter, {
      ...{ toUnitId: unit('c'), kind: 'temporary', fullName: 'Lò Thị Khách', birthOn: '1985-02-03' },
      ...{ admittedOn: '2010-05-19', confirmedOn: '2011-05-19', fromPlace: 'Đảng bộ huyện Mường Chà' },
      ...{ letterNumber: '15-GTSHĐ', issuedOn: '2024-05-02', presentedOn: '2024-05-10', untilOn: '2024-11-02' },
    })
    await step(receiveTransfer, transferId, '2024-05-12')
    const one = await read(transferId)
    expect([one.state, one.memberId]).toEqual(['received', null])
    const list = await ask(database, system, listTransfers, { state: 'staying', unitId: unit('c') }, { now })
    expect(list.transfers.map((each) => each.name)).toContain('Lò Thị Khách')
    await step(endStay, transferId, '2024-06-20')
  })
})

describe('over the edge of the bloc', () => {
  it('ends the membership here on the day of reception there', async () => {
    const memberId = await admitted('b')
    const id = await lettered(memberId, { toPlace: 'Đảng bộ phường Noong Bua' })
    expect((await read(id)).issuer).toBe('Đảng bộ Khối')
    await step(receiveTransfer, id, '2024-06-03')
    const after = await profile(memberId)
    expect(after.leftOn).toBe('2024-06-03')
    expect(after.events[0]).toMatchObject({ kind: 'departure', toPlace: 'Đảng bộ phường Noong Bua' })
  })

  it('receives a newcomer with the Party days of before', async () => {
    const { transferId } = await run<{ transferId: Id }>(system, takeLetter, {
      ...{
        toUnitId: unit('c'),
        kind: 'official',
        fullName: 'Vàng A Tới',
        birthOn: '1985-02-03',
        cardNumber: '11.000111',
      },
      ...{ admittedOn: '2010-05-19', confirmedOn: '2011-05-19', fromPlace: 'Đảng bộ huyện Mường Chà' },
      ...{ letterNumber: '16-GTSHĐ', issuedOn: '2024-05-02', presentedOn: '2024-05-10' },
    })
    const { version } = await read(transferId)
    const receive = { transferId, version, on: '2024-05-15' }
    await refused(() => run(system, receiveTransfer, receive), 'transfers.needs_record')
    await refused(() => run(system, receiveNewcomer, receive), 'field.required', { sex: 'field.required' })
    const made = await step(receiveNewcomer, transferId, '2024-05-15', { sex: 'male', ethnicity: 'mong' })
    expect(await profile(made.memberId as Id)).toMatchObject({
      state: 'full',
      name: 'Vàng A Tới',
      admittedOn: '2010-05-19',
      cardNumber: '11.000111',
    })
  })

  it('hands the record to another bloc, sealed for it, and ends the membership here when it is received there', async () => {
    const memberId = await admitted('a', { citizenId: '011085001234', phone: '0912345678', religion: 'buddhism' })
    const id = await lettered(memberId, { otherBloc: foreign })
    // Before the letter is carried over, the other bloc sees nothing.
    const seen = () => ask(database, there(), listTransfers, {}, { now })
    expect((await seen()).transfers).toEqual([])
    await sendParcelJob.run(jobOf(tenantId), { transferId: id }, quiet)
    expect(await sendParcelJob.run(jobOf(tenantId), { transferId: id }, quiet)).toEqual({ sent: false })
    expect((await seen()).transfers.map((each) => [each.id, each.direction, each.state])).toEqual([[id, 'in', 'issued']]) // prettier-ignore
    // No cell has it yet: the bloc's top is told by when the letter is to be presented.
    const due = await askAll(database, there(), (_, ctx) => transfersDeadlines(ctx, (column) => isUnder(ctx, [unit('x-bloc')], ctx.today, column), day('2024-12-31')), { now }) // prettier-ignore
    expect(due.map((item) => [item.kind, item.unitId, item.href])).toEqual([['transfer_present', unit('x-bloc'), `/chuyen-sinh-hoat/${id}`]]) // prettier-ignore
    // What lies there is no readable text.
    const [sealed] = await readTenant(database, foreign, (db) =>
      db.selectFrom('transfer_parcel').select('content_sealed').where('tenant_id', '=', foreign).execute(),
    )
    expect(Buffer.from(sealed!.content_sealed).includes('0912345678')).toBe(false)
    const { version } = await read(id)
    await refused(() => run(system, receiveTransfer, { transferId: id, version, on: '2024-06-10' }), 'transfers.theirs_to_receive') // prettier-ignore
    await refused(() => run(system, withdrawTransfer, { transferId: id, version, on: '2024-06-10', reason: 'Thôi' }), 'transfers.sent_already') // prettier-ignore
    expect((await profile(memberId)).leftOn).toBeNull()

    const made = await abroad<{ memberId: Id }>(receiveNewcomer, { transferId: id, version: 1, on: '2024-06-10', toUnitId: unit('x-c') }) // prettier-ignore
    await tellOriginJob.run(jobOf(foreign), { transferId: id }, quiet)
    expect(await tellOriginJob.run(jobOf(foreign), { transferId: id }, quiet)).toEqual({ settled: false })
    const arrived = await ask(database, there(), readMember, { memberId: made.memberId }, { now })
    const left = await profile(memberId)
    expect(arrived).toMatchObject({ name: left.name, admittedOn: left.admittedOn, admissionDecidedOn: null })
    expect(arrived.cells.map((cell) => [cell.unitId, cell.valid.from])).toEqual([[unit('x-c'), '2024-06-10']])
    expect(left.leftOn).toBe('2024-06-10')
    expect(left.events[0]?.toPlace).toContain('Khối hai')
    const shown = await abroad<{ value: string }>(revealField, { memberId: made.memberId, field: 'citizen_id', reason: 'Đối chiếu' }) // prettier-ignore
    expect(shown.value).toBe('011085001234')
  })

  it('stays home when the other bloc returns it', async () => {
    const memberId = await admitted('b')
    const id = await lettered(memberId, { otherBloc: foreign })
    await sendParcelJob.run(jobOf(tenantId), { transferId: id }, quiet)
    await abroad(returnTransfer, { transferId: id, version: 1, on: '2024-06-11', reason: 'Không có chi bộ phù hợp' })
    await tellOriginJob.run(jobOf(foreign), { transferId: id }, quiet)
    expect(await read(id)).toMatchObject({ state: 'returned', closeReason: 'Không có chi bộ phù hợp' })
    expect((await profile(memberId)).leftOn).toBeNull()
  })

  it('notes a reception there of somebody who is already gone here without a second end', async () => {
    const memberId = await admitted('b')
    const id = await lettered(memberId, { otherBloc: foreign })
    await sendParcelJob.run(jobOf(tenantId), { transferId: id }, quiet)
    await run(system, leaveMember, { memberId, kind: 'death', decidedOn: '2024-06-01', effectiveOn: '2024-06-01' })
    const settle = { transferId: id, outcome: 'receive', on: '2024-06-12', place: 'Khối hai' }
    await run(system, settleElsewhere, settle)
    expect((await profile(memberId)).leftOn).toBe('2024-06-01')
    await withTenant(database, tenantId, async (db) => {
      const ends = await db
        .selectFrom('member_event')
        .select('kind')
        .where('tenant_id', '=', tenantId)
        .where('member_id', '=', memberId)
        .where('kind', 'in', ['death', 'departure'])
        .execute()
      expect(ends.map((each) => each.kind)).toEqual(['death'])
    })
  })

  it('counts who stays with another bloc for a time at home, away from the day it was received there', async () => {
    const memberId = await admitted('b')
    const id = await lettered(memberId, {
      kind: 'temporary',
      otherBloc: foreign,
      untilOn: '2024-12-01',
      reason: 'work',
    })
    await sendParcelJob.run(jobOf(tenantId), { transferId: id }, quiet)
    await abroad(receiveTransfer, { transferId: id, version: 1, on: '2024-06-12' })
    // Receiving there tells the origin by itself.
    const runs = await readTenant(database, foreign, (db) =>
      db.selectFrom('job_run').select('input').where('tenant_id', '=', foreign).where('name', '=', tellOriginJob.name).execute(),
    ) // prettier-ignore
    expect(runs.map((each) => each.input)).toContainEqual({ transferId: id })
    await tellOriginJob.run(jobOf(foreign), { transferId: id }, quiet)
    expect(await profile(memberId)).toMatchObject({ state: 'away', leftOn: null })
    expect(await read(id)).toMatchObject({ state: 'received', endedOn: null, may: ['extend', 'end'] })
    await step(endStay, id, '2024-06-25')
    expect(await profile(memberId)).toMatchObject({ state: 'probationary' })
  })

  it('is told by the system alone, never by an account of the bloc', async () => {
    const memberId = await admitted('b')
    const id = await lettered(memberId, { otherBloc: foreign })
    const officer = await person('bloc_officer', 'bloc')
    const settle = { transferId: id, outcome: 'receive', on: '2024-06-12', place: 'Khối hai' }
    await refused(() => run(officer, settleElsewhere, settle), 'not_found')
    const parcel = { transferId: memberId, fromBloc: foreign, fromPlace: 'Khối hai', kind: 'official', fullName: 'Ai Đó', birthOn: '1990-01-01', admittedOn: '2015-01-01', letterText: '1-GTSHĐ', issuedOn: '2024-05-01', content: '' } // prettier-ignore
    await refused(() => run(officer, takeParcel, parcel), 'not_found')
    expect(await read(id)).toMatchObject({ state: 'issued' })
  })

  it('is taken back from a bloc that has ended, which answers nobody', async () => {
    const memberId = await admitted('b')
    const id = await lettered(memberId, { otherBloc: foreign })
    const back = async () => ({ transferId: id, version: (await read(id)).version, on: '2024-06-20', reason: 'Khối hai đã kết thúc' }) // prettier-ignore
    await refused(async () => run(system, withdrawTransfer, await back()), 'transfers.sent_already')
    expect((await read(id)).may).not.toContain('withdraw')
    await endTenant(database, foreign, day('2024-06-15'), [])
    try {
      expect((await read(id)).may).toContain('withdraw')
      await run(system, withdrawTransfer, await back())
      expect(await read(id)).toMatchObject({ state: 'withdrawn' })
    } finally {
      await endTenant(database, foreign, null, [])
    }
  })
})
