// A year of reorganisations on a real database, its nine months followed through both structures: a cell split, one part absorbed
// elsewhere later, two cells joined, one gone to another bloc, one moved. Figures, lists, report, frozen report, targets (HIS-07, HIS-08).
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { accountCaller, grantAccess, systemCaller } from '#modules/access/access.server.ts'
import {
  allIndicators,
  comparable,
  indicatorsOf,
  listRecords,
  readFigures,
  rollUp,
} from '#modules/figures/figures.server.ts'
import type { Figure } from '#modules/figures/figures.server.ts'
import { admitMember, leaveMember, moveAlong, moveMember } from '#modules/members/members.server.ts'
import { listTargets, setTargets } from '#modules/targets/targets.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { carryOutActs, foundUnits } from '#modules/units/units.server.ts'
import type { MemberRoute, ReorganisationAct } from '#modules/units/units.server.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll, execute } from '#platform/operation/execute.ts'
import { operation } from '#platform/operation/operation.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import '../meetings/meetings.server.ts'
import {
  freezeReport,
  openReport,
  originLines,
  readCell,
  readComparison,
  readDraft,
  readFrozen,
  readReport,
  reportSheetOf,
  rowsOf,
  shownComparison,
  verifySnapshot,
} from './reports.server.ts'
import type { ContentFigure, ReportContent } from './reports.server.ts'

process.env['KHOI_SECRET'] = 'a secret for tests of at least thirty-two letters'
let server: TestDatabase
let db: Database
let caller: Caller
let tenantId: Id
const units = new Map<string, Id>()
const people = new Map<string, Id>()
const unit = (key: string) => units.get(key) as Id
const who = (key: string) => people.get(key) as Id
const at = (text: string) => new Date(`${text}T05:00:00Z`)
const END = at('2025-12-20')

const run = <R>(op: AnyOperation, input: unknown, now = END) => execute(db, caller, op, input, { now }) as Promise<R>
const look = (q: AnyQuery, input: unknown, now = END, as = caller) => ask(db, as, q, input, { now })

/** The acts of one plan, with members along, as a reorganisation carries them out. */
const reorganise = operation({
  name: 'test.reorganise',
  summary: 'Carry out acts with members',
  permission: 'unit.write',
  input: v.object({ acts: v.any(), on: v.any() }),
  async run(ctx, input) {
    const on = input.on as Day
    const acts = input.acts as ReorganisationAct[]
    const named = acts.flatMap((act) => act.members ?? [])
    const counts = (edge: { predecessorId: Id | null; successorId: Id | null }) => {
      const route = named.find((one) => one.from === edge.predecessorId && one.to === edge.successorId)
      return route && route.members !== 'rest' ? route.members.length : null
    }
    const outcome = await carryOutActs(ctx, acts, { on, decisionId: null, membersOf: counts })
    await moveAlong(ctx, outcome, { on, decisionId: null })
    return outcome
  },
})

const act = (on: string, acts: ReorganisationAct[]) => run(reorganise, { acts, on: day(on) })
const fresh = (key: string, parent: string, kind: 'sub_cell' | 'grassroots_cell') => {
  units.set(key, newId())
  return {
    ...{ unitId: unit(key), parentId: unit(parent), kind, name: `Chi bộ ${key}`, shortName: key },
    ...{ code: null, sector: null, localityId: null },
  }
}
const route = (from: string, to: string, members: readonly Id[]): MemberRoute => ({
  from: unit(from),
  to: unit(to),
  members,
})

const NAMES = ['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Văn Cao', 'Phạm Thị Dung', 'Hoàng Văn Em', 'Nông Thị Giang', 'Vi Văn Hải', 'Lý Thị Khoa', 'Đỗ Văn Lâm', 'Bùi Thị Mai'] // prettier-ignore
async function admit(key: string, cell: string, decidedOn: string) {
  const made = await run<{ memberId: Id }>(admitMember, {
    ...{ fullName: NAMES[people.size], sex: 'male', birthOn: '1990-05-19', ethnicity: 'kinh', education: 'university' },
    ...{ unitId: unit(cell), decidedOn, effectiveOn: decidedOn, youthMember: false },
    decision: { number: `${people.size + 1}-QĐ/ĐUK`, issuedOn: decidedOn, issuer: 'Đảng ủy Khối', abstract: 'Kết nạp' },
  })
  people.set(key, made.memberId)
}

