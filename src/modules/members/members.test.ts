// Deeds of the register on a real database: each yields the days as they were, and a refused one changes nothing.
import type { Id } from '#kernel/ids.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import { ask } from '#platform/operation/execute.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { describe, expect, it } from 'vitest'
import {
  admission,
  admitted,
  database,
  everything,
  foreign,
  nobody,
  now,
  paper,
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
  admitMember,
  confirmMember,
  correctEvent,
  editPerson,
  leaveMember,
  listMembers,
  moveMember,
  receiveMember,
  restoreMember,
  revealField,
  setExemption,
} from './members.server.ts'

useRegister()

describe('deeds', () => {
  it('carry a member from admission to the end, and the profile tells each day as it was', async () => {
    const memberId = await admitted('a')
    const confirmed = await run(system, confirmMember, {
      memberId,
      decidedOn: '2024-05-20',
      cardNumber: '12345678',
      ...paper('20-QĐ/ĐUK', '2024-05-20'),
    })
    expect(confirmed).toMatchObject({ effectiveOn: '2024-03-15', onTime: true, warnings: [] })
    await run(system, moveMember, { memberId, unitId: unit('b'), decidedOn: '2024-05-25', effectiveOn: '2024-06-01' })
    await run(system, setExemption, { memberId, exempt: true, decidedOn: '2024-06-05', effectiveOn: '2024-06-05' })

    const then = await profile(memberId, '2023-12-31')
    expect(then).toMatchObject({
      state: 'probationary',
      confirmedOn: null,
      seniorityMonths: null,
      probationEnds: '2024-03-15',
    })
    expect(then.cells.map((cell) => cell.unit?.name)).toEqual(['Chi bộ Văn phòng'])
    const today = await profile(memberId)
    expect(today).toMatchObject({
      state: 'exempt',
      confirmedOn: '2024-03-15',
      seniorityMonths: 15,
      probationEnds: null,
      verdicts: [],
    })
    expect(today.events.map((event) => event.kind)).toEqual(['exemption', 'move', 'confirmation', 'admission'])
    expect(today.events[2]?.decision?.number).toBe('20-QĐ/ĐUK')

    await run(system, leaveMember, {
      memberId,
      kind: 'departure',
      toPlace: 'Thành ủy',
      decidedOn: '2024-06-20',
      effectiveOn: '2024-06-21',
    })
    expect(await profile(memberId)).toMatchObject({ state: 'left', leftOn: '2024-06-21' })
    await run(system, restoreMember, {
      memberId,
      unitId: unit('a'),
      decidedOn: '2024-06-25',
      effectiveOn: '2024-06-25',
      ...paper('30-QĐ/ĐUK', '2024-06-25'),
    })
    expect(await profile(memberId)).toMatchObject({ state: 'full', leftOn: null })
  })

  it('refuse a second cell on one day, at the field, and change nothing', async () => {
    const memberId = await admitted('a')
    const to = (key: string, effectiveOn: string) =>
      run(system, moveMember, { memberId, unitId: unit(key), decidedOn: '2024-01-01', effectiveOn })
    await to('b', '2024-02-01')
    await refused(() => to('c', '2024-02-01'), 'members.two_cells', { effectiveOn: 'members.two_cells' })
    await refused(() => to('c', '2024-01-15'), 'members.two_cells', { effectiveOn: 'members.two_cells' })
    await refused(() => to('b', '2024-03-01'), 'members.same_cell', { unitId: 'members.same_cell' })
    await refused(() => to('com', '2024-03-01'), 'members.not_a_cell', { unitId: 'members.not_a_cell' })
    await refused(() => to('c', '2025-03-01'), 'members.in_future', { effectiveOn: 'members.in_future' })
    await refused(() => to('c', '31/02/2024'), 'invalid_input', { effectiveOn: 'field.day' })
    await refused(() => to('c', '2013-01-01'), 'members.cell_not_there', { unitId: 'members.cell_not_there' })
  })

  it('even the database refuses two cells on one day', async () => {
    const memberId = await admitted('a')
    const row = {
      tenant_id: tenantId,
      id: newId(),
      member_id: memberId,
      unit_id: unit('b'),
      valid: '[2023-06-01,)',
      recorded_at: now,
    }
    const twice = withTenant(database, tenantId, (db) => db.insertInto('member_cell').values(row).execute())
    await expect(twice).rejects.toMatchObject({ code: '23P01' })
  })

  it('refuse what a confirmed rule forbids, with the rule as the reason', async () => {
    await refused(() => run(system, admitMember, admission('a', { birthOn: '2006-01-01' })), 'members.rule', {
      birthOn: 'members.rule',
    })
    const memberId = await admitted('a')
    await refused(
      () => run(system, confirmMember, { memberId, decidedOn: '2024-03-01', ...paper('1', '2024-03-01') }),
      'members.rule',
      { decidedOn: 'members.rule' },
    )
    await refused(
      () =>
        run(system, confirmMember, {
          memberId,
          decidedOn: '2024-05-01',
          effectiveOn: '2024-05-01',
          ...paper('1', '2024-05-01'),
        }),
      'members.rule',
      { effectiveOn: 'members.rule' },
    )
  })

  it('ask for the paper, its day and the person', async () => {
    await refused(() => run(system, admitMember, admission('a', { decision: null })), 'members.decision_required', {
      'decision.number': 'members.decision_required',
    })
    await refused(() => run(system, admitMember, admission('a', { decidedOn: '2023-03-02' })), 'members.decision_day', {
      decidedOn: 'members.decision_day',
    })
    await admitted('a', { fullName: 'Trần Thị Trùng Tên' })
    const again = { fullName: 'TRẦN THỊ TRÙNG TÊN' }
    await refused(() => run(system, admitMember, admission('b', again)), 'members.namesake', {
      namesake: 'members.namesake',
    })
    await admitted('b', { ...again, namesake: 'on' })
  })

  it('take over who comes from outside, with the days of before', async () => {
    const arrival = {
      ...nobody(),
      unitId: unit('c'),
      admittedOn: '2012-05-19',
      confirmedOn: '2013-05-19',
      fromPlace: 'Đảng bộ huyện',
      decidedOn: '2024-01-10',
      effectiveOn: '2024-01-15',
    }
    const { memberId } = await run<{ memberId: Id }>(system, receiveMember, arrival)
    expect(await profile(memberId)).toMatchObject({ state: 'full', seniorityMonths: 145 })
    await refused(
      () => run(system, receiveMember, { ...arrival, ...nobody(), confirmedOn: '2012-11-19' }),
      'members.rule',
      {
        confirmedOn: 'members.rule',
      },
    )
  })

  it('correct an event by a new fact, keeping the wrong one', async () => {
    const memberId = await admitted('a')
    const wrong = (await profile(memberId)).events[0]?.id
    const input = {
      memberId,
      eventId: wrong,
      reason: 'Ghi nhầm ngày',
      decidedOn: '2023-03-01',
      effectiveOn: '2023-03-10',
    }
    await run(system, correctEvent, input)
    const after = await profile(memberId)
    expect(after.admittedOn).toBe('2023-03-10')
    expect(after.events.map((event) => [event.effectiveOn, event.voidReason])).toEqual([
      ['2023-03-15', 'Ghi nhầm ngày'],
      ['2023-03-10', null],
    ])
    await refused(() => run(system, correctEvent, input), 'members.event_voided')
  })
})

