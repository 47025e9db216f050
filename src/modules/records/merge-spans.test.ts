// Joining two histories: no day is lost, none counts twice, and the preferred side stays as it is.
import { contains, formatRange } from '#kernel/date-range.ts'
import { addDays, day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clashOf, joinStays } from './merge-spans.ts'
import type { Stay } from './merge-spans.ts'

const START = day('2010-01-01')
/** Stays one after the other, with gaps; the last may be open. */
const stays = fc
  .array(fc.record({ gap: fc.nat(20), length: fc.integer({ min: 1, max: 60 }), what: fc.constantFrom('a', 'b') }), {
    minLength: 1,
    maxLength: 5,
  })
  .chain((parts) =>
    fc.boolean().map((open): Stay<string>[] => {
      let at = START
      return parts.map(({ gap, length, what }, index) => {
        const from = addDays(at, gap)
        at = addDays(from, length)
        return { valid: { from, to: open && index === parts.length - 1 ? null : at }, what, row: `${what}${index}` }
      })
    }),
  )
const holds = (all: readonly { valid: Stay<string>['valid'] }[], on: number) =>
  all.filter(({ valid }) => contains(valid, addDays(START, on)))

describe('joining two histories', () => {
  it('covers exactly the days of either, each once, and leaves the preferred side whole', () => {
    fc.assert(
      fc.property(stays, stays, fc.constantFrom('kept' as const, 'merged' as const), (kept, merged, prefer) => {
        const joined = joinStays(kept, merged, prefer)
        for (let on = 0; on < 500; on += 3) {
          const before = holds(kept, on).length + holds(merged, on).length
          if (holds(joined, on).length !== Math.min(before, 1)) return false
        }
        const own = prefer === 'kept' ? kept : merged
        return own.every(({ row, valid }) =>
          joined.some((piece) => piece.row === row && !piece.cut && formatRange(piece.valid) === formatRange(valid)),
        )
      }),
    )
  })

  it('clashes on the first day on which the two say different things', () => {
    const stay = (from: string, to: string | null, what: string) => ({
      valid: { from: day(from), to: to === null ? null : day(to) },
      what,
      row: what,
    })
    expect(clashOf([stay('2010-01-01', '2015-01-01', 'a')], [stay('2015-01-01', null, 'b')])).toBeNull()
    expect(clashOf([stay('2010-01-01', null, 'a')], [stay('2012-01-01', null, 'a')])).toBeNull()
    expect(clashOf([stay('2010-01-01', null, 'a')], [stay('2012-05-01', '2013-01-01', 'b')])).toBe('2012-05-01')
  })
})