async function heldMeeting(cell: string, heldOn: string) {
  await withTenant(db, tenantId, (tx) =>
    tx
      .insertInto('meeting')
      .values({
        ...{ tenant_id: tenantId, id: newId(), unit_id: unit(cell), kind: 'regular', state: 'held' },
        ...{ month: day(`${heldOn.slice(0, 7)}-01`), held_on: day(heldOn), recorded_at: END, changed_at: END },
      })
      .execute(),
  )
}

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.app)
  tenantId = (await createTenant(db, { slug: 'khoi-mot', name: 'Khối' }, at('2020-01-02'))).id
  caller = systemCaller(tenantId, 'test')
  const row = (key: string, parentKey: string | null, kind: string, name = `Chi bộ ${key}`) => ({ key, parentKey, kind, name, effectiveOn: '2020-01-01' }) // prettier-ignore
  const founded = await run<{ units: { key: string; unitId: Id }[] }>(foundUnits, {
    units: [
      row('khoi', null, 'bloc', 'Đảng bộ Khối các cơ quan tỉnh Ví Dụ'),
      row('com', 'khoi', 'grassroots_committee', 'Đảng bộ Sở Một'),
      row('hai', 'khoi', 'grassroots_committee', 'Đảng bộ Sở Hai'),
      ...['a', 'b', 'd', 'e'].map((key) => row(key, 'com', 'sub_cell')),
      ...['m', 'n'].map((key) => row(key, 'hai', 'sub_cell')),
      row('c', 'khoi', 'grassroots_cell'),
      row('t', 'khoi', 'grassroots_cell'),
    ],
  })
  for (const each of founded.units) units.set(each.key, each.unitId)
  await run(
    setTargets,
    {
      targets: [
        { indicator: 'I04', unitId: unit('a'), period: 'nam-2025', value: 12, source: null },
        { indicator: 'I04', unitId: unit('c'), period: 'nam-2025', value: 5, source: null },
        { indicator: 'I04', unitId: unit('d'), period: 'nam-2025', value: 2, source: null },
      ],
    },
    at('2025-01-10'),
  )
  for (const [key, cell, on] of [
    ...[['a1', 'a', '2024-03-05'], ['a2', 'a', '2024-03-05'], ['a3', 'a', '2024-04-05'], ['a4', 'a', '2024-04-05'], ['gone', 'a', '2024-05-05']], // prettier-ignore
    ...[
      ['d1', 'd', '2024-05-10'],
      ['e1', 'e', '2024-06-10'],
      ['t1', 't', '2024-06-20'],
      ['m1', 'm', '2024-07-01'],
    ],
    ['new', 'a', '2025-02-03'],
  ] as const)
    await admit(key as string, cell as string, on as string)
  await heldMeeting('a', '2024-06-03')
  await heldMeeting('e', '2024-06-03')
  await run(leaveMember, { memberId: who('gone'), kind: 'death', decidedOn: '2024-12-01', effectiveOn: '2024-12-01' })
  await act('2025-03-01', [
    {
      ...{ kind: 'split', input: unit('a'), children: {} },
      units: [fresh('v', 'com', 'sub_cell'), fresh('w', 'com', 'sub_cell')],
      members: [route('a', 'v', [who('a1'), who('a2'), who('new')]), route('a', 'w', [who('a3'), who('a4')])],
    },
    { kind: 'consolidate', inputs: [unit('d'), unit('e')], unit: fresh('f', 'com', 'sub_cell') },
    { kind: 'move', unitId: unit('m'), parentId: unit('com') },
  ])
  await act('2025-05-01', [{ kind: 'transfer_out', unitId: unit('t'), to: 'Đảng ủy xã Ví Dụ' }])
  await run(moveMember, { memberId: who('a2'), unitId: unit('b'), decidedOn: '2025-06-01', effectiveOn: '2025-06-01' })
  await act('2025-07-01', [{ kind: 'absorb', inputs: [unit('w')], into: unit('f') }])
})
afterAll(async () => {
  await db?.destroy()
  await server?.drop()
})

