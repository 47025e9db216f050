// Any sequence of acts, entered in any order of time, leaves a sound tree on every day (HIS-04), and nobody and nothing gets lost.
import { contains } from '#kernel/date-range.ts'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyActs } from './apply-acts.ts'
import type { AppliedActs } from './apply-acts.ts'
import { closureOf } from './closure.ts'
import type { UnitVersion } from './history.ts'
import type { NewUnit, ReorganisationAct } from './reorganisation-acts.ts'
import { isCell } from './unit-kinds.ts'
import type { UnitKind } from './unit-kinds.ts'

const START = day('2020-01-01')
const DAYS = 24
const days = Array.from({ length: DAYS + 2 }, (_, n) => addDays(START, n))
const stamp = { decisionId: null, recordedAt: new Date(0), recordedBy: null }

const first = (unitId: Id, parentId: Id | null, kind: UnitKind): UnitVersion => ({
  ...{ id: `v ${unitId}`, unitId, parentId, kind, name: unitId, shortName: unitId, valid: { from: START, to: null } },
  ...{ sector: null, localityId: null, ordinal: 0, symbol: null, seal: null, delegated: false, provisional: false },
  ...stamp,
})

const begin = (): UnitVersion[] => [
  first('khoi', null, 'bloc'),
  ...['A', 'B', 'C'].flatMap((committee) => [
    first(committee, 'khoi', 'grassroots_committee'),
    ...[1, 2, 3].map((n) => first(`${committee}${n}`, committee, 'sub_cell')),
  ]),
  first('s', 'A', 'section'),
  first('s1', 's', 'sub_cell'),
  ...['x', 'y', 'z'].map((cell) => first(cell, 'khoi', 'grassroots_cell')),
]

/** What a draw of numbers means in the tree of that day: mostly acts that make sense, now and then one that does not. */
interface Draw {
  at: number
  kind: number
  picks: number[]
}
const draws = fc.array(
  fc.record({
    at: fc.integer({ min: 1, max: DAYS }),
    kind: fc.nat(10),
    picks: fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }),
  }),
  { minLength: 1, maxLength: 14 },
)

const on = (versions: readonly UnitVersion[], at: Day) => versions.filter(({ valid }) => contains(valid, at))

let serial = 0
function actOf({ kind, picks }: Draw, standing: readonly UnitVersion[]): ReorganisationAct {
  const [a = 0, b = 0, c = 0, d = 0] = picks
  const any = (n: number, list: readonly UnitVersion[] = standing): UnitVersion =>
    (list[n % Math.max(1, list.length)] ?? standing[0]) as UnitVersion
  const one = any(a)
  const like = standing.filter((each) => each.kind === one.kind && each.unitId !== one.unitId)
  const other = any(b, like)
  const fresh = (model: UnitVersion): NewUnit => ({
    ...{ unitId: `n${++serial}`, parentId: model.parentId ?? 'khoi', kind: model.kind, name: 'mới', shortName: 'mới' },
    ...{ code: null, sector: null, localityId: null },
  })
  const children = (to: readonly Id[]) => {
    const below = standing.filter((each) => each.parentId === one.unitId)
    return Object.fromEntries(below.map((child, at) => [child.unitId, to[(at + c) % to.length] ?? 'khoi']))
  }
  const rest = (to: Id) => (isCell(one.kind) ? [{ from: one.unitId, to, members: 'rest' as const }] : [])
  const units = [fresh(one), fresh(one)] as const
  const ids = units.map((unit) => unit.unitId)
  const acts: ReorganisationAct[] = [
    {
      kind: 'found',
      unit: {
        ...fresh(one),
        kind: isCell(one.kind) ? one.kind : 'sub_cell',
        parentId: isCell(one.kind) ? (one.parentId ?? 'khoi') : one.unitId,
      },
    },
    { kind: 'consolidate', inputs: [one.unitId, other.unitId], unit: fresh(one) },
    { kind: 'absorb', inputs: [one.unitId], into: other.unitId },
    { kind: 'split', input: one.unitId, units, children: children(ids), members: rest(ids[0] as Id) },
    {
      kind: 'separate',
      input: one.unitId,
      units: [units[0]],
      children: d % 2 ? children([ids[0] as Id, one.unitId]) : {},
    },
    {
      kind: 'move',
      unitId: one.unitId,
      parentId: any(
        b,
        standing.filter((each) => !isCell(each.kind)),
      ).unitId,
    },
    { kind: 'move', unitId: one.unitId, parentId: 'khoi', toKind: 'grassroots_cell' },
    { kind: 'transfer_in', unit: fresh(one), from: 'nơi khác' },
    { kind: 'transfer_out', unitId: one.unitId, to: 'nơi khác' },
    { kind: 'rename', unitId: one.unitId, name: `tên ${b}`, shortName: 'tên' },
    { kind: 'dissolve', input: one.unitId, children: children([other.unitId]), members: rest(other.unitId) },
  ]
  return acts[kind % acts.length] as ReorganisationAct
}

