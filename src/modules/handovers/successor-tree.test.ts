// The law of parts, on any history: on every day, below every unit that is handed over stand the same units in the new bloc as in the old
// one — those that ended there and those that only passed through included — and the new tree is a tree.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { contains } from '#kernel/date-range.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partOf } from './part.ts'
import type { Above, Part, Succession } from './part.ts'
import { piecesOf } from './successor-tree.ts'
import type { Version } from './successor-tree.ts'

const START = day('2020-01-01')
const DAYS = 30
const dayAt = (n: number): Day => addDays(START, n)
const ON = dayAt(DAYS)
const QUESTIONS = Array.from({ length: DAYS + 4 }, (_, n) => dayAt(n))
const tops = { old: 'top', new: 'new', on: ON }

// Unit 0 is the top. Every other stands under the top or a unit of a smaller number, changes parents, and may end or begin late.
const history = fc
  .array(
    fc.record({
      cuts: fc.uniqueArray(fc.integer({ min: 0, max: DAYS - 1 }), { minLength: 1, maxLength: 4 }),
      open: fc.boolean(),
      parents: fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
    }),
    { minLength: 2, maxLength: 9 },
  )
  .map((units): Version[] => {
    const versions: Version[] = [{ id: 'v', unitId: 'top', parentId: null, valid: { from: START, to: null } }]
    units.forEach((unit, at) => {
      const cuts = unit.cuts.toSorted((a, b) => a - b)
      cuts.forEach((from, n) => {
        const next = cuts[n + 1]
        const to = next !== undefined ? dayAt(next) : unit.open || cuts.length === 1 ? null : dayAt(DAYS)
        if (next === undefined && !unit.open && cuts.length > 1) return
        const number = (unit.parents[n] ?? 0) % (at + 1)
        const parentId = number === 0 ? 'top' : `u${number}`
        const valid = { from: dayAt(from), to }
        const lives = versions.filter((other) => other.unitId === parentId)
        const covered = QUESTIONS.every((on) => !contains(valid, on) || lives.some((life) => contains(life.valid, on)))
        versions.push({ id: `v${at + 1}.${n}`, unitId: `u${at + 1}`, parentId: covered ? parentId : 'top', valid })
      })
    })
    return versions
  })

/** The way up from a unit on a day, itself first; of one that has ended, on its last day. */
function wayUp(versions: readonly Pick<Version, 'unitId' | 'parentId' | 'valid'>[], unitId: string, on: Day): string[] {
  const own = versions.filter((version) => version.unitId === unitId)
  if (own.every(({ valid }) => valid.from > on)) return []
  const ends = own.map(({ valid }) => valid.to)
  const end = ends.includes(null) ? null : (ends as Day[]).toSorted().at(-1)!
  const asked = end !== null && end <= on ? addDays(end, -1) : on
  const way: string[] = []
  for (let at: string | null = unitId; at !== null;) {
    const version = versions.find((each) => each.unitId === at && contains(each.valid, asked))
    if (!version) return way
    way.push(at)
    at = version.parentId
  }
  return way
}

function closureOf(versions: readonly Version[]): Above[] {
  const units = [...new Set(versions.map(({ unitId }) => unitId))]
  return units.flatMap((descendantId) => {
    const own = versions.filter((version) => version.unitId === descendantId)
    const ends = own.map(({ valid }) => valid.to)
    const end = ends.includes(null) ? null : (ends as Day[]).toSorted().at(-1)!
    const rows: Above[] = []
    for (const ancestorId of units) {
      const days = QUESTIONS.filter((on) => own.some(({ valid }) => contains(valid, on)) && wayUp(versions, descendantId, on).includes(ancestorId)) // prettier-ignore
      let from: Day | null = null
      for (const on of QUESTIONS) {
        if (days.includes(on)) from ??= on
        if (from !== null && (!days.includes(addDays(on, 1)) || on === QUESTIONS.at(-1))) {
          if (!days.includes(on)) continue
          const to = on === QUESTIONS.at(-1) ? null : addDays(on, 1)
          rows.push({ ancestorId, descendantId, valid: { from, to }, final: to === end })
          from = null
        }
      }
    }
    return rows
  })
}