describe('editing', () => {
  const edit = (memberId: Id, version: number, more: object = {}) => ({
    memberId,
    version,
    reason: 'Bổ sung hồ sơ',
    ...nobody(),
    ...more,
  })

  it('refuses a stale form and changes nothing', async () => {
    const memberId = await admitted('a', { phone: '0912 345 678' })
    await run(system, editPerson, edit(memberId, 1, { fullName: 'Nguyễn Văn Đổi' }))
    expect(await profile(memberId)).toMatchObject({
      name: 'Nguyễn Văn Đổi',
      version: 2,
      masked: { phone: '•••••••678' },
    })
    await refused(() => run(system, editPerson, edit(memberId, 1)), 'stale')
    await refused(() => run(system, editPerson, edit(memberId, 2, { reason: ' ' })), 'members.reason_to_correct', {
      reason: 'members.reason_to_correct',
    })
    await refused(() => run(system, editPerson, edit(memberId, 2, { citizenId: '123' })), 'invalid_input', {
      citizenId: 'members.citizen_id',
    })
    await run(system, editPerson, edit(memberId, 2, { clear: ['phone'] }))
    expect((await profile(memberId)).masked.phone).toBeNull()
  })

  it('writes the fields that come, leaves the others, and asks why only where something stood', async () => {
    const memberId = await admitted('a', { homePlace: 'Xã Phong Nẫm' })
    const places = { birthPlace: 'Phan Thiết', residence: '12 Trần Hưng Đạo', section: 'places', onBehalf: true }
    await run(system, editPerson, { memberId, version: 1, ...places })
    await run(system, editPerson, { memberId, version: 2, martyrFamily: 'yes', fileNumber: '012345 abc' })
    const { record, version } = await profile(memberId)
    expect(version).toBe(3)
    expect(record).toMatchObject({
      homePlace: 'Xã Phong Nẫm',
      birthPlace: 'Phan Thiết',
      residence: '12 Trần Hưng Đạo',
      martyrFamily: true,
      fileNumber: '012345ABC',
    })
    const again = { memberId, version: 3, residence: '' }
    await refused(() => run(system, editPerson, again), 'members.reason_to_correct', {
      reason: 'members.reason_to_correct',
    })
    await run(system, editPerson, { ...again, reason: 'Đã bán nhà' })
    expect((await profile(memberId)).record.residence).toBeNull()
    const saved = await withTenant(database, tenantId, (db) =>
      db.selectFrom('record_section').select(['section', 'on_behalf']).where('tenant_id', '=', tenantId).execute(),
    )
    expect(saved).toEqual([{ section: 'places', on_behalf: true }])
  })

  it('refuses what cannot be: a class beyond the last, leaving the army before entering it, a card number of another shape', async () => {
    const memberId = await admitted('a')
    const edit = (more: object) => () => run(system, editPerson, { memberId, version: 1, ...more })
    await refused(edit({ generalGrade: '11/10' }), 'members.general_grade', { generalGrade: 'members.general_grade' })
    await refused(edit({ enlistedOn: '1990-02-01', demobilisedOn: '1989-02-01' }), 'members.service_days', {
      demobilisedOn: 'members.service_days',
    })
    // DATA_CARD_FORMAT is confirmed for the cards of that day, DATA_FILE_FORMAT only warns.
    await refused(edit({ cardNumber: '1234' }), 'members.rule', { cardNumber: 'members.rule' })
    const { warnings } = await run<{ warnings: string[] }>(system, editPerson, {
      memberId,
      version: 1,
      cardNumber: '87654321',
      fileNumber: '12-LL',
    })
    expect(warnings).toHaveLength(1)
  })

  it('seals what is nobody’s business, and shows it one by one', async () => {
    const memberId = await admitted('a')
    await run(system, editPerson, { memberId, version: 1, health: 'Loại 2', historyNotes: 'Không có' })
    expect(await everything()).not.toContain('Loại 2')
    expect(await run(system, revealField, { memberId, field: 'health' })).toEqual({ field: 'health', value: 'Loại 2' })
    await run(system, editPerson, { memberId, version: 2, clear: ['health'], reason: 'Theo đề nghị' })
    expect(await run(system, revealField, { memberId, field: 'health' })).toMatchObject({ value: null })
    expect(await run(system, revealField, { memberId, field: 'history_notes' })).toMatchObject({ value: 'Không có' })
  })
})

