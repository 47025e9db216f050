import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day, weekdayOf } from './day.ts'
import { addWorkingDays, workingCalendar, workingDaysBetween } from './working-days.ts'

const plain = workingCalendar()
const spring = workingCalendar(
  ['2025-04-30', '2025-05-01', '2025-05-02'].map((each) => day(each)),
  [day('2025-04-26')],
)

describe('working days', () => {
  it.each([
    ['2025-06-20', 7, '2025-07-01'],
    ['2025-06-20', 15, '2025-07-11'],
    ['2025-06-20', 0, '2025-06-20'],
    ['2025-06-22', -1, '2025-06-20'],
    ['2025-06-21', 1, '2025-06-23'],
  ])('without days off: %s and %i is %s', (from, count, to) => {
    expect(addWorkingDays(plain, day(from), count)).toBe(to)
  })

  it('step over days off and count a Saturday that is worked instead', () => {
    expect(addWorkingDays(spring, day('2025-04-29'), 1)).toBe('2025-05-05')
    expect(addWorkingDays(spring, day('2025-04-25'), 1)).toBe('2025-04-26')
    expect(workingDaysBetween(spring, day('2025-04-25'), day('2025-05-05'))).toBe(4)
  })

  it('let a day off win over a day worked', () => {
    const both = workingCalendar([day('2025-04-26')], [day('2025-04-26')])
    expect(both(day('2025-04-26'))).toBe(false)
  })

  const days = fc.integer({ min: 0, max: 4000 }).map((count) => addDays(day('2019-01-01'), count))
  const calendars = fc.tuple(fc.array(days), fc.array(days)).map(([off, worked]) => workingCalendar(off, worked))
  const counts = fc.integer({ min: -60, max: 60 }).filter((count) => count !== 0)

  it('end on a working day, and counting them gives the term back', () => {
    fc.assert(
      fc.property(calendars, days, counts, (calendar, from, count) => {
        const to = addWorkingDays(calendar, from, count)
        expect(calendar(to)).toBe(true)
        // Backwards the day it starts from may be worked and is counted from the other side, the one it ends on is not.
        const edge = count < 0 ? Number(calendar(from)) - 1 : 0
        expect(workingDaysBetween(calendar, from, to)).toBe(count - edge)
      }),
    )
  })

  it('without days off are Monday to Friday', () => {
    fc.assert(fc.property(days, (on) => plain(on) === weekdayOf(on) <= 5))
  })
})
