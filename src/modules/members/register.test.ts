// Reading the register on a real database: lists, strength and figures agree with each other; an import is all or nothing.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { rollUp, traceFigure } from '#modules/figures/figures.server.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  admitted,
  database,
  foreign,
  nobody,
  now,
  paper,
  refused,
  run,
  system,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { admissions, confirmations, totalMembers } from './member-figures.ts'
import {
  confirmMember,
  importMembers,
  leaveMember,
  listMembers,
  membersOfCell,
  moveMember,
  readStrength,
} from './members.server.ts'
import { balances, total } from './strength.ts'

useRegister()

beforeAll(async () => {
  const [first, second] = [await admitted('a'), await admitted('a')]
  for (const key of ['a', 'b', 'c', 'c']) await admitted(key)
  const confirmed = { memberId: first, decidedOn: '2024-05-20', ...paper('20-QĐ/ĐUK', '2024-05-20') }
  await run(system, confirmMember, confirmed)
  await run(system, moveMember, {
    memberId: first,
    unitId: unit('b'),
    decidedOn: '2024-06-01',
    effectiveOn: '2024-06-01',
  })
  await run(system, leaveMember, {
    memberId: second,
    kind: 'death',
    decidedOn: '2024-06-10',
    effectiveOn: '2024-06-10',
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
