// The tree a hand-over makes in the new bloc: handed-over units with their whole history, before the day under the old bloc's own top,
// which ends with it, from the day on under the new top. Pure.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { coalesceRanges, intersect, isEmpty, subtract } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import type { Part } from './part.ts'

/** A version of a unit; whatever else its row holds goes along untouched. */
export interface Version {
  id: Id
  unitId: Id
  parentId: Id | null
  valid: DateRange
}

export interface Tops {
  /** The old bloc's own unit: it comes along, closed on the day. */
  old: Id
  new: Id
  /** First day of the new order. */
  on: Day
}

/** What a version of the old bloc becomes; `opened`: the piece begins with the day of the hand-over and needs an id of its own. */
export interface Piece<V extends Version> {
  from: V
  parentId: Id | null
  valid: DateRange
  opened: boolean
}

const before = (day: Day): DateRange => ({ from: '0001-01-01' as Day, to: day })
const since = (day: Day): DateRange => ({ from: day, to: null })

/**
 * Pieces of versions in the new bloc, each unit's in order of time, first the old top's. A unit that left the part is closed there
 * the day after, so that nothing of it is counted below units it had left.
 */
export function piecesOf<V extends Version>(versions: readonly V[], part: Part, tops: Tops): Piece<V>[] {
  const kept = versions.flatMap((version) => {
    const valid = keptDays(version, part, tops)
    return valid && !isEmpty(valid) ? [{ version, valid }] : []
  })
  const existence = new Map(
    [...Map.groupBy(kept, ({ version }) => version.unitId)].map(([id, rows]) => [
      id,
      coalesceRanges(rows.map(({ valid }) => valid)),
    ]),
  )
  return kept
    .flatMap(({ version, valid }) => placed(version, valid, existence, tops))
    .toSorted((a, b) =>
      a.from.unitId === b.from.unitId ? (a.valid.from < b.valid.from ? -1 : 1) : rank(a, tops) - rank(b, tops),
    )
}

const rank = (piece: Piece<Version>, tops: Tops): number => (piece.from.unitId === tops.old ? 0 : 1)

function keptDays({ unitId, valid }: Version, part: Part, tops: Tops): DateRange | null {
  if (unitId === tops.old) return intersect(valid, before(tops.on))
  if (part.stay.has(unitId)) return valid
  const until = part.until.get(unitId)
  return until === undefined ? null : intersect(valid, before(addDays(until, 1)))
}

function placed<V extends Version>(
  version: V,
  valid: DateRange,
  existence: ReadonlyMap<Id, readonly DateRange[]>,
  tops: Tops,
): Piece<V>[] {
  if (version.unitId === tops.old) return [{ from: version, parentId: null, valid, opened: false }]
  // Under its own parent while that is here; else under the top of the day.
  const there =
    version.parentId === null || version.parentId === tops.old ? [] : (existence.get(version.parentId) ?? [])
  const own = there.flatMap((range) => intersect(valid, range) ?? [])
  const rest = there.reduce<DateRange[]>((gaps, range) => gaps.flatMap((gap) => subtract(gap, range)), [valid])
  const pieces = [
    ...own.map((range) => ({ parentId: version.parentId, valid: range })),
    ...rest
      .flatMap((range) => intersect(range, before(tops.on)) ?? [])
      .map((range) => ({ parentId: tops.old, valid: range })),
    ...rest
      .flatMap((range) => intersect(range, since(tops.on)) ?? [])
      .map((range) => ({ parentId: tops.new, valid: range })),
  ].toSorted((a, b) => (a.valid.from < b.valid.from ? -1 : 1))
  return pieces.map((piece, at) => ({ from: version, ...piece, opened: at > 0 }))
}
