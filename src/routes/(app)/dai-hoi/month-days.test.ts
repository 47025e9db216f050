import fc from 'fast-check'
import { expect, it } from 'vitest'
import { weekdayOf } from '#kernel/day.ts'
import { weeksOf } from './month-days.ts'

it('a month has all its days once, each under its weekday', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2040 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const weeks = weeksOf(`${year}-${String(month).padStart(2, '0')}`)
      const days = weeks.flat().filter((on) => on !== null)
      expect(days).toHaveLength(new Date(Date.UTC(year, month, 0)).getUTCDate())
      expect(days).toEqual(days.toSorted())
      weeks.forEach((week) => week.forEach((on, i) => on && expect(weekdayOf(on)).toBe(i + 1)))
    }),
  )
})
