// Days as exact as they are known: written and read the same, in the order of the calendar.
import { day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { begunBy, formatPartialDay, inOrder, parsePartialDay } from './partial-day.ts'
import type { PartialDay } from './partial-day.ts'

const partial = fc
  .tuple(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .chain(([year, month, dayOf]) => {
    const [m, d] = [month, dayOf].map((part) => String(part).padStart(2, '0'))
    return fc.constantFrom(`${year}`, `${year}-${m}`, `${year}-${m}-${d}`) as fc.Arbitrary<PartialDay>
  })

describe('a day as exact as it is known', () => {
  it.each([
    ['1998', '1998'],
    ['9/1998', '1998-09'],
    [' 09.1998 ', '1998-09'],
    ['02/09/1998', '1998-09-02'],
    ['1998-09', '1998-09'],
    ['13/1998', null],
    ['0/1998', null],
    ['98', null],
    ['tháng 9', null],
  ])('%j is read as %j', (text, expected) => {
    expect(parsePartialDay(text)).toBe(expected)
  })

  it('is read back from what is shown', () => {
    fc.assert(fc.property(partial, (each) => parsePartialDay(formatPartialDay(each)) === each))
  })

  it('is in order with itself and with anything of the same beginning, and one way round with another year', () => {
    fc.assert(
      fc.property(partial, partial, (a, b) => {
        expect(inOrder(a, a)).toBe(true)
        expect(inOrder(a.slice(0, 4) as PartialDay, a)).toBe(true)
        if (a.slice(0, 4) !== b.slice(0, 4)) expect(inOrder(a, b)).toBe(!inOrder(b, a))
      }),
    )
  })

  it('has begun with the first of its days', () => {
    expect(begunBy('2024' as PartialDay, day('2024-01-01'))).toBe(true)
    expect(begunBy('2024-07' as PartialDay, day('2024-06-30'))).toBe(false)
    expect(begunBy('2024-06-30' as PartialDay, day('2024-06-30'))).toBe(true)
  })
})
