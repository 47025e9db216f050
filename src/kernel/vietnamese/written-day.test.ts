// Days as old registers write them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, formatDay, yearOf } from '../day.ts'
import { writtenDay } from './written-day.ts'

const LATEST = 2026
const read = (cell: string | number) => {
  const found = writtenDay(cell, LATEST)
  return found && `${found.day} ${found.exact}${found.by === 'plain' ? '' : ` ${found.by}`}`
}

describe('one by one', () => {
  test.each([
    ['01/02/2003', '2003-02-01 day'],
    ['1.2.2003', '2003-02-01 day'],
    ['1 - 2 - 2003', '2003-02-01 day'],
    ['2003-02-01', '2003-02-01 day'],
    ['Ngày 1 tháng 2 năm 2003', '2003-02-01 day'],
    ['2003', '2003-01-01 year'],
    [2003, '2003-01-01 year'],
    ['02/2003', '2003-02-01 month'],
    ['tháng 2/2003', '2003-02-01 month'],
    ['Tháng 2 năm 2003', '2003-02-01 month'],
    ['2003-02', '2003-02-01 month'],
    ['.../02/2003', '2003-02-01 month'],
    ['00/00/2003', '2003-01-01 year'],
    ['01/02/85', '1985-02-01 day two_digits'],
    ['01/02/26', '2026-02-01 day two_digits'],
    [37653, '2003-02-01 day serial'],
    ['37653', '2003-02-01 day serial'],
    [1022003, '2003-02-01 day'],
    ['12/31/2003', null],
    ['31/02/2003', null],
    ['năm 85', null],
    ['chưa rõ', null],
    ['01/02/0203', null],
    ['', null],
    [0, null],
  ])('%j → %s', (cell, expected) => expect(read(cell)).toBe(expected))
})

test('every day is understood in each of the ways it is written, and nothing else throws', () => {
  const days = fc.integer({ min: 4000, max: 70_000 }).map((n) => addDays(day('1899-12-30'), n))
  fc.assert(
    fc.property(days, (on) => {
      const [y, m, d] = on.split('-') as [string, string, string]
      const ways = [
        on,
        formatDay(on),
        `${Number(d)}.${Number(m)}.${y}`,
        `${d}-${m}-${y}`,
        `${d}${m}${y}`,
        `ngày ${d} tháng ${m} năm ${y}`,
      ]
      for (const way of ways) expect(writtenDay(way, LATEST)).toEqual({ day: on, exact: 'day', by: 'plain' })
      expect(writtenDay(`${m}/${y}`, LATEST)).toEqual({ day: `${y}-${m}-01`, exact: 'month', by: 'plain' })
      expect(writtenDay(y, LATEST)).toEqual({ day: `${y}-01-01`, exact: 'year', by: 'plain' })
      if (yearOf(on) > LATEST - 100 && yearOf(on) <= LATEST)
        expect(writtenDay(`${d}/${m}/${y.slice(2)}`, LATEST)).toEqual({ day: on, exact: 'day', by: 'two_digits' })
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 3654, max: 73_415 }), (n) => {
      expect(writtenDay(n, LATEST)?.day).toBe(addDays(day('1899-12-30'), n))
    }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double()), (cell) => {
      const found = writtenDay(cell, LATEST)
      expect(found === null || /^(19|20|21)\d\d-/.test(found.day)).toBe(true)
    }),
  )
})
