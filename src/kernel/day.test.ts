// Days: against the calendar of the runtime, which the kernel itself does not use.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  day,
  dayInVietnam,
  dayOf,
  dayOfMonth,
  daysBetween,
  firstOfMonth,
  formatDay,
  formatInstant,
  isDay,
  lastOfMonth,
  maxDay,
  minDay,
  monthOf,
  parseDay,
  weekdayOf,
  yearOf,
  type Day,
} from './day.ts'

const MS = 86_400_000
const EARLIEST = Date.UTC(1800, 0, 1) / MS
const LATEST = Date.UTC(2199, 11, 31) / MS
const serials = fc.integer({ min: EARLIEST, max: LATEST })
const isoOfSerial = (serial: number) => day(new Date(serial * MS).toISOString().slice(0, 10))
const days = serials.map(isoOfSerial)

describe('arithmetic agrees with the runtime calendar', () => {
  test('addDays, daysBetween and weekdayOf', () => {
    fc.assert(
      fc.property(serials, serials, (a, b) => {
        expect(addDays(isoOfSerial(a), b - a)).toBe(isoOfSerial(b))
        expect(daysBetween(isoOfSerial(a), isoOfSerial(b))).toBe(b - a)
        expect(weekdayOf(isoOfSerial(a)) % 7).toBe(new Date(a * MS).getUTCDay())
      }),
    )
  })

  test('days far from ours, up to both ends of the calendar', () => {
    expect(addDays(day('0001-01-01'), daysBetween(day('0001-01-01'), day('9999-12-31')))).toBe('9999-12-31')
    expect(daysBetween(day('0001-01-01'), day('1970-01-01'))).toBe(719_162)
    expect(() => addDays(day('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(day('0001-01-01'), -1)).toThrow(RangeError)
  })

  test('order of the text is the order of time', () => {
    fc.assert(fc.property(serials, serials, (a, b) => void expect(isoOfSerial(a) < isoOfSerial(b)).toBe(a < b)))
  })
})

describe('months', () => {
  test('the day of the month stays, or becomes the last one', () => {
    expect(addMonths(day('2023-01-31'), 1)).toBe('2023-02-28')
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29')
    expect(addMonths(day('2024-02-29'), -12)).toBe('2023-02-28')
    expect(addMonths(day('2023-12-15'), 1)).toBe('2024-01-15')
    fc.assert(
      fc.property(days, fc.integer({ min: -500, max: 500 }), (d, count) => {
        const moved = addMonths(d, count)
        expect(yearOf(moved) * 12 + monthOf(moved)).toBe(yearOf(d) * 12 + monthOf(d) + count)
        expect(dayOfMonth(moved)).toBe(Math.min(dayOfMonth(d), dayOfMonth(lastOfMonth(moved))))
      }),
    )
  })

  test('a month ends the day before the next begins', () => {
    fc.assert(
      fc.property(days, (d) => {
        expect(addDays(lastOfMonth(d), 1)).toBe(addMonths(firstOfMonth(d), 1))
        expect(firstOfMonth(d) <= d && d <= lastOfMonth(d)).toBe(true)
      }),
    )
  })
})

describe('what people type', () => {
  test.each([
    '21/09/2023',
    '21/9/2023',
    '21-9-2023',
    '21.9.2023',
    ' 21 . 09 . 2023 ',
    '21 9 2023',
    '21092023',
    '2023-09-21',
    '2023-9-21',
  ])('%s is understood', (typed) => expect(parseDay(typed)).toBe('2023-09-21'))

  test.each([
    '',
    'hôm nay',
    '31/02/2023',
    '29/02/2023',
    '00/01/2023',
    '1/13/2023',
    '21/9/23',
    '21/9-2023',
    '2192023',
    '01/01/0020',
    '2023/09/21',
  ])('%s is refused', (typed) => expect(parseDay(typed)).toBeNull())

  test('what screens show is read back', () => {
    fc.assert(
      fc.property(days, (d) => {
        expect(parseDay(formatDay(d))).toBe(d)
        expect(parseDay(formatDay(d).replaceAll('/', ''))).toBe(d)
        expect(parseDay(d)).toBe(d)
        expect(dayOf(yearOf(d), monthOf(d), dayOfMonth(d))).toBe(d)
      }),
    )
  })
})

test('only days that exist are days', () => {
  expect(
    ['1900-02-29', '2000-13-01', '2000-00-10', '0000-01-01', '2000-1-1', '20000101', '2000-01-01 '].filter(isDay),
  ).toEqual([])
  expect(['2000-02-29', '0001-01-01', '9999-12-31'].every(isDay)).toBe(true)
  expect([null, undefined, 20000101, new Date(0)].some(isDay)).toBe(false)
  expect(() => day('2023-02-29')).toThrow(RangeError)
  expect(() => dayOf(2023, 4, 31)).toThrow(RangeError)
  expect(() => dayOf(2023, 4, 1.5)).toThrow(RangeError)
})

test('the earliest and the latest of several days', () => {
  const [a, b, c] = ['2023-09-21', '2020-01-01', '2024-02-29'] as [Day, Day, Day]
  expect(minDay(a, b, c)).toBe(b)
  expect(maxDay(a, b, c)).toBe(c)
})

describe('instants in Viet Nam', () => {
  test('a UTC evening is the next day', () => {
    expect(dayInVietnam(new Date('2023-09-20T16:59:59.999Z'))).toBe('2023-09-20')
    expect(dayInVietnam(new Date('2023-09-20T17:00:00Z'))).toBe('2023-09-21')
    expect(dayInVietnam(new Date('1969-12-31T16:59:59Z'))).toBe('1969-12-31')
  })

  test.each([
    '2023-09-21T09:40:59Z',
    '2023-09-21 09:40:00.123456+00',
    '2023-09-21T16:40+07:00',
    '2023-09-21 06:10:00-03:30',
  ])('%s is shown as 21/09/2023 16:40', (text) => expect(formatInstant(text)).toBe('21/09/2023 16:40'))

  test('a text means the same as its Date, and agrees with the time zone data', () => {
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Ho_Chi_Minh',
      dateStyle: 'short',
      timeStyle: 'short',
    })
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (instant) => {
          const [date, clock] = local.format(instant).split(' ')
          expect(formatInstant(instant)).toBe(`${formatDay(day(date!))} ${clock}`)
          expect(formatInstant(instant.toISOString())).toBe(formatInstant(instant))
          expect(dayInVietnam(instant)).toBe(date)
        },
      ),
    )
  })

  test('without a zone, or no instant at all, it is refused', () => {
    for (const wrong of ['2023-09-21T09:40:00', '2023-02-30T09:40:00Z', 'hôm qua'])
      expect(() => formatInstant(wrong)).toThrow(RangeError)
    expect(() => formatInstant(new Date(Number.NaN))).toThrow(RangeError)
  })
})
