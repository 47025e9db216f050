// The closure against the naive way: walk up from every unit on every day.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { contains } from '#kernel/date-range.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closureOf, treeFaults } from './closure.ts'
import type { ClosureRow, ParentSpan } from './closure.ts'

const START = day('2020-01-01')
const DAYS = 40
const dayAt = (n: number): Day => addDays(START, n)
const allDays = Array.from({ length: DAYS + 5 }, (_, n) => dayAt(n))

// Unit 0 is the top and lives for ever. Every other unit lives inside its possible parents' lives: for each stretch a parent is
// drawn among the units with a smaller number, or — so that the order is not fixed for ever — among any others, faults allowed.
const history = (onlyTrees: boolean) =>
  fc
    .array(
      fc.record({
        cuts: fc.uniqueArray(fc.integer({ min: 0, max: DAYS }), { minLength: 2, maxLength: 5 }),
        open: fc.boolean(),
        parents: fc.array(fc.nat(11), { minLength: 5, maxLength: 5 }),
      }),
      { maxLength: 11 },
    )
    .map((units): ParentSpan[] => {
      const spans: ParentSpan[] = [{ unitId: 'u0', parentId: null, valid: { from: START, to: null } }]
      units.forEach((unit, at) => {
        const cuts = unit.cuts.toSorted((a, b) => a - b)
        cuts.slice(0, -1).forEach((from, stretch) => {
          const isLast = stretch === cuts.length - 2
          const to = isLast && unit.open ? null : dayAt(cuts[stretch + 1] as number)
          const pick = (unit.parents[stretch] ?? 0) % (onlyTrees ? at + 1 : units.length + 1)
          spans.push({ unitId: `u${at + 1}`, parentId: `u${pick}`, valid: { from: dayAt(from), to } })
        })
      })
      return onlyTrees ? withoutOrphans(spans) : spans
    })

// Hangs a stretch whose parent does not live all the time under the top instead.
function withoutOrphans(spans: ParentSpan[]): ParentSpan[] {
  return spans.map((span) => {
    if (span.parentId === null) return span
    const lives = spans.filter((other) => other.unitId === span.parentId)
    const missing = allDays.some((d) => contains(span.valid, d) && !lives.some((life) => contains(life.valid, d)))
    const openMissing = span.valid.to === null && !lives.some((life) => life.valid.to === null)
    return missing || openMissing ? { ...span, parentId: 'u0' } : span
  })
}

const parentOn = (spans: readonly ParentSpan[], unitId: string, on: Day) =>
  spans.filter((span) => span.unitId === unitId && contains(span.valid, on))

function walkUp(spans: readonly ParentSpan[], unitId: string, on: Day): string[] {
  const way: string[] = []
  for (let at: string | null = unitId; at !== null; at = parentOn(spans, at, on)[0]?.parentId ?? null) way.push(at)
  return way
}

function rowsOn(rows: readonly ClosureRow[], unitId: string, on: Day): string[] {
  const held = rows.filter((row) => row.descendantId === unitId && contains(row.valid, on))
  return held.toSorted((a, b) => a.depth - b.depth).map((row) => row.ancestorId)
}

const unitsOf = (spans: readonly ParentSpan[]) => [...new Set(spans.map((span) => span.unitId))]