const [YEAR_AGO, NOW] = [
  { from: day('2024-01-01'), to: day('2024-09-30') },
  { from: day('2025-01-01'), to: day('2025-09-30') },
]
const D = NOW.to

/** Figures by the keys of units: 4, or { num: 4, unshared: 1 }. */
async function figures(code: string, span: { from: Day; to: Day }, basis: Parameters<typeof rollUp>[2]['basis']) {
  const [indicator] = indicatorsOf([code])
  if (!indicator) throw new Error(code)
  const table = await askAll(db, caller, (_, ctx) => rollUp(ctx, [{ key: code, indicator, span }], { basis }), {
    now: END,
  })
  const names = new Map([...units].map(([key, id]) => [id, key]))
  const short = ({ num, den, unshared }: Figure) =>
    den === null && !unshared ? num : { num, ...(den === null ? {} : { den }), ...(unshared ? { unshared } : {}) }
  return Object.fromEntries([...(table.get(code) ?? [])].map(([id, figure]) => [names.get(id) ?? id, short(figure)]))
}

describe('nine months of last year', () => {
  it('stand where they stood, in the structure of the time', async () => {
    expect(await figures('I04', YEAR_AGO, { on: D })).toEqual({ khoi: 9, com: 8, a: 5, d: 1, e: 1, t: 1, m: 1 })
    expect(await figures('I04', YEAR_AGO, 'event')).toEqual({ khoi: 9, com: 7, hai: 1, a: 5, d: 1, e: 1, t: 1, m: 1 })
  })

  it('stand with the heirs today: joined exactly, divided by where members went, what nobody can share is told', async () => {
    // a1 and a2 went to v (a2 on to b later, on his own), a3 and a4 to w and with it to f; who died before cannot be shared.
    expect(await figures('I04', YEAR_AGO, { lineage: D })).toEqual({
      ...{ khoi: 8, com: 8, m: 1 },
      v: { num: 2, unshared: 1 },
      f: { num: 4, unshared: 1 },
    })
    // Before the absorption the part stood by itself; on the day before the split all was one.
    expect(await figures('I04', YEAR_AGO, { lineage: day('2025-06-30') })).toMatchObject({
      w: { num: 2, unshared: 1 },
      f: 2,
    })
    expect(await figures('I04', YEAR_AGO, { lineage: day('2025-02-28') })).toEqual(
      await figures('I04', YEAR_AGO, { on: day('2025-02-28') }),
    )
  })

  it('of strength follow the members, of meetings the cells, of units only those above', async () => {
    expect(await figures('I03', YEAR_AGO, { lineage: D })).toMatchObject({ khoi: 8, v: { num: 2 }, f: { num: 4 } })
    expect(await figures('I24', YEAR_AGO, { lineage: D })).toMatchObject({
      com: { num: 2, den: 45 },
      // Nine months of a cannot be shared between v and f; d and e are f's exactly.
      v: { num: 0, den: 0, unshared: 9 },
      f: { num: 1, den: 18, unshared: 9 },
      b: { num: 0, den: 9 },
      khoi: { num: 2, den: 63 },
    })
    // a, b, d, e and m stand in com's place; v and f are one cell each today, and were not two or three then.
    expect(await figures('I02', YEAR_AGO, { lineage: D })).toEqual({
      ...{ khoi: 6, com: 5, hai: 1, b: 1, m: 1, n: 1 },
      ...{ v: { num: 0, unshared: 1 }, f: { num: 0, unshared: 3 } },
    })
  })

  it('this year: what happened before the day of the split is carried, on the day itself not', async () => {
    expect(await figures('I04', NOW, { on: D })).toEqual({ khoi: 1, com: 1, a: 1 })
    expect(await figures('I04', NOW, { lineage: D })).toEqual({ khoi: 1, com: 1, v: 1 })
  })

  it('equal their lists for every indicator and unit', async () => {
    for (const indicator of allIndicators()) {
      const question = { period: '9-thang-2024', tree: 'lineage', structureOn: '30/09/2025' }
      const { figures: all } = await look(readFigures, { ...question, indicators: indicator.code })
      for (const figure of all) {
        const list = await look(listRecords, {
          ...question,
          indicator: indicator.code,
          unitId: figure.unitId,
          size: 500,
        })
        expect([indicator.code, list.num ?? 0, list.records.length]).toEqual([indicator.code, figure.num, list.total])
      }
    }
  })
})

