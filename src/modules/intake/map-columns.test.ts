// Columns are found by their headings in any order, with or without marks, and a correction is remembered by headings.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { columnNames, columnSynonyms } from './column-messages.ts'
import { COLUMNS } from './columns.ts'
import type { ColumnKey } from './columns.ts'
import { byHeading, fromMemory, mapColumns, signatureOf } from './map-columns.ts'

const keys = COLUMNS.map((column) => column.key)
const shuffled = fc.shuffledSubarray(keys, { minLength: 1 })

test('no word means two columns', () => {
  const all = keys.flatMap((key) => columnSynonyms[key] ?? [])
  expect(all.filter((word, at) => all.indexOf(word) !== at)).toEqual([])
})

test('our own headings are found in any order, decomposed, loud or without marks', () => {
  const ways: ((name: string) => string)[] = [
    (name) => name,
    (name) => name.toUpperCase(),
    (name) => name.normalize('NFD'),
    (name) => ` ${name} (*) `,
    (name) => name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D'),
  ]
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...ways), (order, write) => {
      const mapping = mapColumns(order.map((key) => write(columnNames[key])))
      expect(mapping).toEqual(Object.fromEntries(order.map((key, place) => [key, place])))
    }),
  )
})

test('other words for a column are found, too', () => {
  fc.assert(
    fc.property(shuffled, fc.nat(), (order, pick) => {
      const heads = order.map((key) => {
        const others = columnSynonyms[key] ?? [columnNames[key]]
        return others[pick % others.length] as string
      })
      expect(mapColumns(heads)).toEqual(Object.fromEntries(order.map((key, place) => [key, place])))
    }),
  )
})

describe('headings of real registers', () => {
  test.each<[string, ColumnKey | undefined]>([
    ['Ngày, tháng, năm sinh', 'birthOn'],
    ['SỐ THẺ ĐẢNG VIÊN', 'cardNumber'],
    ['Ngày vào Đảng (dự bị)', 'admittedOn'],
    ['Trình độ LLCT', 'theoryLevel'],
    ['CMND/CCCD', 'citizenId'],
    ['Chức vụ, đơn vị công tác', undefined],
    ['STT', undefined],
    ['Ghi chú', undefined],
    ['Nơi ở hiện nay', 'residenceTemporary'],
    ['3. Dân tộc', 'ethnicity'],
    ['Quê quán (xã, huyện, tỉnh)', 'homePlace'],
  ])('%s', (heading, key) => {
    expect(Object.keys(mapColumns([heading]))).toEqual(key ? [key] : [])
  })

  test('the surest heading wins, whichever comes first', () => {
    expect(mapColumns(['Chi bộ sinh hoạt trước đây', 'Chi bộ'])).toEqual({ cell: 1 })
    expect(mapColumns(['Chi bộ', 'Chi bộ sinh hoạt trước đây'])).toEqual({ cell: 0 })
  })
})

test('a correction is remembered by headings: in another order the same columns are found', () => {
  const heads = fc.uniqueArray(
    fc
      .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...'abcdefgh ') })
      .filter((text) => text.trim() !== ''),
    {
      minLength: 2,
      maxLength: 20,
      selector: (text) => text.replace(/\s+/g, ' ').trim(),
    },
  )
  fc.assert(
    fc.property(heads, fc.nat(), (list, turn) => {
      const mapping = Object.fromEntries(
        list.slice(0, keys.length).map((_, place) => [keys[place] as ColumnKey, place]),
      )
      const turned = [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)]
      expect(signatureOf(turned)).toBe(signatureOf(list))
      const again = fromMemory(byHeading(mapping, list), turned)
      for (const [key, place] of Object.entries(mapping))
        expect(turned[again[key as ColumnKey] as number]).toBe(list[place])
    }),
  )
})
