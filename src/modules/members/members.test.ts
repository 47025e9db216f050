// The register on a real database: deeds, refusals that change nothing, reach, masks, lists and figures that agree with each other.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess, systemCaller } from '#modules/access/access.server.ts'
import type { Role } from '#modules/access/access.server.ts'
import { rollUp, traceFigure } from '#modules/figures/figures.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnits } from '#modules/units/units.server.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll, execute } from '#platform/operation/execute.ts'
import type { AnyOperation } from '#platform/operation/operation.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import { admissions, confirmations, totalMembers } from './member-figures.ts'
import {
  admitMember,
  confirmMember,
  correctEvent,
  editPerson,
  importMembers,
  leaveMember,
  listMembers,
  membersOfCell,
  moveMember,
  readMember,
  readStrength,
  receiveMember,
  restoreMember,
  revealField,
  setExemption,
} from './members.server.ts'
import { balances, total } from './strength.ts'

process.env['KHOI_SECRET'] = 'a secret for tests of at least thirty-two letters'
const now = new Date('2024-06-30T05:00:00Z')
let server: TestDatabase
let database: Database
let owner: Database
let tenantId: Id
let foreign: Id
let system: Caller
const units = new Map<string, Id>()
const unit = (key: string) => units.get(key) as Id

const run = <R>(caller: Caller, op: AnyOperation, input: object) =>
  execute(database, caller, op, input, { now }) as Promise<R>

async function found(tenant: Id, prefix: string): Promise<void> {
  const rows = [
    { key: 'bloc', kind: 'bloc', name: 'Đảng bộ Khối', parentKey: null },
    { key: 'com', kind: 'grassroots_committee', name: 'Đảng bộ Sở Y tế', parentKey: 'bloc' },
    { key: 'a', kind: 'sub_cell', name: 'Chi bộ Văn phòng', parentKey: 'com' },
    { key: 'b', kind: 'sub_cell', name: 'Chi bộ Nghiệp vụ', parentKey: 'com' },
    { key: 'c', kind: 'grassroots_cell', name: 'Chi bộ Ban Dân tộc', parentKey: 'bloc' },
  ]
  const made = await run<{ units: { unitId: Id; key: string }[] }>(systemCaller(tenant, 'test'), foundUnits, {
    units: rows.map((row) => ({ ...row, effectiveOn: day('2015-01-01') })),
  })
  for (const each of made.units) units.set(prefix + each.key, each.unitId)
}

async function person(role: Role, key: string): Promise<Caller> {
  const accountId = newId()
  await withTenant(database, tenantId, (db) =>
    db
      .insertInto('account')
      .values({
        tenant_id: tenantId,
        id: accountId,
        user_id: accountId,
        user_name: `${role}-${key}`,
        display_name: role,
        created_at: now,
      })
      .execute(),
  )
  await run(system, grantAccess, { accountId, role, unitId: unit(key), from: '2020-01-01' })
  return accountCaller(tenantId, accountId, { now })
}

const paper = (number: string, issuedOn: string) => ({
  decision: { number, issuedOn, issuer: 'Đảng ủy Khối', abstract: 'Về đảng viên' },
})

let serial = 0
const nobody = (more: object = {}) => ({
  fullName: `Nguyễn Văn Thử ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[serial % 26]}${'aeiouy'[Math.floor(serial++ / 26) % 6]}`,
  sex: 'male',
  birthOn: '1990-05-19',
  ethnicity: 'kinh',
  education: 'university',
  ...more,
})

const admission = (key: string, more: object = {}) => ({
  ...nobody(),
  unitId: unit(key),
  decidedOn: '2023-03-01',
  effectiveOn: '2023-03-15',
  youthMember: true,
  ...paper('12-QĐ/ĐUK', '2023-03-01'),
  ...more,
})

const admitted = async (key: string, more: object = {}) =>
  (await run<{ memberId: Id }>(system, admitMember, admission(key, more))).memberId

async function refusal(work: Promise<unknown>): Promise<[string, Record<string, string>]> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.fields]
    throw error
  }
  throw new Error('was carried out')
}