describe('who sees one heir only', () => {
  it('sees what it carries, and nothing of the others', async () => {
    const accountId = newId()
    await withTenant(db, tenantId, (tx) =>
      tx
        .insertInto('account')
        .values({
          tenant_id: tenantId,
          id: accountId,
          user_id: accountId,
          user_name: 'f',
          display_name: 'f',
          created_at: END,
        })
        .execute(),
    )
    await run(grantAccess, { accountId, role: 'cell_secretary', unitId: unit('f'), from: '2025-03-01' })
    const secretary = accountCaller(tenantId, accountId, { now: END })
    const question = { period: '9-thang-2024', tree: 'lineage', indicators: 'I04' }
    const { figures: seen } = await look(readFigures, question, END, secretary)
    expect(seen).toMatchObject([{ unitId: unit('f'), num: 4, unshared: 1 }])
    const list = await look(listRecords, { ...question, indicator: 'I04', unitId: unit('f') }, END, secretary)
    expect(list.records.map((record: { title: string }) => record.title).toSorted()).toEqual(
      ['Lê Văn Cao', 'Nông Thị Giang', 'Phạm Thị Dung', 'Vi Văn Hải'].toSorted(),
    )
    await expect(
      look(listRecords, { ...question, indicator: 'I04', unitId: unit('v') }, END, secretary),
    ).rejects.toThrow()
  })
})

