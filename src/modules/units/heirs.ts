// Who carries a unit's old records in the structure of a later day (HIS-03, HIS-07): joined units hand theirs on whole, divided ones to
// several heirs, and what went to another bloc leaves. Pure; heirs-read.ts brings the facts, the figure engine counts by the answer.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { LineageEdge } from './reorganisation-acts.ts'

/** One edge of the lineage as it was carried out. */
export interface LineageLink extends LineageEdge {
  /** First day of the new order. */
  onDay: Day
  /** How many members went this way; null where nobody wrote it down. */
  members: number | null
}

/** A unit that no longer stands: its first day without existence, and the unit it stood under on its last one. */
export interface EndedUnit {
  unitId: Id
  on: Day
  parentId: Id | null
}

/** Stands among heirs for everything beyond the bloc. No unit has this id. */
export const OUTSIDE: Id = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Where records of one unit stand on the day asked about. */
export interface Inheritance {
  unitId: Id
  /** Records of this day or later (null: from the beginning) … */
  since: Day | null
  /** … and of days before this one (null: whatever their day). */
  until: Day | null
  /** One: all of it, exactly. Several: divided among them. OUTSIDE: it, or its part, left the bloc. In order of ids. */
  heirs: readonly Id[]
  /** The day of the act by which they go this way. */
  on: Day
  /** Nobody goes on as this unit: it, or who took it over, ended under its heir and was merely a part of it. */
  below: boolean
}

/** Whoever a unit's records go to on one day, the unit itself among them where it goes on; true where that is only the unit above. */
type Step = Map<Id, boolean>

type Steps = Map<Id, Map<Day, Step>>

function stepsOf(links: readonly LineageLink[], ended: readonly EndedUnit[], day: Day): Steps {
  const steps: Steps = new Map()
  const add = (from: Id, on: Day, to: Id, above = false) => {
    const days = steps.get(from) ?? new Map<Day, Step>()
    steps.set(from, days.set(on, (days.get(on) ?? new Map<Id, boolean>()).set(to, above)))
  }
  const handedOn = new Set<Id>()
  const lastDays = new Set(ended.map(({ unitId, on }) => `${unitId} ${on}`))
  for (const { kind, predecessorId, successorId, onDay } of links) {
    if (predecessorId === null || onDay > day) continue
    const to = kind === 'transfer_out' ? OUTSIDE : successorId
    if (to === null) continue
    if (kind !== 'separate') handedOn.add(predecessorId)
    // Whoever separates and ends on one day does not go on.
    else if (!lastDays.has(`${predecessorId} ${onDay}`)) add(predecessorId, onDay, predecessorId)
    add(predecessorId, onDay, to)
  }
  // Whoever ended and handed on to nobody leaves what was his to the unit above.
  for (const { unitId, on, parentId } of ended)
    if (parentId !== null && on <= day && !handedOn.has(unitId)) add(unitId, on, parentId, true)
  return steps
}

/**
 * Where the records of every unit concerned stand in the structure of `day`. Units without a row are their own heirs. Every
 * record has an heir or has left the bloc; acts later than `day` change nothing, and going there in two steps leads to the same.
 */
export function heirsOn(links: readonly LineageLink[], ended: readonly EndedUnit[], day: Day): Inheritance[] {
  const steps = stepsOf(links, ended, day)
  const daysOf = (unitId: Id) => [...(steps.get(unitId)?.keys() ?? [])].toSorted()
  const gone = new Set(ended.filter(({ on }) => on <= day).map(({ unitId }) => unitId))

  // Acts of one day follow one another; nobody is come back to on that day, however wrong the edges are.
  const carry = (unitId: Id, from: Day, including: boolean, path: ReadonlySet<string>): Step => {
    const on = daysOf(unitId).find((each) => (including ? each >= from : each > from))
    const key = `${unitId} ${on}`
    if (on === undefined || path.has(key)) return new Map([[unitId, false]])
    const way = new Set(path).add(key)
    const heirs: Step = new Map()
    for (const [to, above] of steps.get(unitId)?.get(on) ?? [])
      for (const [heir, below] of to === OUTSIDE ? [[to, false] as const] : carry(to, on, to !== unitId, way))
        heirs.set(heir, (above || below) && (heirs.get(heir) ?? true))
    return heirs
  }

  return [...steps.keys()].toSorted().flatMap((unitId) => {
    const days = daysOf(unitId)
    return days.flatMap((until, at): Inheritance[] => {
      const found = carry(unitId, until, true, new Set())
      const heirs = [...found.keys()].toSorted()
      if (heirs.length === 1 && heirs[0] === unitId) return []
      // Papers may come after the end: what is dated later goes the last way too.
      const open = at === days.length - 1 && gone.has(unitId)
      const below = [...found.values()].every(Boolean)
      return [{ unitId, since: days[at - 1] ?? null, until: open ? null : until, on: until, heirs, below }]
    })
  })
}

/** The heirs of one unit's record of a day. */
export function heirsOf(inherited: readonly Inheritance[], unitId: Id, on: Day): readonly Id[] {
  const found = inherited.find(
    (each) => each.unitId === unitId && (each.since ?? on) <= on && (each.until === null || on < each.until),
  )
  return found?.heirs ?? [unitId]
}