async function everything(): Promise<string> {
  return withTenant(database, tenantId, async (db) => {
    const tables = [
      'person',
      'member',
      'member_status',
      'member_cell',
      'member_event',
      'decision',
      'audit_entry',
    ] as const
    const rows = []
    for (const table of tables)
      rows.push(await db.selectFrom(table).selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute())
    return JSON.stringify(rows)
  })
}

async function refused(work: () => Promise<unknown>, code: string, fields: Record<string, string> = {}): Promise<void> {
  const before = await everything()
  expect(await refusal(work())).toEqual([code, fields])
  expect(await everything()).toBe(before)
}

const profile = (memberId: Id, on: string | null = null, caller = system) =>
  ask(database, caller, readMember, { memberId, day: on }, { now })

beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.app)
  owner = openDatabase(server.owner)
  tenantId = (await createTenant(owner, { slug: 'khoi-mot', name: 'Khối một' }, now)).id
  foreign = (await createTenant(owner, { slug: 'khoi-hai', name: 'Khối hai' }, now)).id
  system = systemCaller(tenantId, 'test')
  await found(tenantId, '')
  await found(foreign, 'x-')
})

afterAll(async () => {
  await database?.destroy()
  await owner?.destroy()
  await server?.drop()
})

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
    await refused(() => run(system, editPerson, edit(memberId, 2, { reason: ' ' })), 'invalid_input', {
      reason: 'field.required',
    })
    await refused(() => run(system, editPerson, edit(memberId, 2, { citizenId: '123' })), 'invalid_input', {
      citizenId: 'members.citizen_id',
    })
    await run(system, editPerson, edit(memberId, 2, { clear: ['phone'] }))
    expect((await profile(memberId)).masked.phone).toBeNull()
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
      db.selectFrom('read_log').select(['person_id', 'field', 'reason']).where('tenant_id', '=', tenantId).execute(),
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

describe('lists, strength and figures', () => {
  const month = { from: day('2024-05-01'), to: day('2024-06-30') }

  it('agree with each other on every unit', async () => {
    const figures = await askAll(
      database,
      system,
      async (_, ctx) => {
        const requests = [totalMembers, admissions, confirmations].map((indicator) => ({
          key: indicator.code,
          indicator,
          span: { from: day('2023-01-01'), to: month.to },
          dimensions: indicator.dimensions,
        }))
        const table = await rollUp(ctx, requests, { basis: { on: month.to } })
        const traced = await traceFigure(ctx, requests[0]!, {
          basis: { on: month.to },
          unitId: unit('com'),
          limit: 500,
          offset: 0,
        })
        return { table, traced, cell: await membersOfCell(ctx, unit('a'), month.to) }
      },
      { now },
    )
    const strength = await ask(database, system, readStrength, month, { now })
    for (const key of ['bloc', 'com', 'a', 'b', 'c']) {
      const list = await ask(database, system, listMembers, { unitId: unit(key), day: month.to }, { now })
      const figure = figures.table.get('I03')?.get(unit(key))
      const row = strength.find((each) => each.unitId === unit(key))!
      expect(figure?.num).toBe(list.total)
      expect(row.closing).toBe(list.total)
      expect(balances(row)).toBe(true)
      for (const values of Object.values(figure!.parts)) {
        expect(Object.values(values).reduce((sum, part) => sum + part.num, 0)).toBe(list.total)
      }
    }
    expect(figures.traced.total).toBe(figures.table.get('I03')?.get(unit('com'))?.num)
    expect(figures.cell.map((member) => member.name)).toEqual(
      (await ask(database, system, listMembers, { unitId: unit('a'), day: month.to }, { now })).members.map(
        (member) => member.name,
      ),
    )
    const whole = strength.find((each) => each.unitId === unit('bloc'))!
    expect([whole.entered.move ?? 0, whole.left.move ?? 0]).toEqual([0, 0])
    expect(total(strength.find((each) => each.unitId === unit('b'))!.entered)).toBeGreaterThan(0)
    expect(figures.table.get('I07')?.get(unit('com'))).toMatchObject({
      num: 1,
      parts: { timeliness: { on_time: { num: 1 } } },
    })
  })

  it('filter, search without marks and sort', async () => {
    await admitted('c', {
      fullName: 'Lò Thị Ánh',
      sex: 'female',
      ethnicity: 'thai',
      birthOn: '1999-07-01',
      cardNumber: null,
    })
    await admitted('c', { fullName: 'Lường Văn An', ethnicity: 'thai', birthOn: '1993-06-30' })
    const names = async (input: object) =>
      (await ask(database, system, listMembers, { unitId: unit('c'), ...input }, { now })).members.map((m) => m.name)
    expect(await names({ ethnicity: 'minority' })).toEqual(['Lường Văn An', 'Lò Thị Ánh'])
    expect(await names({ ethnicity: 'minority', down: true })).toEqual(['Lò Thị Ánh', 'Lường Văn An'])
    expect(await names({ find: 'THI anh' })).toEqual(['Lò Thị Ánh'])
    expect(await names({ find: '%' })).toEqual([])
    expect(await names({ ethnicity: 'minority', age: '18-30' })).toEqual(['Lò Thị Ánh'])
    expect(await names({ ethnicity: 'minority', age: '31-40' })).toEqual(['Lường Văn An'])
    expect(await names({ ethnicity: 'minority', sex: 'female', status: 'full' })).toEqual([])
    for (const sort of ['admitted', 'cell']) expect(await names({ ethnicity: 'minority', sort })).toHaveLength(2)
    expect(await names({ day: '2020-01-01' })).toEqual([])
  })
})

