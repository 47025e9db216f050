// Range algebra against plain sets of days.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  coalesceRanges,
  contains,
  formatRange,
  intersect,
  isEmpty,
  overlaps,
  parseRange,
  subtract,
  type DateRange,
} from './date-range.ts'
import { addDays, day, type Day } from './day.ts'

// A window of 30 days; an open end reaches past it, so that two open ranges meet inside it or not at all.
const WINDOW = Array.from({ length: 30 }, (_, index) => addDays(day('2020-02-20'), index))
const inWindow = fc.integer({ min: 0, max: 24 }).map((index) => WINDOW[index]!)
const range: fc.Arbitrary<DateRange> = fc.record({ from: inWindow, to: fc.option(inWindow, { freq: 5 }) })
const full = range.filter((candidate) => !isEmpty(candidate))

function setOf(...ranges: (DateRange | null)[]): Day[] {
  return WINDOW.filter((on) => ranges.some((r) => r !== null && r.from <= on && (r.to === null || on < r.to)))
}

test('contains, isEmpty and overlaps', () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      expect(WINDOW.filter((on) => contains(a, on))).toEqual(setOf(a))
      expect(isEmpty(a)).toBe(setOf(a).length === 0)
      expect(overlaps(a, b)).toBe(setOf(a).some((on) => setOf(b).includes(on)))
    }),
  )
})

test('intersect keeps the days in both', () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      const both = intersect(a, b)
      expect(setOf(both)).toEqual(setOf(a).filter((on) => setOf(b).includes(on)))
      expect(both === null || !isEmpty(both)).toBe(true)
      expect(intersect(b, a)).toEqual(both)
    }),
  )
})

test('subtract keeps the days only in the first, each once', () => {
  fc.assert(
    fc.property(range, range, (a, b) => {
      const parts = subtract(a, b)
      expect(parts.flatMap((part) => setOf(part))).toEqual(setOf(a).filter((on) => !setOf(b).includes(on)))
      expect(parts.some(isEmpty)).toBe(false)
      expect(parts.length).toBeLessThanOrEqual(2)
    }),
  )
})

test('coalesceRanges keeps the days in the fewest ranges', () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 8 }), (ranges) => {
      const merged = coalesceRanges(ranges)
      const days = setOf(...ranges)
      expect(merged.flatMap((part) => setOf(part))).toEqual(days)
      expect(merged).toHaveLength(days.filter((on) => !days.includes(addDays(on, -1))).length)
      expect(coalesceRanges(merged)).toEqual(merged)
    }),
  )
})

test('a range and what was taken from it make it whole again', () => {
  fc.assert(
    fc.property(full, range, (a, b) => {
      const both = intersect(a, b)
      expect(coalesceRanges([...subtract(a, b), ...(both ? [both] : [])])).toEqual([a])
    }),
  )
})

test('the text of PostgreSQL and back', () => {
  fc.assert(fc.property(full, (a) => void expect(parseRange(formatRange(a))).toEqual(a)))
  expect(formatRange({ from: day('2020-01-01'), to: null })).toBe('[2020-01-01,)')
  expect(formatRange({ from: day('2020-01-01'), to: day('2021-01-01') })).toBe('[2020-01-01,2021-01-01)')
  expect(parseRange('(2020-01-01,2020-12-31]')).toEqual({ from: '2020-01-02', to: '2021-01-01' })
  expect(parseRange('[2020-01-01,infinity)')).toEqual({ from: '2020-01-01', to: null })
  expect(isEmpty(parseRange('empty'))).toBe(true)
  expect(formatRange(parseRange('empty'))).toBe('empty')
  for (const wrong of ['', '(,)', '(,2020-01-01)', '[2020-01-01', '[2020-02-30,)', '2020-01-01,2021-01-01'])
    expect(() => parseRange(wrong)).toThrow(RangeError)
})
