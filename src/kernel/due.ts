// Something that waits for somebody, without a word of text: every module tells what is due in its area, the agenda finds the words.
import type { Day } from './day.ts'
import type { Id } from './ids.ts'

export interface DueItem {
  /** What it is, e.g. `meeting_open`; the agenda has the words for it. */
  readonly kind: string
  /** What the words need: names, numbers, days. */
  readonly params: Readonly<Record<string, string | number | null>>
  /** The last day to do it. */
  readonly dueOn: Day
  /** Where it gets done. */
  readonly href: string
  /** When given, one press posts these fields to `href` and the work begins at once. */
  readonly post?: Readonly<Record<string, string>>
  readonly unitId: Id
}

/** Soonest first; what is due on one day in the order the areas told it. */
export function soonestFirst(items: readonly DueItem[]): DueItem[] {
  return items.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}
