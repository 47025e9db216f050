// Which cycle the calendar opens at: the one of today while something in it waits, then the next in which something does. Pure.
import { isOpen } from './congress.ts'
import type { CongressRow } from './congress-rows.ts'
import { yearsOfCycle } from './congress-due.ts'

type Row = Pick<CongressRow, 'cycle' | 'state' | 'next'>

/** Something is still to be planned, held, reported or approved. Of what was entered afterwards nothing more is asked. */
const waits = ({ state, next }: Row): boolean => state === 'due' || isOpen(state) || next !== null

/** The cycles of the rows, the latest first. */
export const cyclesOf = (rows: readonly Pick<Row, 'cycle'>[]): string[] =>
  [...new Set(rows.map(({ cycle }) => cycle))].toSorted().toReversed()

/** `year`: of today's cycle (cycleYear). null when there are no rows. */
export function shownCycle(rows: readonly Row[], year: number): string | null {
  const cycles = cyclesOf(rows)
  const current = cycles.find((cycle) => yearsOfCycle(cycle)?.first === year)
  const waiting = new Set(rows.filter(waits).map(({ cycle }) => cycle))
  if (current !== undefined && waiting.has(current)) return current
  const next = cycles.findLast((cycle) => waiting.has(cycle) && (yearsOfCycle(cycle)?.first ?? 0) >= year)
  return next ?? current ?? cycles[0] ?? null
}