describe('import', () => {
  const taken = (n: number, more: object = {}) => ({
    ...nobody({ fullName: `Hoàng Văn Nhập ${n}` }),
    admittedOn: '2016-05-19',
    confirmedOn: '2017-05-19',
    statuses: [
      { status: 'probationary', from: '2016-05-19', to: '2017-05-19' },
      { status: 'full', from: '2017-05-19' },
    ],
    cells: [{ unitId: unit('c'), from: '2016-05-19' }],
    events: [
      {
        kind: 'admission',
        unitId: unit('c'),
        effectiveOn: '2016-05-19',
        decidedOn: '2016-05-01',
        youthMember: true,
        decision: 0,
      },
    ],
    ...more,
  })
  const decisions = [{ number: '1-QĐ/ĐUK', issuedOn: '2016-05-01', issuer: 'Đảng ủy Khối', abstract: 'Kết nạp' }]

  it('takes over thousands of histories in seconds', async () => {
    const members = Array.from({ length: 4500 }, (_, n) => taken(n))
    const started = performance.now()
    const made = await run<{ memberIds: Id[] }>(systemCaller(foreign, 'test'), importMembers, {
      members: members.map((member) => ({
        ...member,
        cells: [{ unitId: unit('x-c'), from: '2016-05-19' }],
        events: member.events.map((event) => ({ ...event, unitId: unit('x-c') })),
      })),
      decisions,
    })
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(new Set(made.memberIds).size).toBe(4500)
    const list = await ask(
      database,
      systemCaller(foreign, 'test'),
      listMembers,
      { day: '2017-01-01', page: 90, status: 'probationary' },
      { now },
    )
    expect([list.total, list.members.length]).toEqual([4500, 50])
  })

  it('refuses the whole when one history is unsound, and names it', async () => {
    const twoCells = taken(1, {
      cells: [
        { unitId: unit('c'), from: '2016-05-19' },
        { unitId: unit('a'), from: '2020-01-01' },
      ],
    })
    await refused(() => run(system, importMembers, { members: [taken(0), twoCells], decisions }), 'members.two_cells', {
      'members.1.cells': 'members.two_cells',
    })
    const noCell = taken(1, { cells: [{ unitId: unit('com'), from: '2016-05-19' }] })
    await refused(() => run(system, importMembers, { members: [noCell], decisions }), 'members.not_a_cell', {
      'members.0.cells.0.unitId': 'members.not_a_cell',
    })
    await refused(() => run(system, importMembers, { members: [taken(2)] }), 'decisions.unknown', {
      'members.0.events.0.decision': 'decisions.unknown',
    })
  })
})
