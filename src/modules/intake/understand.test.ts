// Cells of real registers: what they mean, what was repaired, what is told as wrong; and whatever stands there, an answer comes.
import { fold } from '#kernel/vietnamese/text.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vietnamese } from '../../../tests/samples/vietnamese.ts'
import { COLUMNS, columnOf } from './columns.ts'
import type { ColumnKey } from './columns.ts'
import { fontOf, repairText } from './repair-text.ts'
import { understand } from './understand.ts'
import { codeSynonyms, wordsOf } from './value-messages.ts'

const reading = { font: null, latestYear: 2026 }
const read = (key: ColumnKey, cell: string | number | boolean | null) => {
  const { value, faults, notes } = understand(columnOf(key), cell, reading)
  return [value, ...faults.map((fault) => `!${fault.code}`), ...notes.map((note) => note.code)]
}

describe('one cell', () => {
  test.each<[ColumnKey, string | number | boolean | null, unknown[]]>([
    ['fullName', 'NGUYỄN VĂN HÒA', ['Nguyễn Văn Hòa']],
    ['fullName', 'Nguyễn Văn T0àn', ['Nguyễn Văn Toàn', 'intake.repaired_letters']],
    ['fullName', 'Nguyễn\u00a0Văn  Hòa', ['Nguyễn Văn Hòa', 'intake.repaired_spaces']],
    ['fullName', 'Ðỗ Thị Ba', ['Đỗ Thị Ba', 'intake.repaired_form']],
    ['fullName', 'Hòa', [null, '!intake.not_a_name']],
    ['fullName', 'Nguyễn Văn 42', [null, '!intake.not_a_name']],
    ['sex', 'Nữ', ['female']],
    ['sex', 'NAM', ['male']],
    ['sex', 'x', [null, '!intake.unknown_word']],
    ['theoryLevel', 'CC', ['advanced']],
    ['theoryLevel', 'Cao cấp LLCT', ['advanced']],
    ['education', 'ĐH', ['university']],
    ['education', 'Đại học', ['university']],
    ['ethnicity', "H'Mông", ['mong']],
    ['ethnicity', 'dân tộc Tày', ['tay']],
    ['religion', 'Không', ['none']],
    ['state', 'Dự bị', ['probationary']],
    ['martyrFamily', 'x', [true]],
    ['citizenId', '079 090 001 234', ['079090001234']],
    ['citizenId', 79090001234, ['079090001234', 'intake.zeros_back']],
    ['citizenId', '07909OOO1234', ['079090001234', 'intake.repaired_letters']],
    ['citizenId', '12345', [null, '!intake.citizen_id']],
    ['citizenId', '•••••••••234', [null]],
    ['phone', 912345678, ['0912345678', 'intake.zeros_back']],
    ['phone', '0912.345.678', ['0912345678']],
    ['cardNumber', '12 345 678', ['12345678']],
    ['birthOn', '1.2.2003', ['2003-02-01']],
    ['birthOn', '2003', ['2003-01-01', 'intake.only_year']],
    ['birthOn', '02/2003', ['2003-02-01', 'intake.only_month']],
    ['birthOn', 37653, ['2003-02-01']],
    ['birthOn', '31/02/2003', [null, '!intake.not_a_day']],
    ['birthOn', 'chưa rõ', [null]],
    ['occupation', '#N/A', [null, '!intake.cell_error']],
    ['occupation', ' - ', [null]],
    ['homePlace', 'x'.repeat(251), [null, '!intake.too_long']],
    ['homePlace', null, [null]],
  ])('%s %j', (key, cell, expected) => expect(read(key, cell)).toEqual(expected))
})

test('what few may read is shown masked, also when it is wrong', () => {
  const { faults } = understand(columnOf('citizenId'), '07909000123', reading)
  expect(faults[0]).toMatchObject({ read: '••••••••123', details: { digits: 11 } })
})

test('text in an old font is found by a sample and turned, later text in the same sheet stays', () => {
  const sample = ['NguyÔn V¨n H¶i', 'TrÇn ThÞ B×nh', 'Lª §×nh Tuyªn', 'ph­êng Nguyªn B×nh']
  expect(fontOf(sample)).toBe('tcvn3')
  expect(repairText('TrÇn ThÞ Lan', 'tcvn3', 'name')).toEqual({ text: 'Trần Thị Lan', repairs: ['encoding'] })
  expect(repairText('Trần Thị Lan', 'tcvn3', 'name')).toEqual({ text: 'Trần Thị Lan', repairs: [] })
  expect(repairText('Cà Mau', 'tcvn3')).toEqual({ text: 'Cà Mau', repairs: [] })
  expect(fontOf(['Nguyễn Văn Hải', 'Cà Mau'])).toBeNull()
})

test('a few cells in an old font are turned among Unicode ones, which stay as they are', () => {
  const font = fontOf([
    'Đàm Quốc Ưởng',
    'NguyÔn ThÞ Thæ H»ng',
    'Chi bộ Văn phòng',
    'Chi bộ Văn phòng',
    'Nữ',
    'Nùng',
    'Tày',
  ])
  expect(font).toBeNull()
  expect(repairText('NguyÔn ThÞ Thæ H»ng', font, 'name')).toEqual({
    text: 'Nguyễn Thị Thổ Hằng',
    repairs: ['encoding'],
  })
  for (const sound of ['Nùng', 'Bùi Minh Hùng', 'Lò Thanh Tùng', 'Hà Nhì', 'José', 'Siu Blôh', 'café'])
    expect(repairText(sound, font, 'name')).toEqual({ text: sound, repairs: [] })
})

test('no word of a list means two codes, and every code is understood by its own word', () => {
  for (const column of COLUMNS.filter((each) => each.kind === 'choice')) {
    const words = Object.entries(codeSynonyms[column.key] ?? {}).flatMap(([code, list]) =>
      list.map((word) => [fold(word), code] as const),
    )
    const codes = new Set(column.codes)
    const twice = words.filter(
      ([word, code]) => codes.has(code) && words.some(([w, c]) => w === word && c !== code && codes.has(c)),
    )
    expect(twice, column.key).toEqual([])
    for (const code of column.codes ?? []) expect(read(column.key, wordsOf(column.key)[code] ?? code)).toEqual([code])
  }
})

test('whatever stands in a cell, a value of its kind or a fault comes out, and a right name stays', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    vietnamese,
    fc.constant(null),
  )
  fc.assert(
    fc.property(fc.constantFrom(...COLUMNS), cell, (column, content) => {
      const { value, faults } = understand(column, content, reading)
      expect(value === null || faults.length === 0).toBe(true)
      if (typeof value === 'string' && column.kind === 'choice') expect(column.codes).toContain(value)
      if (typeof value === 'string' && column.kind === 'day') expect(value).toMatch(/^\d{4}-\d\d-\d\d$/)
      if (typeof value === 'string') expect(value.length).toBeLessThanOrEqual(Math.max(column.max, 15))
    }),
  )
})