describe('closureOf', () => {
  it('equals walking up from every unit on every day', () => {
    fc.assert(
      fc.property(history(true), (spans) => {
        const rows = closureOf(spans)
        for (const unitId of unitsOf(spans)) {
          for (const on of allDays) {
            const lives = parentOn(spans, unitId, on).length > 0
            expect(rowsOn(rows, unitId, on)).toEqual(lives ? walkUp(spans, unitId, on) : [])
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('gives every unit but the top exactly one parent on each of its days', () => {
    fc.assert(
      fc.property(history(true), (spans) => {
        const rows = closureOf(spans)
        for (const unitId of unitsOf(spans).filter((id) => id !== 'u0')) {
          for (const on of allDays) {
            const parents = rows.filter((r) => r.descendantId === unitId && r.depth === 1 && contains(r.valid, on))
            expect(parents.length).toBe(parentOn(spans, unitId, on).length)
          }
        }
      }),
    )
  })

  it('never cuts one stretch into two rows, and marks exactly the rows of the last day as final', () => {
    fc.assert(
      fc.property(history(true), (spans) => {
        const rows = closureOf(spans)
        for (const a of rows) {
          const same = (b: ClosureRow) =>
            b !== a && b.ancestorId === a.ancestorId && b.descendantId === a.descendantId && b.depth === a.depth
          expect(rows.some((b) => same(b) && b.valid.from === a.valid.to)).toBe(false)
          const ends = spans.filter((span) => span.unitId === a.descendantId).map((span) => span.valid.to)
          const end = ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null)
          expect(a.final).toBe(a.valid.to === end)
        }
      }),
    )
  })

  it('keeps every row that neither ends nor begins in a moved branch', () => {
    fc.assert(
      fc.property(history(true), fc.nat(10), fc.integer({ min: 1, max: DAYS }), (spans, pick, at) => {
        const movable = spans.filter((span) => span.parentId !== null)
        const moved = movable[pick % Math.max(1, movable.length)]
        const on = dayAt(at)
        if (!moved || !contains(moved.valid, on) || on === moved.valid.from) return
        const after = spans.flatMap((span) =>
          span === moved
            ? [
                { ...span, valid: { from: span.valid.from, to: on } },
                { ...span, parentId: 'u0', valid: { from: on, to: span.valid.to } },
              ]
            : [span],
        )
        const branch = new Set(
          closureOf(spans)
            .filter((row) => row.ancestorId === moved.unitId)
            .map((row) => row.descendantId),
        )
        const outside = (row: ClosureRow) => !branch.has(row.descendantId)
        expect(closureOf(after).filter(outside)).toEqual(closureOf(spans).filter(outside))
        // Inside the branch nothing changes before the day of the move.
        for (const unitId of branch) {
          for (const d of allDays.filter((earlier) => earlier < on)) {
            expect(rowsOn(closureOf(after), unitId, d)).toEqual(rowsOn(closureOf(spans), unitId, d))
          }
        }
      }),
    )
  })
})

describe('treeFaults', () => {
  it('finds a fault exactly when some day has a loop or a missing parent', () => {
    fc.assert(
      fc.property(history(false), (spans) => {
        const broken = unitsOf(spans).some((unitId) =>
          allDays.some((on) => {
            const seen = new Set<string>()
            for (let at: string | null = unitId; at !== null;) {
              const span: ParentSpan | undefined = parentOn(spans, at, on)[0]
              if (!span) return at !== unitId
              if (seen.has(at)) return true
              seen.add(at)
              at = span.parentId
            }
            return false
          }),
        )
        // An open child of a closed parent is orphaned beyond the last day looked at, too.
        expect(treeFaults(spans).length > 0).toBe(broken)
      }),
      { numRuns: 300 },
    )
  })

  it('names the first day of a loop that two moves make together, and refuses to close over it', () => {
    const spans: ParentSpan[] = [
      { unitId: 'top', parentId: null, valid: { from: START, to: null } },
      { unitId: 'a', parentId: 'top', valid: { from: START, to: dayAt(10) } },
      { unitId: 'a', parentId: 'b', valid: { from: dayAt(10), to: null } },
      { unitId: 'b', parentId: 'top', valid: { from: START, to: dayAt(20) } },
      { unitId: 'b', parentId: 'a', valid: { from: dayAt(20), to: null } },
    ]
    expect(treeFaults(spans).map((fault) => [fault.kind, fault.on])).toEqual([
      ['cycle', dayAt(20)],
      ['cycle', dayAt(20)],
    ])
    expect(() => closureOf(spans)).toThrow(RangeError)
  })

  it('lets two units change places over time', () => {
    const spans: ParentSpan[] = [
      { unitId: 'top', parentId: null, valid: { from: START, to: null } },
      { unitId: 'a', parentId: 'top', valid: { from: START, to: dayAt(10) } },
      { unitId: 'a', parentId: 'b', valid: { from: dayAt(10), to: null } },
      { unitId: 'b', parentId: 'a', valid: { from: START, to: dayAt(10) } },
      { unitId: 'b', parentId: 'top', valid: { from: dayAt(10), to: null } },
    ]
    expect(treeFaults(spans)).toEqual([])
    expect(rowsOn(closureOf(spans), 'a', dayAt(9))).toEqual(['a', 'top'])
    expect(rowsOn(closureOf(spans), 'a', dayAt(10))).toEqual(['a', 'b', 'top'])
  })

  it('finds a parent that ends before its child', () => {
    const spans: ParentSpan[] = [
      { unitId: 'top', parentId: null, valid: { from: START, to: dayAt(5) } },
      { unitId: 'a', parentId: 'top', valid: { from: START, to: dayAt(6) } },
    ]
    expect(treeFaults(spans)).toEqual([{ kind: 'parent_missing', unitId: 'a', parentId: 'top', on: dayAt(5) }])
  })
})