const newVersionId = () => `w${++serial}`

function played(
  list: readonly Draw[],
  look: (step: { on: Day; before: UnitVersion[]; applied: AppliedActs }) => void,
): number {
  let versions = begin()
  let done = 0
  for (const [n, draw] of list.entries()) {
    const at = addDays(START, draw.at)
    // Every other plan has two acts.
    const together = [draw, ...list.slice(n + 1, n + 1 + ((draw.picks[4] ?? 0) % 2))]
    const acts = together.map((each) => actOf(each, on(versions, at)))
    const applied = applyActs(versions, acts, { on: at, ...stamp }, newVersionId)
    if ('faults' in applied) {
      expect(applied.faults.length).toBeGreaterThan(0)
      continue
    }
    look({ on: at, before: versions, applied })
    versions = applied.versions
    done++
  }
  return done
}

it('one parent per unit and day, no gap, no child without its parent, closure = walking up, the days before untouched', () => {
  let carried = 0
  fc.assert(
    fc.property(draws, (list) => {
      carried += played(list, ({ on: at, before, applied: { versions } }) => {
        const closure = closureOf(versions)
        for (const history of Map.groupBy(versions, (version) => version.unitId).values()) {
          const sorted = history.toSorted((a, b) => (a.valid.from < b.valid.from ? -1 : 1))
          sorted.slice(1).forEach((version, n) => expect(version.valid.from).toBe(sorted[n]?.valid.to))
        }
        for (const on_ of days) {
          const present = new Map(on(versions, on_).map((version) => [version.unitId, version]))
          expect(present.size).toBe(on(versions, on_).length)
          for (const version of present.values()) {
            const way: Id[] = []
            for (let up: UnitVersion | undefined = version; up; up = present.get(up.parentId ?? '')) {
              expect(way).not.toContain(up.unitId)
              way.push(up.unitId)
            }
            expect(way.at(-1)).toBe('khoi')
            const rows = closure.filter((row) => row.descendantId === version.unitId && contains(row.valid, on_))
            expect(rows.toSorted((a, b) => a.depth - b.depth).map((row) => row.ancestorId)).toEqual(way)
          }
          if (on_ >= at) continue
          const facts = (list: UnitVersion[]) =>
            on(list, on_)
              .map((v) => [v.unitId, v.parentId, v.kind, v.name].join())
              .toSorted()
          expect(facts(versions)).toEqual(facts(before))
        }
      })
    }),
    { numRuns: 60 },
  )
  expect(carried).toBeGreaterThan(100)
})

it('lineage leads from every unit that ended to units that stand that day, or out of the bloc', () => {
  fc.assert(
    fc.property(draws, (list) => {
      played(list, ({ on: at, applied: { versions, lineage, ended, founded } }) => {
        const standing = new Set(on(versions, at).map((version) => version.unitId))
        for (const unitId of ended) {
          expect(standing.has(unitId)).toBe(false)
          expect(lineage.some((edge) => edge.predecessorId === unitId)).toBe(true)
        }
        for (const unitId of founded) expect(standing.has(unitId)).toBe(true)
        for (const { kind, predecessorId, successorId, outside } of lineage) {
          expect(predecessorId ?? successorId).not.toBeNull()
          expect(outside !== null).toBe(kind === 'transfer_in' || kind === 'transfer_out')
          if (successorId !== null) expect(standing.has(successorId)).toBe(true)
          if (predecessorId !== null) expect(ended.includes(predecessorId)).toBe(kind !== 'separate')
        }
      })
    }),
    { numRuns: 200 },
  )
})

it('members are conserved: going the ways of the acts everybody is in one cell that stands, or left with their cell', () => {
  fc.assert(
    fc.property(draws, (list) => {
      const cellOf = new Map<string, Id>()
      for (const { unitId, kind } of begin())
        if (isCell(kind)) for (const n of [1, 2]) cellOf.set(`${unitId} ${n}`, unitId)
      let latest = START
      // Members' own histories are moved by the register; here only acts entered in order of time.
      played(
        list.toSorted((a, b) => a.at - b.at),
        ({ on: at, applied }) => {
          expect(at >= latest).toBe(true)
          latest = at
          const emptied = new Set(applied.emptied)
          const left = new Set(applied.left.map(({ unitId }) => unitId))
          const cells = new Set(
            on(applied.versions, at)
              .filter(({ kind }) => isCell(kind))
              .map(({ unitId }) => unitId),
          )
          for (const [member, cell] of cellOf) {
            const named = applied.routes.find(
              (route) => route.from === cell && route.members !== 'rest' && route.members.includes(member),
            )
            const route = named ?? applied.routes.find((each) => each.from === cell && each.members === 'rest')
            if (left.has(cell)) cellOf.delete(member)
            else if (route) cellOf.set(member, route.to)
            else expect(emptied.has(cell)).toBe(false)
            const now = cellOf.get(member)
            if (now !== undefined) expect(cells.has(now)).toBe(true)
          }
        },
      )
    }),
    { numRuns: 200 },
  )
})
