// Numbers: figures of published reports, exact rounding, and reading back what was written.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  formatDecimal,
  formatInteger,
  formatPercent,
  formatSigned,
  parseDecimal,
  parseNumber,
  truncatePercent,
} from './number.ts'

const whole = fc.integer({ min: -(10 ** 12), max: 10 ** 12 })
const count = fc.integer({ min: 0, max: 10 ** 7 })

test('whole numbers', () => {
  expect([0, 7, 999, 1000, 4351, -4351, 1_234_567].map(formatInteger)).toEqual([
    '0',
    '7',
    '999',
    '1.000',
    '4.351',
    '−4.351',
    '1.234.567',
  ])
  expect(formatInteger(12345678901234567890n)).toBe('12.345.678.901.234.567.890')
  for (const wrong of [1.5, Number.NaN, Infinity]) expect(() => formatInteger(wrong)).toThrow(RangeError)
  fc.assert(
    fc.property(whole, (value) => {
      expect(parseNumber(formatInteger(value))).toBe(value)
      expect(formatInteger(value).replace('−', '-')).toBe(new Intl.NumberFormat('de-DE').format(value))
    }),
  )
})

test('signed differences', () => {
  expect([7, -1, 0, 1200].map(formatSigned)).toEqual(['+7', '−1', '0', '+1.200'])
})

describe('decimals round half up on what is written, not on binary fractions', () => {
  test.each([
    [67.777, 2, '67,78'],
    [1.005, 2, '1,01'],
    [-1.005, 2, '−1,01'],
    [-0.001, 2, '0,00'],
    [1e21, 0, '1.000.000.000.000.000.000.000'],
    [1.5e-7, 7, '0,0000002'],
    [2.5, 0, '3'],
    [1234567.891, 3, '1.234.567,891'],
  ])('%d with %d digits: %s', (value, digits, text) => expect(formatDecimal(value, digits)).toBe(text))

  test('a number with its own digits is read back', () => {
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 3 }), (units, digits) => {
        const value = Number(`${units}e-${digits}`)
        expect(parseNumber(formatDecimal(value, digits))).toBe(value)
      }),
    )
  })
})

describe('percent', () => {
  test.each([
    [305, 450, '67,78%', '67,77%'],
    [4139, 4351, '95,13%', '95,12%'],
    [1, 8, '12,50%', '12,50%'],
    [63, 63, '100,00%', '100,00%'],
    [0, 5, '0,00%', '0,00%'],
    [12_500, 1000, '1.250,00%', '1.250,00%'],
    [-1, 3, '−33,33%', '−33,33%'],
    [1, 80_000, '0,00%', '0,00%'],
    [1, 20_000, '0,01%', '0,00%'],
    [0.1, 0.3, '33,33%', '33,33%'],
  ])('%d of %d: %s, cut off %s', (num, den, rounded, cut) => {
    expect(formatPercent(num, den)).toBe(rounded)
    expect(truncatePercent(num, den)).toBe(cut)
  })

  test('without a whole there is no ratio', () => {
    expect([formatPercent(1, 0), formatPercent(1, null), formatPercent(null, 1), truncatePercent(0, 0)]).toEqual([
      '—',
      '—',
      '—',
      '—',
    ])
  })

  test('rounded is the nearest value, halves up; cut off is the one not above', () => {
    const units = (text: string) => BigInt(text.replace(/[.,%]/g, ''))
    fc.assert(
      fc.property(
        count,
        count.filter((den) => den > 0),
        fc.integer({ min: 0, max: 4 }),
        (num, den, digits) => {
          const [top, bottom] = [BigInt(num) * 10n ** BigInt(digits + 2), BigInt(den)]
          const rest = 2n * (top - units(formatPercent(num, den, digits)) * bottom)
          expect(rest >= -bottom && rest < bottom).toBe(true)
          const left = top - units(truncatePercent(num, den, digits)) * bottom
          expect(left >= 0n && left < bottom).toBe(true)
        },
      ),
    )
  })
})

describe('what people type', () => {
  test.each([
    ['4.351', 4351],
    [' 1.234.567,891 ', 1_234_567.891],
    ['67,78', 67.78],
    ['1 234', 1234],
    ['−5', -5],
    ['-5', -5],
    ['+7', 7],
    ['007', 7],
    ['-0', 0],
  ])('%s is %d', (typed, value) => expect(parseNumber(typed)).toBe(value))

  test.each([
    '',
    '12.5',
    '1.23',
    '1.2345',
    '12.3456',
    '1,2,3',
    '1.234.56',
    '4351.000',
    'mười',
    '5%',
    '1e3',
    '.5',
    ',5',
    '5,',
  ])('%s is refused', (typed) => expect(parseNumber(typed)).toBeNull())

  test('in a field with decimals, 1.234 could mean two numbers', () => {
    expect(parseDecimal('1.234')).toBeNull()
    expect([parseDecimal('1,234'), parseDecimal('1.234,0'), parseDecimal('1234'), parseDecimal('1.234.567')]).toEqual([
      1.234, 1234, 1234, 1_234_567,
    ])
  })
})
