// On a real database: the report from opening to restating; a frozen version never changes; refusals change nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../tests/database/database.ts'
import type { TestDatabase } from '../../../tests/database/database.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { setTargets } from '#modules/targets/targets.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnit, foundUnits } from '#modules/units/units.server.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import {
  acceptPart,
  compareSnapshots,
  freezeReport,
  listReports,
  mergeUnitTexts,
  openReport,
  readCell,
  readDraft,
  readFrozen,
  readPart,
  readReport,
  restateReport,
  returnPart,
  rowsOf,
  saveNarrative,
  snapshotRecords,
  submitPart,
  suggestReport,
  verifySnapshot,
  withdrawPart,
  writtenHeadings,
} from './reports.server.ts'

let server: TestDatabase
let db: Database
let caller: Caller
let bloc: Id
let committee: Id
let cell: Id
let reportId: Id
const at = (text: string) => new Date(`${text}T02:00:00Z`)
const inTime = at('2020-09-24')
const afterCutOff = at('2020-10-02')

const run = (op: AnyOperation, input: unknown, now = inTime) => execute(db, caller, op, input, { now })
const look = (q: AnyQuery, input: unknown, now = inTime) => ask(db, caller, q, input, { now })
const part = (unitId: Id) => look(readPart, { reportId, unitId })
const state = async (unitId: Id) => (await part(unitId)).part.state
const version = async (unitId: Id) => (await part(unitId)).part.version
const reportVersion = async () => (await look(readReport, { reportId })).version

beforeAll(async () => {
  server = await testDatabase()
  db = openDatabase(server.app)
  const tenant = await createTenant(db, { slug: 'khoi-mot', name: 'Đảng bộ Khối một' }, at('2015-01-05'))
  caller = systemCaller(tenant.id, 'test')
  const since = '01/01/2015'
  bloc = (await run(foundUnit, { kind: 'bloc', name: 'Đảng bộ Khối các cơ quan tỉnh Ví Dụ', effectiveOn: since }))
    .unitId
  const { units } = await run(foundUnits, {
    units: [
      { key: 'a', parentId: bloc, kind: 'grassroots_committee', name: 'Đảng bộ Sở Một', effectiveOn: since },
      { key: 'b', parentId: bloc, kind: 'grassroots_cell', name: 'Chi bộ Hai', effectiveOn: since },
      { parentKey: 'a', kind: 'sub_cell', name: 'Chi bộ Văn phòng', effectiveOn: since },
      { parentKey: 'a', kind: 'sub_cell', name: 'Chi bộ Thanh tra', effectiveOn: '01/03/2020' },
    ],
  })
  ;[committee, cell] = units.map((unit: { unitId: Id }) => unit.unitId)
  await run(setTargets, {
    targets: [{ indicator: 'I02', unitId: committee, period: 'nam-2020', value: 4, source: null }],
  })
  reportId = (await run(openReport, { period: '9-thang-2020', cutOffOn: '30/09/2020', dueOn: '25/09/2020' })).id
})
afterAll(async () => {
  await db?.destroy()
  await server?.drop()
})

async function write(unitId: Id, text: string) {
  const { report } = await part(unitId)
  for (const heading of writtenHeadings(report.headings)) {
    await run(saveNarrative, { reportId, unitId, heading: heading.code, body: text, version: await version(unitId) })
  }
}

describe('opening', () => {
  it('takes title, headings and calendar from the rulebook', async () => {
    const suggested = await look(suggestReport, { period: '9-thang-2020' })
    expect(suggested).toMatchObject({ cutOffOn: '2020-09-15', dueOn: '2020-09-20' })
    expect(suggested.title).toBe(
      'Báo cáo kết quả công tác xây dựng Đảng 9 tháng đầu năm, nhiệm vụ trọng tâm quý IV năm 2020',
    )
    expect(writtenHeadings(suggested.headings).map(({ code }) => code)).toContain('II.2')
  })

  it.each([
    [
      'the same period twice',
      { period: '9-thang-2020', cutOffOn: '30/09/2020', dueOn: '25/09/2020' },
      { period: 'reports.taken' },
    ],
    [
      'a cut-off outside the period',
      { period: '6-thang-2020', cutOffOn: '15/07/2020', dueOn: '20/07/2020' },
      { cutOffOn: 'reports.cut_off_outside' },
    ],
    [
      'a due day before the period',
      { period: 'quy-2021-1', cutOffOn: '15/03/2021', dueOn: '31/12/2020' },
      { dueOn: 'reports.due_before_period' },
    ],
    ['a wrong day', { period: '6-thang-2020', cutOffOn: '31/06/2020', dueOn: '20/06/2020' }, { cutOffOn: 'field.day' }],
  ])('is refused with %s', async (_what, input, fields) => {
    await expect(run(openReport, input)).rejects.toMatchObject({ fields })
    expect((await look(listReports, {})).reports).toHaveLength(1)
  })
})