describe('masked fields', () => {
  it('are read by few, and the reading is logged', async () => {
    const officer = await person('bloc_officer', 'bloc')
    const secretary = await person('cell_secretary', 'a')
    const memberId = await admitted('a', { citizenId: '001 099 012 345', religion: 'buddhism' })
    const { masked, personId, mayReveal } = await profile(memberId, null, secretary)
    expect([masked.citizen_id, mayReveal]).toEqual(['•••••••••345', false])
    await refused(() => run(secretary, revealField, { memberId, field: 'citizen_id' }), 'not_found')
    expect(await run(officer, revealField, { memberId, field: 'citizen_id', reason: 'Đối chiếu' })).toEqual({
      field: 'citizen_id',
      value: '001099012345',
    })
    const log = await withTenant(database, tenantId, (db) =>
      db
        .selectFrom('read_log')
        .select(['person_id', 'field', 'reason'])
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .execute(),
    )
    expect(log).toEqual([{ person_id: personId, field: 'citizen_id', reason: 'Đối chiếu' }])
    expect(await everything()).not.toContain('001099012345')
  })
})

describe('reach', () => {
  it('of a cell secretary ends at the cell', async () => {
    const secretary = await person('cell_secretary', 'b')
    const [own, other] = [await admitted('b'), await admitted('c')]
    const listed = await ask(database, secretary, listMembers, {}, { now })
    expect(new Set(listed.members.map((member) => member.unitId))).toEqual(new Set([unit('b')]))
    expect(listed.total).toBe(listed.members.length)
    expect((await profile(own, null, secretary)).id).toBe(own)
    for (const work of [
      () => profile(other, null, secretary),
      () => ask(database, secretary, listMembers, { unitId: unit('c') }, { now }),
      () =>
        run(secretary, leaveMember, {
          memberId: other,
          kind: 'death',
          decidedOn: '2024-06-01',
          effectiveOn: '2024-06-01',
        }),
    ])
      await refused(work, 'not_found')
    const beyond = { unitId: 'members.unknown_cell' }
    await refused(() => run(secretary, admitMember, admission('c')), 'not_found', beyond)
    await refused(
      () =>
        run(secretary, moveMember, {
          memberId: own,
          unitId: unit('c'),
          decidedOn: '2024-06-01',
          effectiveOn: '2024-06-01',
        }),
      'not_found',
      beyond,
    )
  })

  it('ends at the tenant: a foreign id answers as an unknown one', async () => {
    const theirs = (await run<{ memberId: Id }>(systemCaller(foreign, 'test'), admitMember, admission('x-a'))).memberId
    const officer = await person('bloc_officer', 'com')
    for (const memberId of [theirs, newId()]) {
      await refused(() => profile(memberId, null, officer), 'not_found')
      await refused(() => run(officer, revealField, { memberId, field: 'phone' }), 'not_found')
      await refused(
        () =>
          run(officer, moveMember, { memberId, unitId: unit('a'), decidedOn: '2024-06-01', effectiveOn: '2024-06-01' }),
        'not_found',
      )
    }
    for (const unitId of [unit('x-a'), newId()]) {
      await refused(() => run(officer, admitMember, { ...admission('a'), unitId }), 'not_found', {
        unitId: 'members.unknown_cell',
      })
    }
  })
})