const rootsOf = (versions: readonly Version[], chosen: readonly boolean[]) =>
  versions
    .filter(({ parentId, valid }) => parentId === 'top' && contains(valid, addDays(ON, -1)))
    .map(({ unitId }) => unitId)
    .filter((_, at) => chosen[at % chosen.length])

function newTree(versions: readonly Version[], part: Part) {
  const pieces = piecesOf(versions, part, tops).map(({ from, parentId, valid }) => ({
    unitId: from.unitId,
    parentId,
    valid,
  }))
  return [...pieces, { unitId: 'new', parentId: null, valid: { from: ON, to: null } }]
}

describe('the tree of a part', () => {
  it('has the same units below every handed-over unit, on every day', () => {
    fc.assert(
      fc.property(history, fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), (versions, chosen) => {
        const roots = rootsOf(versions, chosen)
        const part = partOf(
          closureOf(versions).filter(({ ancestorId }) => ancestorId !== 'top'),
          [],
          roots,
          ON,
        )
        const tree = newTree(versions, part)
        const units = [...new Set(versions.map(({ unitId }) => unitId))]
        for (const on of QUESTIONS) {
          for (const id of part.counted) {
            const below = (among: Parameters<typeof wayUp>[0]) =>
              units.filter((unit) => wayUp(among, unit, on).includes(id))
            expect([on, id, below(tree)]).toEqual([on, id, below(versions)])
          }
        }
      }),
      { numRuns: 250 },
    )
  })

  it('is a tree: every piece has a parent that stands on all its days, and pieces of a unit do not overlap', () => {
    fc.assert(
      fc.property(history, fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), (versions, chosen) => {
        const part = partOf(closureOf(versions).filter(({ ancestorId }) => ancestorId !== 'top'), [], rootsOf(versions, chosen), ON) // prettier-ignore
        const tree = newTree(versions, part)
        for (const on of QUESTIONS) {
          const there = tree.filter(({ valid }) => contains(valid, on))
          const ids = there.map(({ unitId }) => unitId)
          expect(new Set(ids).size).toBe(ids.length)
          for (const { parentId } of there) if (parentId !== null) expect(ids).toContain(parentId)
          if (on >= ON)
            expect(there.filter(({ parentId }) => parentId === null).map(({ unitId }) => unitId)).toEqual(['new'])
        }
      }),
      { numRuns: 250 },
    )
  })

  it('takes along who was joined into a unit of the part, though he stood elsewhere', () => {
    const versions: Version[] = [
      { id: 'a', unitId: 'top', parentId: null, valid: { from: START, to: null } },
      { id: 'b', unitId: 'left', parentId: 'top', valid: { from: START, to: null } },
      { id: 'c', unitId: 'right', parentId: 'top', valid: { from: START, to: null } },
      { id: 'd', unitId: 'old', parentId: 'right', valid: { from: START, to: dayAt(10) } },
      { id: 'e', unitId: 'cell', parentId: 'left', valid: { from: START, to: null } },
    ]
    const lineage: Succession[] = [{ predecessorId: 'old', successorId: 'cell', onDay: dayAt(10) }]
    const part = partOf(
      closureOf(versions).filter(({ ancestorId }) => ancestorId !== 'top'),
      lineage,
      ['left'],
      ON,
    )
    expect([...part.stay].toSorted()).toEqual(['cell', 'left', 'old'])
    expect([...part.counted].toSorted()).toEqual(['cell', 'left'])
    expect(newTree(versions, part).find(({ unitId }) => unitId === 'old')).toMatchObject({ parentId: 'top' })
  })
})
