// A register out of Excel on a real database: read and judged as a job, taken whole or not at all, taken back as long as nothing rests on it.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { admitMember, moveMember } from '#modules/members/members.server.ts'
import { withTenant } from '#platform/db/db.ts'
import type { JobContext, Progress } from '#platform/jobs/define-job.ts'
import { validate } from '#platform/operation/execute.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { describe, expect, test } from 'vitest'
import {
  admission,
  database,
  now,
  paper,
  profile,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { look, never, refusal, register, rowsOf, strength, undo } from '../../../tests/samples/intakes.ts'
import { base64, sheetOf, someone, workbook } from '../../../tests/samples/registers.ts'
import type { Plain, SheetSample } from '../../../tests/samples/registers.ts'
import { applyIntake, applyJob } from './apply-intake.ts'
import { chooseRows } from './choose-rows.ts'
import { openIntake } from './open-intake.ts'
import { readFileJob } from './read-file.ts'
import { setColumns } from './set-columns.ts'

useRegister()

function jobContext(runId: Id, caller: Caller): JobContext {
  return { database, tenantId, runId, accountId: null, caller, now, attempt: 1, signal: new AbortController().signal }
}

async function ended(runId: Id, state: string) {
  await withTenant(database, tenantId, (db) =>
    db.updateTable('job_run').set({ state }).where('tenant_id', '=', tenantId).where('id', '=', runId).execute(),
  )
}

const opened = async (sheets: SheetSample[], more: object = {}, caller: Caller = system) =>
  (
    await run<{ intakeId: Id }>(caller, openIntake, {
      purpose: 'import',
      unitId: unit('bloc'),
      asOf: '2024-01-01',
      fileName: 'dang-vien.xlsx',
      content: base64(await workbook(...sheets)),
      ...more,
    })
  ).intakeId

/** Reads the rows as the worker would. */
async function read(intakeId: Id, more: object = {}, caller: Caller = system) {
  const { version, sheet, asOf, columns } = await look(intakeId, caller)
  const { runId } = await run<{ runId: Id }>(caller, setColumns, {
    intakeId,
    version,
    sheet,
    asOf,
    columns: { ...columns, ...more },
  })
  await readFileJob.run(jobContext(runId, caller), { intakeId }, never)
  await ended(runId, 'done')
  return look(intakeId, caller)
}

const staged = async (rows: readonly Plain[], more: object = {}) => {
  const intakeId = await opened([sheetOf(rows)], more)
  await read(intakeId)
  return intakeId
}

async function applied(intakeId: Id, progress: Progress = never) {
  const { version } = await look(intakeId)
  const { runId } = await run<{ runId: Id }>(system, applyIntake, { intakeId, version })
  await applyJob.run(jobContext(runId, system), { intakeId }, progress)
  await ended(runId, 'done')
}

const choose = (intakeId: Id, choice: string, which: object) => run(system, chooseRows, { intakeId, choice, ...which })
describe('reading', () => {
  test('columns are found below a title, rows are judged, and nothing of the register changes', async () => {
    const before = await register()
    const intakeId = await opened([
      sheetOf([
        someone(),
        someone({
          'Họ và tên': 'Nguyễn V\u0430n \u041dòa'.normalize('NFD'),
          'Ngày sinh': '1985',
          'Ngày chính thức': null,
          CCCD: '07909000123',
        }),
        someone({
          'Họ và tên': 'Lý A',
          'Ngày vào Đảng': '31/02/2015',
          'Dân tộc': 'Sao Hỏa',
          'Chi bộ': 'Chi bộ Mặt trăng',
        }),
      ]),
    ])
    expect(await look(intakeId)).toMatchObject({
      state: 'open',
      columns: { fullName: 1, birthOn: 2, cell: 5, citizenId: 9 },
    })
    const after = await read(intakeId)
    expect(after).toMatchObject({ state: 'read', counts: { total: 3, new: 1, faulty: 2 } })
    const rows = await rowsOf(intakeId)
    const cells = (at: number) => rows[at]?.faults.map((fault) => `${fault.cell} ${fault.code} ${fault.read}`)
    // The headings stand in row 3.
    expect(rows.map((row) => row.line)).toEqual([5, 6, 4])
    expect(cells(0)).toEqual(['J5 intake.citizen_id ••••••••123'])
    expect(cells(1)).toEqual([
      'E6 intake.unknown_word Sao Hỏa',
      'G6 intake.not_a_day 31/02/2015',
      'F6 intake.unknown_cell Chi bộ Mặt trăng',
    ])
    expect(rows[0]?.name).toBe('Nguyễn Van Hòa')
    expect(rows[0]?.notes.map((note) => note.code)).toEqual([
      'intake.repaired_letters',
      'intake.repaired_form',
      'intake.only_year',
    ])
    expect(await register()).toBe(before)
  })

  test('what is staged holds no identity number in the open', async () => {
    const intakeId = await staged([
      someone({ 'Họ và tên': 'Lộc Văn Kín', CCCD: '079090001234', 'Điện thoại': '0912345678' }),
    ])
    const text = await withTenant(database, tenantId, async (db) =>
      JSON.stringify([
        await db.selectFrom('intake').selectAll().where('id', '=', intakeId).execute(),
        await db.selectFrom('intake_row').selectAll().where('intake_id', '=', intakeId).execute(),
      ]),
    )
    expect(text).toContain('Lộc Văn Kín')
    expect(text).not.toMatch(/079090001234|0912345678/)
    expect(text).not.toContain(Buffer.from('079090001234').toString('hex'))
  })

  test('a correction of columns is remembered for the same headings in another order', async () => {
    const heads = ['Tên gọi riêng', 'Ngày sinh', 'Mã số A', 'Giới tính']
    const first = await opened([{ heads, rows: [['Lý Thị Ba', '01/01/1980', '22222222', 'Nữ']] }])
    const { version, columns } = await look(first)
    expect(columns).toEqual({ birthOn: 1, sex: 3 })
    const set = (more: object) =>
      run(system, setColumns, { intakeId: first, version, sheet: 0, asOf: '2024-01-01', columns: more })
    expect(await refusal(set(columns))).toMatchObject({ fields: { 'columns.fullName': 'intake.column_needed' } })
    expect(await refusal(set({ fullName: 1, birthOn: 1 }))).toMatchObject({ code: 'intake.column_twice' })
    await read(first, { fullName: 0, cardNumber: 2 })
    const second = await opened([
      { heads: heads.toReversed(), rows: [['Nam', '33333333', '01/01/1981', 'Lý Văn Bốn']] },
    ])
    expect((await look(second)).columns).toEqual({ fullName: 3, cardNumber: 1, birthOn: 2, sex: 0 })
  })

  test('headings we do not know at all, and files that are none, are refused in words', async () => {
    const send = (content: string) => refusal(run(system, openIntake, { purpose: 'import', unitId: unit('bloc'), asOf: '2024-01-01', fileName: 'a.xlsx', content })) // prettier-ignore
    const blank = await workbook({ heads: ['A', 'B'], rows: [] })
    expect(await send(base64(blank))).toMatchObject({ code: 'intake.no_head', fields: { content: 'intake.no_head' } })
    expect(await send(base64(new TextEncoder().encode('họ tên;ngày sinh')))).toMatchObject({
      code: 'paper.not_a_workbook',
    })
    const old = new Uint8Array(600)
    old.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect(await send(base64(old))).toMatchObject({ code: 'paper.not_a_workbook' })
    const locked = new Uint8Array(600)
    locked.set(old)
    locked.set(Buffer.from('EncryptedPackage', 'utf16le'), 100)
    expect(await send(base64(locked))).toMatchObject({ code: 'paper.encrypted' })
    expect(await send('')).toMatchObject({ fields: { content: 'field.required' } })
    expect(await send('A'.repeat(30_000_000))).toMatchObject({ fields: { content: 'intake.too_large' } })
  })
})

describe('taking', () => {
  test('the rows are members then, counted from the day asked for; a second time all are found and nothing is new', async () => {
    const rows = [
      someone({ 'Họ và tên': 'Đàm Văn Một', 'Số thẻ': '10000001', CCCD: '079090000001' }),
      someone({ 'Họ và tên': 'Đàm Văn Hai', 'Ngày vào Đảng': '15/03/2024', 'Ngày chính thức': null }),
      someone({ 'Họ và tên': 'Đàm Văn Ba', 'Ngày vào Đảng': '20/04/2023', 'Ngày chính thức': '20/04/2024' }),
    ]
    const opening = JSON.stringify(await strength())
    const intakeId = await staged(rows)
    await applied(intakeId)
    expect(await look(intakeId)).toMatchObject({ state: 'applied', counts: { taken: 3, changed: 0 } })
    const taken = await rowsOf(intakeId)
    const [one, two, three] = await Promise.all(taken.map((row) => profile(row.memberId as Id)))
    expect(one).toMatchObject({
      name: 'Đàm Văn Một',
      state: 'full',
      cardNumber: '10000001',
      masked: { citizen_id: '•••••••••001' },
      events: [],
    })
    expect(one?.cells).toMatchObject([{ unitId: unit('a'), valid: { from: '2024-01-01', to: null } }])
    expect(two).toMatchObject({ state: 'probationary', events: [{ kind: 'admission', effectiveOn: '2024-03-15' }] })
    expect(three?.statuses.map((span) => [span.status, span.valid.from])).toEqual([
      ['probationary', '2024-01-01'],
      ['full', '2024-04-20'],
    ])
    const closing = JSON.stringify(await strength())
    expect(closing).not.toEqual(opening)

    const again = await staged(rows)
    expect(await look(again)).toMatchObject({ counts: { total: 3, matched: 3, same: 3, new: 0, update: 0 } })
    expect(await refusal(applied(again))).toMatchObject({ code: 'intake.nothing_to_take' })
    await undo(intakeId)
  })

  test('a record that is here is filled, or replaced when asked; deeds are told and not done', async () => {
    const { memberId } = await run<{ memberId: Id }>(
      system,
      admitMember,
      admission('a', { fullName: 'Phùng Thị Sáu', birthOn: '1991-06-06', ...paper('66-QĐ/ĐUK', '2023-03-01') }),
    )
    const row = {
      'Họ và tên': 'Phùng Thị Sáu',
      'Ngày sinh': '06/06/1991',
      'Dân tộc': 'Tày',
      'Số thẻ': '66666666',
      'Chi bộ': 'Chi bộ Nghiệp vụ',
    }
    const intakeId = await staged([row])
    const [found] = await rowsOf(intakeId)
    expect(found).toMatchObject({
      memberId,
      certain: true,
      choice: 'fill',
      differs: ['ethnicity', 'cardNumber'],
      fills: ['cardNumber'],
    })
    expect(found?.notes.map((note) => `${note.cell} ${note.code}`)).toEqual(['F4 intake.by_deed'])
    const before = await profile(memberId)
    await applied(intakeId)
    expect(await profile(memberId)).toMatchObject({
      cardNumber: '66666666',
      ethnicity: 'kinh',
      version: before.version,
      cells: before.cells,
    })
    await undo(intakeId)
    expect(await profile(memberId)).toMatchObject({ cardNumber: null, ethnicity: 'kinh' })

    const second = await staged([row])
    await choose(second, 'replace', { lines: [4] })
    await applied(second)
    expect(await profile(memberId)).toMatchObject({ cardNumber: '66666666', ethnicity: 'tay' })
    await undo(second)
    expect(await profile(memberId)).toMatchObject({ cardNumber: null, ethnicity: 'kinh' })
  })

  test('who went out of the reach of the import since it was read is not changed by it', async () => {
    const { memberId } = await run<{ memberId: Id }>(
      system,
      admitMember,
      admission('a', { fullName: 'Phùng Thị Bảy', birthOn: '1991-07-07', ...paper('67-QĐ/ĐUK', '2023-03-01') }),
    )
    const row = { 'Họ và tên': 'Phùng Thị Bảy', 'Ngày sinh': '07/07/1991', 'Dân tộc': 'Kinh', 'Số thẻ': '67676767', 'Chi bộ': 'Chi bộ Văn phòng' } // prettier-ignore
    const intakeId = await staged([row], { unitId: unit('com') })
    expect(await rowsOf(intakeId)).toMatchObject([{ memberId, choice: 'fill' }])
    await run(system, moveMember, { memberId, unitId: unit('c'), decidedOn: '2024-06-01', effectiveOn: '2024-06-01' })
    expect(await refusal(applied(intakeId))).toMatchObject({ code: 'intake.row_refused', why: 'intake.went_meanwhile' })
    expect(await profile(memberId)).toMatchObject({ cardNumber: null })
  })

  test('rows with faults or without a decision stand against it; left out, the rest is taken', async () => {
    const twin = someone({ 'Họ và tên': 'Mã Văn Đôi' })
    const intakeId = await staged([twin, twin, someone({ 'Họ và tên': 'X', 'Số thẻ': '777' })])
    expect((await look(intakeId)).counts).toMatchObject({ new: 1, twin: 1, undecided: 1, faulty: 1 })
    expect(await refusal(applied(intakeId))).toMatchObject({ code: 'intake.undecided', count: 2 })
    expect(await refusal(choose(intakeId, 'new', { lines: [6] }))).toMatchObject({ code: 'intake.row_has_faults' })
    expect(await refusal(choose(intakeId, 'fill', { lines: [4] }))).toMatchObject({ code: 'intake.nobody_here' })
    await choose(intakeId, 'skip', { filter: 'faulty' })
    await choose(intakeId, 'skip', { filter: 'undecided' })
    await applied(intakeId)
    expect((await rowsOf(intakeId)).map((row) => [row.line, row.outcome])).toEqual([
      [6, 'skipped'],
      [4, 'new'],
      [5, 'skipped'],
    ])
    await undo(intakeId)
  })

  test('one row that cannot be taken any more refuses all of them, and names itself', async () => {
    const intakeId = await staged([
      someone({ 'Họ và tên': 'Hứa Văn Đầu' }),
      someone({ 'Họ và tên': 'Hứa Văn Cuối', 'Số thẻ': '12121212' }),
    ])
    await run(system, admitMember, admission('a', { fullName: 'Hứa Văn Khác', ...paper('77-QĐ/ĐUK', '2023-03-01') }))
    const other = await staged([
      { 'Họ và tên': 'Hứa Văn Cuối', 'Số thẻ': '12121212', ...someone(), 'Ngày sinh': '01/01/1970' },
    ])
    await choose(other, 'skip', { lines: [4] }).catch(() => {})
    const third = await staged([someone({ 'Họ và tên': 'Hứa Thị Xen', 'Số thẻ': '12121212' })])
    await applied(third)
    const before = await register()
    expect(await refusal(applied(intakeId))).toMatchObject({
      code: 'intake.row_refused',
      line: 5,
      why: 'intake.came_meanwhile',
    })
    expect(await register()).toBe(before)
    await undo(third)
  })

  test('stopped in the middle it has taken nothing, and can be taken afterwards', async () => {
    const intakeId = await staged([someone({ 'Họ và tên': 'Ngô Văn Dừng' })])
    const before = await register()
    const { version } = await look(intakeId)
    const { runId } = await run<{ runId: Id }>(system, applyIntake, { intakeId, version })
    const stop: Progress = { set: () => {}, cancelled: () => Promise.resolve(true) }
    expect(await refusal(applyJob.run(jobContext(runId, system), { intakeId }, stop))).toMatchObject({
      code: 'intake.cancelled',
    })
    await ended(runId, 'cancelled')
    expect(await register()).toBe(before)
    expect(await look(intakeId)).toMatchObject({ state: 'read', failure: 'cancelled' })
    await applied(intakeId)
    expect((await look(intakeId)).state).toBe('applied')
    // The queue may bring a job twice.
    const after = await register()
    const { runId: last } = await look(intakeId)
    await applyJob.run(jobContext(last as Id, system), { intakeId }, never)
    expect(await register()).toBe(after)
    await undo(intakeId)
  })
})

test('the day of the sheet is one that was', async () => {
  expect(await refusal(opened([sheetOf([someone()])], { asOf: day('2024-07-01') }))).toMatchObject({
    fields: { asOf: 'members.in_future' },
  })
  expect(validate(openIntake.input, { purpose: 'compare', unitId: unit('bloc'), asOf: '30/06/2024', fileName: 'x', content: 'x' })).toMatchObject({ asOf: '2024-06-30' }) // prettier-ignore
})
