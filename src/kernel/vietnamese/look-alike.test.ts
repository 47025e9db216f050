// Letters that only look right: repaired inside words and numbers, and nowhere else.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vietnamese } from '../../../tests/samples/vietnamese.ts'
import { digitsForLetters, latinLetters, lettersForDigits } from './look-alike.ts'

test.each([
  ['Nguyễn Vаn Нòa', 'Nguyễn Van Hòa'],
  ['ОАNН', 'OANH'],
  ['Ｖăn', 'Văn'],
  ['Москва', 'Москва'],
])('%s → %s', (text, latin) => expect(latinLetters(text)).toBe(latin))

test.each([
  ['T0àn', 'Toàn'],
  ['NGUYỄN H0A', 'NGUYỄN HOA'],
  ['Chi bộ 10', 'Chi bộ 10'],
  ['0anh', 'Oanh'],
])('%s → %s', (text, letters) => expect(lettersForDigits(text)).toBe(letters))

test.each([
  ['0O12l4', '001214'],
  ['O79', '079'],
  ['Không có', 'Không có'],
  ['SL', 'SL'],
])('%s → %s', (text, digits) => expect(digitsForLetters(text)).toBe(digits))

test('right text stays as it is, and what is repaired once is right', () => {
  fc.assert(
    fc.property(vietnamese, (text) => {
      expect(latinLetters(text.normalize('NFC'))).toBe(text.normalize('NFC'))
      expect(lettersForDigits(text)).toBe(text)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'аеорсухАВЕКМНОРСТabc 01') }), (text) => {
      for (const repair of [latinLetters, lettersForDigits]) expect(repair(repair(text))).toBe(repair(text))
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,14}$/), (text) => {
      expect(digitsForLetters(text)).toBe(text)
    }),
  )
})
