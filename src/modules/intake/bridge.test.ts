// The register against a national export: who is only on one side, what differs, who may be the same; nothing of the register changes.
import type { Id } from '#kernel/ids.ts'
import { AppError } from '#kernel/errors.ts'
import { withTenant } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { expect, test } from 'vitest'
import { brought, look } from '../../../tests/samples/intakes.ts'
import {
  admitted,
  database,
  everything,
  now,
  paper,
  person,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { workbook } from '../../../tests/samples/registers.ts'
import { bridgeCells, listBridge, markBridgeLine, revealBridgeLine } from './bridge-lines.ts'

useRegister()

const lines = async (intakeId: Id, more: object = {}, caller: Caller = system) =>
  (await ask(database, caller, listBridge, { intakeId, all: true, ...more }, { now })).lines

test('differences are listed by cell with both values, masked, marked when done, and nothing else changes', async () => {
  await admitted('a', { fullName: 'Bế Văn Đúng', birthOn: '1980-01-01', ...paper('1-QĐ/ĐUK', '2023-03-01') })
  await admitted('a', { fullName: 'Bế Thị Lệch', birthOn: '1981-02-03', citizenId: '004081000001', phone: '0911111111', ...paper('2-QĐ/ĐUK', '2023-03-01') }) // prettier-ignore
  await admitted('b', { fullName: 'Bế Văn Thiếu', birthOn: '1982-01-01', ...paper('3-QĐ/ĐUK', '2023-03-01') })
  await admitted('c', { fullName: 'Bế Thị Nhầm', birthOn: '1983-04-05', ...paper('4-QĐ/ĐUK', '2023-03-01') })
  const before = await everything()
  const heads = [
    'Mã',
    'HỌ TÊN ĐẢNG VIÊN',
    'Số CCCD',
    'NGÀY SINH',
    'Chi bộ sinh hoạt',
    'Ngày vào Đảng',
    'SĐT',
    'Giới tính',
  ]
  const rows = [
    ['1', 'BẾ VĂN ĐÚNG', null, '01/01/1980', 'Chi bộ Văn phòng', '15/03/2023', null, 'Nam'],
    ['2', 'Bế Thị Lệch', '004081000001', '03/02/1981', 'Chi bộ Nghiệp vụ', '16/03/2023', '0922222222', 'Nữ'],
    ['3', 'Bế Thị Nhầm', null, '05/04/1983', 'Chi bộ Ban Dân tộc', '15/03/2023', null, 'Nam'],
    ['4', 'Bế Văn Lạ', '004081000009', '01/01/1990', 'Chi bộ Văn phòng', '15/03/2023', null, 'Nam'],
  ]
  // Day and month of row 3 stand the other way round in the export.
  rows[2] = ['3', 'Bế Thị Nhầm', null, '04/05/1983', 'Chi bộ Ban Dân tộc', '15/03/2023', null, 'Nam']
  const intakeId = await brought(await workbook({ heads, rows }), { purpose: 'compare', asOf: '2024-06-30' })
  expect((await look(intakeId)).counts).toMatchObject({ total: 4, here: 1, there: 1, differs: 2 })

  const found = await lines(intakeId)
  const told = found.map((line) => [line.kind, line.certainty, line.name, line.unitName, line.fields.map((field) => `${field.key} ${field.here ?? '–'} ${field.there ?? '–'}`)]) // prettier-ignore
  expect(told.filter(([kind]) => kind !== 'there')).toEqual([
    ['differs', 'sure', 'Bế Thị Lệch', 'Chi bộ Văn phòng', ['sex male female', 'phone •••••••111 •••••••222', 'cell Chi bộ Văn phòng Chi bộ Nghiệp vụ', 'admittedOn 2023-03-15 2023-03-16']], // prettier-ignore
    ['differs', 'likely', 'Bế Thị Nhầm', 'Chi bộ Ban Dân tộc', ['birthOn 1983-04-05 1983-05-04']],
    ['here', 'sure', 'Bế Văn Thiếu', 'Chi bộ Nghiệp vụ', []],
  ])
  const strange = found.find((line) => line.kind === 'there')
  expect(strange).toMatchObject({ name: 'Bế Văn Lạ', memberId: null, unitName: 'Chi bộ Văn phòng', hasMasked: true })
  const stored = await withTenant(database, tenantId, (db) =>
    db.selectFrom('bridge_line').selectAll().where('intake_id', '=', intakeId).execute(),
  )
  expect(JSON.stringify(stored)).not.toMatch(/0922222222|004081000009/)

  expect(await ask(database, system, bridgeCells, { intakeId }, { now })).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ unitId: unit('a'), total: 2, done: 0 })]) as object,
  )
  const after = JSON.parse(await everything()) as unknown[]
  // All but the log of what was asked.
  expect(JSON.stringify(after.slice(0, -1))).toBe(JSON.stringify((JSON.parse(before) as unknown[]).slice(0, -1)))

  // A secretary sees and marks the own cell's lines, and nothing of others.
  const secretary = await person('cell_secretary', 'a')
  const own = await lines(intakeId, {}, secretary)
  expect(own.map((line) => line.name).toSorted()).toEqual(['Bế Thị Lệch', 'Bế Văn Lạ'])
  const [line] = own
  const mark = (more: object) => run(secretary, markBridgeLine, { lineId: line?.id, version: line?.version, done: 'on', remark: 'Đã sửa ở quốc gia', ...more }) // prettier-ignore
  await mark({})
  await expect(mark({})).rejects.toMatchObject({ code: 'stale' })
  expect((await lines(intakeId, { open: 'on' }, secretary)).map((each) => each.id)).not.toContain(line?.id)
  const other = found.find((each) => each.unitId === unit('c'))
  await expect(mark({ lineId: other?.id })).rejects.toBeInstanceOf(AppError)

  const lech = found.find((each) => each.name === 'Bế Thị Lệch')
  expect(await run(system, revealBridgeLine, { lineId: lech?.id })).toMatchObject({
    values: { phone: { here: '0911111111', there: '0922222222' } },
  })
  const reads = await withTenant(database, tenantId, (db) =>
    db.selectFrom('read_log').select(['field']).where('tenant_id', '=', tenantId).execute(),
  )
  expect(reads).toEqual([{ field: 'phone' }])
})
