// Who stood above whom, and when, computed from every unit's dated parents. Pure; closure-store.ts writes what changed.
// The law of the tree: a parent exists all the time its child does, and on no day does a unit stand above itself.
import { maxDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { coalesceRanges, intersect, subtract } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'

/** One stretch of a unit under one parent; null at the top. Stretches of one unit never overlap. */
export interface ParentSpan {
  unitId: Id
  parentId: Id | null
  valid: DateRange
}

export interface ClosureRow {
  ancestorId: Id
  descendantId: Id
  /** 0 = the unit itself. */
  depth: number
  valid: DateRange
  /** The row holds on the descendant's last day (or is open): where a closed unit's records are found afterwards. */
  final: boolean
}

/** Why the spans make no tree, and the first day on which they do not. */
export interface TreeFault {
  kind: 'cycle' | 'parent_missing'
  unitId: Id
  parentId: Id
  on: Day
}

function groupByUnit(spans: readonly ParentSpan[]): Map<Id, ParentSpan[]> {
  const byUnit = new Map<Id, ParentSpan[]>()
  for (const span of spans) {
    const known = byUnit.get(span.unitId)
    if (known) known.push(span)
    else byUnit.set(span.unitId, [span])
  }
  return byUnit
}

/** Faults of the law of the tree, at most one per span; an empty list means `closureOf` is well defined. */
export function treeFaults(spans: readonly ParentSpan[]): TreeFault[] {
  const byUnit = groupByUnit(spans)
  const faults: TreeFault[] = []
  for (const { unitId, parentId, valid } of spans) {
    if (parentId === null) continue
    let orphaned: DateRange[] = [valid]
    for (const { valid: there } of byUnit.get(parentId) ?? [])
      orphaned = orphaned.flatMap((gap) => subtract(gap, there))
    const gap = coalesceRanges(orphaned)[0]
    if (gap) faults.push({ kind: 'parent_missing', unitId, parentId, on: gap.from })
    const met = firstReturn(byUnit, unitId, parentId, valid, new Set())
    if (met) faults.push({ kind: 'cycle', unitId, parentId, on: met })
  }
  return faults
}

// The first day on which the way up from `at` comes back to `unitId`. Other loops on the way belong to other units' findings.
function firstReturn(byUnit: Map<Id, ParentSpan[]>, unitId: Id, at: Id, when: DateRange, path: Set<Id>): Day | null {
  if (at === unitId) return when.from
  if (path.has(at)) return null
  path.add(at)
  let first: Day | null = null
  for (const { parentId, valid } of byUnit.get(at) ?? []) {
    const both = parentId === null ? null : intersect(when, valid)
    const met = both && parentId !== null ? firstReturn(byUnit, unitId, parentId, both, path) : null
    if (met !== null && (first === null || met < first)) first = met
  }
  path.delete(at)
  return first
}

/**
 * All rows of the closure, each as long as possible: the same ancestor at the same depth on adjoining days is one row.
 * Throws RangeError when the spans have a fault (see `treeFaults`): a closure of no tree must never be stored.
 */
export function closureOf(spans: readonly ParentSpan[]): ClosureRow[] {
  const [fault] = treeFaults(spans)
  if (fault) throw new RangeError(`not a tree: ${fault.kind} of ${fault.unitId} under ${fault.parentId} on ${fault.on}`)
  const byUnit = groupByUnit(spans)
  const rows: ClosureRow[] = []
  for (const [unitId, own] of byUnit) {
    const above = new Map<string, { ancestorId: Id; depth: number; ranges: DateRange[] }>()
    const climb = (at: Id, depth: number, when: DateRange): void => {
      const key = `${depth} ${at}`
      const known = above.get(key)
      if (known) known.ranges.push(when)
      else above.set(key, { ancestorId: at, depth, ranges: [when] })
      for (const { parentId, valid } of byUnit.get(at) ?? []) {
        const both = parentId === null ? null : intersect(when, valid)
        if (both && parentId !== null) climb(parentId, depth + 1, both)
      }
    }
    const existence = coalesceRanges(own.map((span) => span.valid))
    for (const range of existence) climb(unitId, 0, range)
    const end = lastDayAfter(existence)
    for (const { ancestorId, depth, ranges } of above.values()) {
      for (const valid of coalesceRanges(ranges)) {
        rows.push({ ancestorId, descendantId: unitId, depth, valid, final: valid.to === end })
      }
    }
  }
  return rows
}

// The day after a unit's last one; null while it exists.
function lastDayAfter(existence: readonly DateRange[]): Day | null {
  const ends = existence.map((range) => range.to)
  return ends.some((to) => to === null) ? null : (ends as Day[]).reduce((a, b) => maxDay(a, b))
}
