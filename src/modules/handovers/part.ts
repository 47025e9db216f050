// Which units go along when part of a bloc is handed over, worked out so that no figure of theirs is lost: a figure counts the records of
// every unit that stood below on the day asked about, so units that belonged to the part only for a time come along for that time.
// Pure; read-part.ts brings the facts.
import { addDays, maxDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { contains } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'

/** One row of the closure of the old bloc. */
export interface Above {
  ancestorId: Id
  descendantId: Id
  valid: DateRange
  /** It holds on the descendant's last day, or is open. */
  final: boolean
}

/** One edge of the lineage inside the old bloc. */
export interface Succession {
  predecessorId: Id
  successorId: Id
  onDay: Day
}

export interface Part {
  /** Units whose whole record goes along: those below the chosen ones on the last day, and those that ended there or as theirs. */
  stay: ReadonlySet<Id>
  /** Units that were below them for a time and went elsewhere: until that day (exclusive) they come along. */
  until: ReadonlyMap<Id, Day>
  /** Of `stay`, those whose figures must come out the same: everything but forerunners that stood elsewhere. */
  counted: ReadonlySet<Id>
}

/** All units of a bloc but its top: nothing is left behind. */
export function wholePart(unitIds: Iterable<Id>): Part {
  const stay = new Set(unitIds)
  return { stay, until: new Map(), counted: stay }
}

/** The part that stands at or below `roots` on the last day of the old order. */
export function partOf(rows: readonly Above[], lineage: readonly Succession[], roots: readonly Id[], on: Day): Part {
  const lastDay = addDays(on, -1)
  const chosen = new Set(roots)
  const alive = new Set(rows.filter((row) => row.ancestorId === row.descendantId && contains(row.valid, lastDay)).map((row) => row.descendantId)) // prettier-ignore
  const counted = new Set(rows.filter((row) => chosen.has(row.ancestorId) && contains(row.valid, lastDay)).map((row) => row.descendantId)) // prettier-ignore
  const below = Map.groupBy(rows, (row) => row.ancestorId)
  // Who ended below a unit of the part is found there for ever.
  for (const id of counted) {
    for (const row of below.get(id) ?? []) if (row.final) counted.add(row.descendantId)
  }
  const stay = new Set(counted)
  for (const id of stay) {
    for (const edge of lineage)
      if (edge.successorId === id && !alive.has(edge.predecessorId)) stay.add(edge.predecessorId)
    for (const row of below.get(id) ?? []) if (row.final && !alive.has(row.descendantId)) stay.add(row.descendantId)
  }
  const until = new Map<Id, Day>()
  for (const id of counted) {
    for (const { descendantId, valid } of below.get(id) ?? []) {
      if (stay.has(descendantId) || valid.to === null) continue
      until.set(descendantId, maxDay(valid.to, until.get(descendantId) ?? valid.to))
    }
  }
  return { stay, until, counted }
}
