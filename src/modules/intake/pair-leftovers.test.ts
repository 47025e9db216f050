// Slips are suggested as pairs, doubts are not.
import { day } from '#kernel/day.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearly, pairLeftovers } from './pair-leftovers.ts'
import type { Leftover } from './pair-leftovers.ts'

const one = (key: string, folded: string, birth: string | null, unitId: string | null = null): Leftover => ({
  key,
  folded,
  birthOn: birth === null ? null : day(birth),
  unitId,
})

test.each([
  ['day and month exchanged', one('t', 'ly thi anh', '1980-02-01'), one('h', 'ly thi anh', '1980-01-02'), true],
  ['another day of the same year', one('t', 'ly thi anh', '1980-02-01'), one('h', 'ly thi anh', '1980-07-09'), true],
  [
    'another birthday in the same cell',
    one('t', 'ly thi anh', '1980-02-01', 'c'),
    one('h', 'ly thi anh', '1991-07-09', 'c'),
    true,
  ],
  [
    'another birthday elsewhere',
    one('t', 'ly thi anh', '1980-02-01', 'c'),
    one('h', 'ly thi anh', '1991-07-09', 'd'),
    false,
  ],
  ['a letter of the name', one('t', 'ly thi anh', '1980-02-01'), one('h', 'ly thi oanh', '1980-02-01'), true],
  ['another name', one('t', 'ly thi anh', '1980-02-01'), one('h', 'vi van binh', '1980-02-01'), false],
])('%s', (_, there, here, paired) => expect(pairLeftovers([there], [here])).toEqual(paired ? [['t', 'h']] : []))

test('who could be two people is left alone', () => {
  const there = one('t', 'ly thi anh', '1980-02-01')
  expect(pairLeftovers([there], [one('a', 'ly thi anh', '1980-01-02'), one('b', 'ly thi anh', '1980-05-05')])).toEqual(
    [],
  )
  expect(pairLeftovers([there, { ...there, key: 'u' }], [one('a', 'ly thi anh', '1980-01-02')])).toEqual([])
})

test('nobody is paired twice, and names are near both ways', () => {
  const person = fc.record({
    folded: fc.constantFrom('ly thi anh', 'ly thi oanh', 'vi van binh', 'vi van bin'),
    birth: fc.constantFrom('1980-02-01', '1980-01-02', '1991-07-09'),
  })
  const people = (mark: string) =>
    fc
      .array(person, { maxLength: 12 })
      .map((list) => list.map((each, n) => one(`${mark}${n}`, each.folded, each.birth)))
  fc.assert(
    fc.property(people('t'), people('h'), (there, here) => {
      const pairs = pairLeftovers(there, here)
      expect(new Set(pairs.map(([a]) => a)).size).toBe(pairs.length)
      expect(new Set(pairs.map(([, b]) => b)).size).toBe(pairs.length)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[a-d]{0,7}$/), fc.stringMatching(/^[a-d]{0,7}$/), (a, b) => {
      expect(nearly(a, b)).toBe(nearly(b, a))
      if (a.length - b.length > 2) expect(nearly(a, b)).toBe(false)
    }),
  )
})
