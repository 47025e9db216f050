// The strength equation: opening + entered − left = closing, for any set of units and any period (indicator I03).
// A move inside the set is no movement; a move across its edge is one, on both sides.
import { contains } from '#kernel/date-range.ts'
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Span } from '#kernel/period.ts'
import { ENTRY_KINDS, EXIT_KINDS } from './member.ts'
import type { CellSpan, EntryKind, EventKind, ExitKind } from './member.ts'

export type Entered = EntryKind | 'move'
export type Left = ExitKind | 'move'

export interface Strength {
  opening: number
  entered: Partial<Record<Entered, number>>
  left: Partial<Record<Left, number>>
  closing: number
}

export interface MemberMoves {
  readonly cells: readonly CellSpan[]
  /** Events not voided. */
  readonly events: readonly { kind: EventKind; effectiveOn: Day }[]
}

function count<K extends string>(tally: Partial<Record<K, number>>, kind: K): void {
  tally[kind] = (tally[kind] ?? 0) + 1
}

/** The strength of the units for which `inside` holds, over a period (both days included). */
export function strengthOf(people: readonly MemberMoves[], inside: (unitId: Id) => boolean, span: Span): Strength {
  const result: Strength = { opening: 0, entered: {}, left: {}, closing: 0 }
  const eve = addDays(span.from, -1)
  const within = (on: Day | null): on is Day => on !== null && span.from <= on && on <= span.to
  for (const { cells, events } of people) {
    const ours = cells.filter((cell) => inside(cell.unitId))
    const kindOn = (on: Day, kinds: readonly EventKind[]) =>
      events.find((event) => event.effectiveOn === on && kinds.includes(event.kind))?.kind
    if (ours.some((cell) => contains(cell.valid, eve))) result.opening++
    if (ours.some((cell) => contains(cell.valid, span.to))) result.closing++
    for (const { valid } of ours) {
      if (within(valid.from) && !ours.some((other) => other.valid.to === valid.from)) {
        count(result.entered, (kindOn(valid.from, ENTRY_KINDS) ?? 'move') as Entered)
      }
      if (within(valid.to) && !ours.some((other) => other.valid.from === valid.to)) {
        count(result.left, (kindOn(valid.to, EXIT_KINDS) ?? 'move') as Left)
      }
    }
  }
  return result
}

/** The sum of a tally. */
export const total = (tally: Partial<Record<string, number>>): number =>
  Object.values(tally).reduce<number>((sum, each) => sum + (each ?? 0), 0)

/** Whether the equation holds; where it does not, the records contradict each other. */
export const balances = (strength: Strength): boolean =>
  strength.opening + total(strength.entered) - total(strength.left) === strength.closing
