// The register goes out in the columns of an import and comes back: into the same register nothing differs, into an empty one the same
// register stands there.
import { systemCaller } from '#modules/access/access.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { expect, test } from 'vitest'
import { brought, look, taken } from '../../../tests/samples/intakes.ts'
import { database, foreign, now, run, system, unit, useRegister } from '../../../tests/samples/register.ts'
import { workbook } from '../../../tests/samples/registers.ts'
import { columnNames } from './column-messages.ts'
import { COLUMNS } from './columns.ts'
import type { ColumnKey, RegisterColumn } from './columns.ts'
import { listRows } from './list-rows.ts'
import { exportRegister, registerSheet } from './register-sheet.ts'
import { wordsOf } from './value-messages.ts'

useRegister()

const OTHER: Partial<Record<ColumnKey, (n: number) => string | null>> = {
  fullName: (n) => `Nông Văn ${['Ánh', 'Bảo', 'Chiến', 'Dũng', 'Đạt', 'Giang', 'Hòa'][n % 7] ?? ''} ${'ABCDEFGHIJ'[n % 10] ?? ''}${'aeiouy'[n % 6] ?? ''}`, // prettier-ignore
  birthName: (n) => (n % 3 === 0 ? `Nông Văn Khai` : null),
  citizenId: (n) => String(4_090_000_000 + n).padStart(12, '0'),
  phone: (n) => `09${String(10_000_000 + n)}`,
  religion: (n) => (n % 4 === 0 ? 'Phật giáo' : null),
  cell: (n) => ['Chi bộ Văn phòng', 'Chi bộ Nghiệp vụ', 'Chi bộ Ban Dân tộc'][n % 3] ?? null,
  cellCode: () => null,
  state: (n) => (n % 5 === 0 ? 'Miễn sinh hoạt' : 'Chính thức'),
  birthOn: (n) => `19${60 + (n % 30)}-0${1 + (n % 9)}-1${n % 10}`,
  admittedOn: (n) => `20${String(10 + (n % 10))}-03-15`,
  confirmedOn: (n) => `20${String(11 + (n % 10))}-03-15`,
  since: (n) => (n % 2 === 0 ? '2023-06-01' : null),
  cameFrom: (n) => (n % 6 === 0 ? 'Đảng bộ huyện Nguyên Bình' : null),
  generalGrade: () => '12/12',
  cardNumber: (n) => String(20_000_000 + n),
  fileNumber: (n) => `${String(100_000 + n)}ABC`,
  enlistedOn: () => null,
  demobilisedOn: () => null,
}

const value = (column: RegisterColumn, n: number): string | null => {
  const own = OTHER[column.key]
  if (own) return own(n)
  if (column.kind === 'choice')
    return wordsOf(column.key)[(column.codes ?? [])[n % (column.codes?.length ?? 1)] ?? ''] ?? null
  if (column.kind === 'day') return '2005-05-05'
  return column.kind === 'flag' ? (n % 2 === 0 ? 'Có' : null) : `Nội dung ${String(n)}, xã Vĩnh Quang`
}

const book = (rows: readonly (readonly (string | null)[])[]) =>
  workbook({
    heads: COLUMNS.map((column) => columnNames[column.key]),
    kinds: COLUMNS.map((column) => (column.kind === 'day' ? 'day' : 'text')),
    rows,
  })

test('out and back: nothing differs here, and an empty bloc has the same register afterwards', async () => {
  const rows = Array.from({ length: 60 }, (_, n) => COLUMNS.map((column) => value(column, n)))
  const first = await brought(await book(rows))
  const page = await ask(database, system, listRows, { intakeId: first, filter: 'faulty' }, { now })
  expect(page.rows.map((row) => row.faults)).toEqual([])
  await taken(first)

  const out = await run<{ rows: (string | null)[][] }>(system, exportRegister, {
    unitId: unit('bloc'),
    day: '2024-06-30',
  })
  expect(out.rows).toHaveLength(60)
  const again = await brought(await book(out.rows))
  expect((await look(again)).counts).toMatchObject({
    total: 60,
    same: 60,
    matched: 60,
    new: 0,
    update: 0,
    faulty: 0,
    undecided: 0,
  })

  // Masked columns left empty say nothing, so that nothing is emptied by them either.
  const open = await ask(database, system, registerSheet, { unitId: unit('bloc'), day: '2024-06-30' }, { now })
  const at = COLUMNS.findIndex((column) => column.key === 'citizenId')
  expect(open.rows.every((row) => row[at] === null)).toBe(true)
  expect((await look(await brought(await book(open.rows)))).counts).toMatchObject({ same: 60 })

  const other = systemCaller(foreign, 'test')
  const code = COLUMNS.findIndex((column) => column.key === 'cellCode')
  const named = out.rows.map((row) => row.with(code, null))
  const there = await brought(await book(named), { unitId: unit('x-bloc') }, other)
  expect((await look(there, other)).counts).toMatchObject({ new: 60, faulty: 0 })
  await taken(there, other)
  const back = await run<{ rows: (string | null)[][] }>(other, exportRegister, {
    unitId: unit('x-bloc'),
    day: '2024-06-30',
  })
  expect(back.rows.map((row) => row.with(code, null))).toEqual(named)
  const logged = await withTenant(
    database,
    foreign,
    (db) =>
    db.selectFrom('read_log').select((eb) => eb.fn.countAll<number>().as('n')).where('tenant_id', '=', foreign).executeTakeFirstOrThrow(), // prettier-ignore
  )
  expect(Number(logged.n)).toBe(180)
}, 60_000)