describe('the report of the nine months', () => {
  let reportId: Id
  const cell = (content: ReportContent, key: string, code = 'I04') =>
    content.figures[code]?.[unit(key)] as ContentFigure

  beforeAll(async () => {
    const opened = await run<{ id: Id }>(openReport, {
      period: '9-thang-2025',
      cutOffOn: '30/09/2025',
      dueOn: '05/10/2025',
    })
    reportId = opened.id
  })

  it('compares units with what they came from', async () => {
    const { content } = await look(readReport, { reportId })
    expect(cell(content, 'a')).toMatchObject({ num: 1, before: { num: 0 }, compared: { num: 0 } })
    expect(cell(content, 'v')).toMatchObject({ num: 0, compared: { num: 1 }, before: { num: 2 }, unshared: 1 })
    expect([shownComparison(cell(content, 'v')), shownComparison(cell(content, 'm'))]).toEqual(['—', '−1'])
    // The bloc lost t and compares without it.
    expect(cell(content, 'khoi')).toMatchObject({ num: 1, before: { num: 8 } })
    expect(originLines(content).toSorted()).toEqual([
      'Chi bộ f: gồm cả Chi bộ d, hợp nhất ngày 01/03/2025; gồm cả Chi bộ e, hợp nhất ngày 01/03/2025; gồm cả Chi bộ w, sáp nhập ngày 01/07/2025.',
      'Chi bộ t chuyển về Đảng ủy xã Ví Dụ ngày 01/05/2025, không còn trong cơ cấu này',
      'Chi bộ v: gồm 3 đảng viên từ Chi bộ a, chia ngày 01/03/2025.',
      'Chi bộ w: gồm 2 đảng viên từ Chi bộ a, chia ngày 01/03/2025.',
    ])
  })

  it('adds up in the structure of today, without those that ended', async () => {
    const { content } = await look(readReport, { reportId, structure: 'today' })
    expect(content.structureOn).toBe('2025-12-20')
    expect(content.units.some((one: { closed: boolean }) => one.closed)).toBe(false)
    expect(cell(content, 'a')).toBeUndefined()
    expect(cell(content, 'v')).toMatchObject({ num: 1, before: { num: 2 }, unshared: 1 })
    const { total, rows } = rowsOf(content, { open: new Set() })
    content.indicators.forEach(({ code }: { code: string }, n: number) => {
      const below = rows.reduce((sum, row) => sum + (row.figures[n]?.num ?? 0), 0)
      const unshared = rows.some((row) => !comparable(row.figures[n]))
      if (!unshared) expect([code, below]).toEqual([code, total?.figures[n]?.num])
    })
    const opened = await look(readCell, { reportId, indicator: 'I04', unitId: unit('v'), structure: 'today' })
    expect(opened).toMatchObject({ total: 1, agrees: true, figure: { num: 1 }, before: { num: 2, unshared: 1 } })
  })

  it('names its structure in the heading of the sheet, and tells what is not comparable', async () => {
    const [sheet] = reportSheetOf(await look(readDraft, { reportId, structure: 'today' }), null)
    expect(sheet?.title?.[1]).toBe(
      'Số liệu chốt ngày 30/09/2025, theo cơ cấu hiện nay (ngày 20/12/2025): số liệu cũ tính cho đơn vị kế thừa.',
    )
    expect(sheet?.notes?.[0]).toMatch(/^Có \d+ số không so sánh được với cùng kỳ/)
    const [then] = reportSheetOf(await look(readDraft, { reportId }), null)
    expect(then?.title?.[1]).toBe(
      'Số liệu chốt ngày 30/09/2025, theo cơ cấu tại thời điểm: hệ thống tổ chức của ngày đó.',
    )
  })

  it('keeps what was frozen, whatever is reorganised later', async () => {
    await run(freezeReport, { reportId, version: 1 })
    const frozen = (await look(readFrozen, { reportId })).content
    const bothBefore = [await figures('I04', YEAR_AGO, { lineage: D }), await figures('I04', NOW, { on: D })]
    await act('2025-11-01', [{ kind: 'absorb', inputs: [unit('v')], into: unit('f') }])
    expect([await figures('I04', YEAR_AGO, { lineage: D }), await figures('I04', NOW, { on: D })]).toEqual(bothBefore)
    expect((await look(readFrozen, { reportId })).content).toEqual(frozen)
    expect(await look(verifySnapshot, { reportId })).toMatchObject({ unchanged: true, addsUp: true })
    const renewed = await look(readComparison, { reportId })
    expect(cell(renewed, 'v')).toEqual(cell(frozen, 'v'))
    // Both parts are one again: nothing is left unshared.
    expect(await figures('I04', YEAR_AGO, { lineage: day('2025-11-30') })).toEqual({ khoi: 8, com: 8, f: 7, m: 1 })
  })
})

describe('targets of the year', () => {
  it('follow the parts by their members, and are met by what the predecessors did', async () => {
    const { targets, names } = await look(listTargets, { period: 'nam-2025', indicator: 'I04', on: '30/09/2025' })
    const by = (key: string) => targets.find((target: { unitId: Id }) => target.unitId === unit(key))
    expect(
      targets.map((target: { unitName: string; value: number }) => [target.unitName, target.value]).toSorted(),
    ).toEqual([
      ['Chi bộ c', 5],
      ['Chi bộ f', 7],
      ['Chi bộ v', 7],
    ])
    // 12 × 3/5 = 7.2 and 12 × 2/5 = 4.8: whole admissions, 7 and 5.
    expect(by('v')).toMatchObject({
      ...{ id: null, own: null, figure: { num: 1 } },
      shares: [{ from: unit('a'), whole: 12, value: 7, members: 3, outOf: 5 }],
    })
    expect(by('f').shares).toMatchObject([
      { from: unit('d'), value: 2, outOf: null },
      { from: unit('w'), value: 5, through: [{ from: unit('a'), members: 2 }] },
    ])
    expect(names[unit('a')]).toBe('Chi bộ a')
  })

  it('set after the act stand as they were set', async () => {
    const target = { indicator: 'I04', unitId: unit('v'), period: 'nam-2025', value: 3, source: null }
    await run(setTargets, { targets: [target] })
    const { targets } = await look(listTargets, { period: 'nam-2025', indicator: 'I04', on: '30/09/2025' })
    expect(targets.find((one: { unitId: Id }) => one.unitId === unit('v'))).toMatchObject({
      value: 3,
      own: 3,
      shares: [],
    })
  })
})