describe('a part', () => {
  it('has its figures before anything is written', async () => {
    const { figures } = await part(committee)
    const subCells = figures.find((one: { indicator: { code: string } }) => one.indicator.code === 'I02')
    expect(subCells).toMatchObject({ num: 2, before: { num: 1 }, target: 4 })
  })

  it('is not handed in empty; each missing heading is named', async () => {
    await expect(run(submitPart, { reportId, unitId: committee, version: 0 })).rejects.toMatchObject({
      code: 'reports.nothing_written',
    })
    await run(saveNarrative, { reportId, unitId: committee, heading: 'I.1', body: 'Đã làm', version: 0 })
    await expect(run(submitPart, { reportId, unitId: committee, version: 1 })).rejects.toMatchObject({
      fields: { 'heading-I.2': 'reports.heading_empty:I.2', 'heading-III': 'reports.heading_empty:III' },
    })
    expect(await state(committee)).toBe('draft')
  })

  it('keeps a stale form from overwriting', async () => {
    await expect(
      run(saveNarrative, { reportId, unitId: committee, heading: 'I.1', body: 'Cũ', version: 0 }),
    ).rejects.toMatchObject({ code: 'stale' })
    expect((await part(committee)).texts['I.1']).toBe('Đã làm')
  })

  it('is handed in once, taken back, sent back with a reason, handed in again and accepted', async () => {
    await write(committee, 'Đã thực hiện tốt.')
    await run(submitPart, { reportId, unitId: committee, version: await version(committee) })
    await expect(
      run(submitPart, { reportId, unitId: committee, version: await version(committee) }),
    ).rejects.toMatchObject({
      code: 'reports.sent_twice',
    })
    await expect(
      run(saveNarrative, {
        reportId,
        unitId: committee,
        heading: 'I.1',
        body: 'Sửa',
        version: await version(committee),
      }),
    ).rejects.toMatchObject({ code: 'reports.not_writable' })
    await run(withdrawPart, { reportId, unitId: committee, version: await version(committee) })
    await run(submitPart, { reportId, unitId: committee, version: await version(committee) })
    await expect(
      run(returnPart, { reportId, unitId: committee, version: await version(committee), reason: ' ' }),
    ).rejects.toMatchObject({ fields: { reason: 'field.required' } })
    await run(returnPart, {
      reportId,
      unitId: committee,
      version: await version(committee),
      reason: 'Thiếu số liệu học tập',
    })
    expect((await part(committee)).part).toMatchObject({ state: 'returned', reason: 'Thiếu số liệu học tập' })
    await run(submitPart, { reportId, unitId: committee, version: await version(committee) }, afterCutOff)
    await run(acceptPart, { reportId, unitId: committee, version: await version(committee) })
    // The first hand-in was in time: being asked to improve it makes nobody late.
    expect((await part(committee)).part).toMatchObject({ state: 'accepted', submittedOn: '2020-09-24', reason: null })
  })

  it('of a unit that is not a grassroots unit is unknown', async () => {
    await expect(
      run(saveNarrative, { reportId, unitId: bloc, heading: 'I.1', body: 'x', version: 0 }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the consolidated report', () => {
  it('adds up: the bloc is the sum of its grassroots units, with last year and targets', async () => {
    const { content } = await look(readReport, { reportId }, afterCutOff)
    const { total, rows } = rowsOf(content, { open: new Set() })
    content.indicators.forEach(({ code }: { code: string }, at: number) => {
      const sum = rows.reduce((all, row) => all + (row.figures[at]?.num ?? 0), 0)
      expect([code, total?.figures[at]?.num]).toEqual([code, sum])
    })
    expect(content.completeness).toMatchObject({ units: 2, accepted: 1, late: 1 })
    expect(rowsOf(content, { open: new Set([committee]) }).rows.map((row) => row.level)).toEqual([0, 1, 1, 0])
    expect(rowsOf(content, { open: new Set(), standing: 'late' }).rows.map((row) => row.name)).toEqual(['Chi bộ Hai'])
  })

  it('opens the records behind a cell, which give the figure back', async () => {
    const found = await look(readCell, { reportId, indicator: 'I02', unitId: bloc })
    expect(found).toMatchObject({ total: 2, agrees: true, before: { num: 1 } })
    expect(
      Object.values(found.figure.parts.place as Record<string, { num: number }>).reduce((s, p) => s + p.num, 0),
    ).toBe(2)
  })

  it('merges accepted texts, each under its unit', async () => {
    await run(mergeUnitTexts, { reportId, version: await reportVersion() })
    const { content } = await look(readReport, { reportId })
    expect(content.merged['I.2']).toBe('Đảng bộ Sở Một: Đã thực hiện tốt.')
  })
})

describe('a frozen report', () => {
  it('is refused before the cut-off day', async () => {
    await expect(run(freezeReport, { reportId, version: await reportVersion() })).rejects.toMatchObject({
      code: 'reports.before_cut_off',
    })
  })

  it('stays as it was when records are corrected; the restated version tells the difference and why', async () => {
    await run(freezeReport, { reportId, version: await reportVersion() }, afterCutOff)
    const frozen = await look(readFrozen, { reportId })
    expect(frozen.content.figures['I02'][bloc]).toMatchObject({ num: 2, before: { num: 1 } })

    await expect(
      run(restateReport, { reportId, reason: 'Thử', version: await reportVersion() }, afterCutOff),
    ).rejects.toMatchObject({
      code: 'reports.nothing_to_restate',
    })
    // A cell that was forgotten is recorded later, for a day before the cut-off.
    const late = await run(
      foundUnit,
      { parentId: committee, kind: 'sub_cell', name: 'Chi bộ Bổ sung', effectiveOn: '01/06/2020' },
      at('2020-11-02'),
    )

    const again = await look(readFrozen, { reportId })
    expect(again).toEqual(frozen)
    expect(await look(verifySnapshot, { reportId })).toMatchObject({ unchanged: true, addsUp: true })
    expect((await look(snapshotRecords, { reportId, indicator: 'I02', unitId: bloc })).total).toBe(2)
    expect((await look(readDraft, { reportId })).figures['I02'][bloc].num).toBe(3)

    const restated = await run(
      restateReport,
      { reportId, reason: 'Bổ sung chi bộ ghi sót', version: await reportVersion() },
      at('2020-11-03'),
    )
    expect(restated).toMatchObject({
      ordinal: 2,
      differences: [{ indicator: 'I02', unitId: late.unitId, added: [late.unitId], removed: [] }],
    })
    const compared = await look(compareSnapshots, { reportId, from: 1, to: 2 })
    expect(compared).toMatchObject({
      reason: 'Bổ sung chi bộ ghi sót',
      differences: [{ unitName: 'Chi bộ Bổ sung', before: { num: 0 }, after: { num: 1 } }],
    })
    expect((await look(readFrozen, { reportId, ordinal: 1 })).hash).toBe(frozen.hash)
    expect((await look(snapshotRecords, { reportId, ordinal: 2, indicator: 'I02', unitId: committee })).total).toBe(3)
  })

  it('takes no more texts, hand-ins or decisions', async () => {
    await expect(
      run(saveNarrative, { reportId, unitId: cell, heading: 'I.1', body: 'x', version: 0 }),
    ).rejects.toMatchObject({ code: 'reports.frozen' })
    await expect(
      run(returnPart, { reportId, unitId: committee, reason: 'x', version: await version(committee) }),
    ).rejects.toMatchObject({ code: 'reports.frozen' })
  })

  it('cannot be changed by the role of the product, and a change by an owner is found', async () => {
    const change = (database: Database) =>
      withTenant(database, caller.tenantId, (tx) =>
        tx
          .updateTable('report_snapshot_figure')
          .set({ numerator: 9 })
          .where('tenant_id', '=', caller.tenantId)
          .where('unit_id', '=', committee)
          .execute(),
      )
    await expect(change(db)).rejects.toThrow(/permission denied/)
    const owner = openDatabase(server.owner)
    await change(owner)
    await owner.destroy()
    expect(await look(verifySnapshot, { reportId, ordinal: 1 })).toMatchObject({ unchanged: false, addsUp: false })
  })

  it('is unknown to another bloc', async () => {
    const tenant = await createTenant(db, { slug: 'khoi-hai', name: 'Đảng bộ Khối hai' }, inTime)
    const stranger = systemCaller(tenant.id, 'test')
    await expect(ask(db, stranger, readFrozen, { reportId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(ask(db, stranger, readReport, { reportId })).rejects.toMatchObject({ code: 'not_found' })
  })
})
