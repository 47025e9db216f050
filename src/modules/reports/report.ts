// The periodic report as values: states of a part, lateness, completeness. Rules: BC-02 (calendar), BC-04 (headings). Pure.
import { daysBetween } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'

/** none: nothing written yet. returned: sent back by the bloc with a reason. */
export const PART_STATES = ['none', 'draft', 'submitted', 'returned', 'accepted'] as const
export type PartState = (typeof PART_STATES)[number]

export type PartAct = 'write' | 'submit' | 'withdraw' | 'return' | 'accept'

const ACTS: Record<PartAct, { from: readonly PartState[]; to: PartState | 'same' }> = {
  write: { from: ['none', 'draft', 'returned'], to: 'same' },
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  withdraw: { from: ['submitted'], to: 'draft' },
  // An accepted part may still be sent back until the report is frozen.
  return: { from: ['submitted', 'accepted'], to: 'returned' },
  accept: { from: ['submitted'], to: 'accepted' },
}

/** The state after an act; null when the state does not allow it. Writing begins a part, and keeps a returned one returned. */
export function afterAct(state: PartState, act: PartAct): PartState | null {
  const { from, to } = ACTS[act]
  if (!from.includes(state)) return null
  return to !== 'same' ? to : state === 'none' ? 'draft' : state
}

export interface Part {
  state: PartState
  /** Day of the first hand-in that was not withdrawn; a return does not make it late. */
  submittedOn: Day | null
}

/** Days after the due day: of the hand-in, or of today while nothing was handed in; 0 when in time. */
export function daysLate(part: Part, dueOn: Day, today: Day): number {
  const on = part.submittedOn ?? today
  return on > dueOn ? daysBetween(dueOn, on) : 0
}

/** Where a part stands among all, each in exactly one place: `late` are those not handed in after the due day. */
export type Standing = 'accepted' | 'submitted' | 'returned' | 'late' | 'draft' | 'none'
export const STANDINGS: readonly Standing[] = ['accepted', 'submitted', 'returned', 'late', 'draft', 'none']

export function standingOf(part: Part, dueOn: Day, today: Day): Standing {
  if (part.state === 'accepted' || part.state === 'submitted') return part.state
  if (part.submittedOn === null && today > dueOn) return 'late'
  return part.state
}

/** Units by standing; the counts add up to the number of units. */
export type Completeness = Record<Standing, number> & {
  units: number
  /** Handed in after the due day, whatever became of it. */
  handedInLate: number
}

export function completenessOf(parts: readonly Part[], dueOn: Day, today: Day): Completeness {
  const counts: Completeness = {
    ...{ accepted: 0, submitted: 0, returned: 0, late: 0, draft: 0, none: 0 },
    units: parts.length,
    handedInLate: 0,
  }
  for (const part of parts) {
    counts[standingOf(part, dueOn, today)]++
    if (part.submittedOn !== null && part.submittedOn > dueOn) counts.handedInLate++
  }
  return counts
}

export interface Heading {
  code: string
  text: string
  parent: string | null
  hint: string | null
  /** Nobody need write under it. */
  optional: boolean
  /** Filled by figures, not by words. */
  figures: boolean
}

/** The headings under which text is written: those without headings below them. */
export function writtenHeadings(headings: readonly Heading[]): Heading[] {
  const parents = new Set(headings.map((heading) => heading.parent))
  return headings.filter((heading) => !parents.has(heading.code) && !heading.figures)
}

/** Headings that must have text and have none. */
export function missingHeadings(headings: readonly Heading[], bodies: ReadonlyMap<string, string>): Heading[] {
  return writtenHeadings(headings).filter((heading) => !heading.optional && !(bodies.get(heading.code) ?? '').trim())
}

/** One text out of many: each unit is named before its own, in the order given; units without text are left out. */
export function mergeNarratives(parts: readonly { unitName: string; body: string }[]): string {
  return parts
    .filter(({ body }) => body.trim() !== '')
    .map(({ unitName, body }) => `${unitName}: ${body.trim()}`)
    .join('\n\n')
}

/** A figure of one unit as a snapshot keeps it. */
export interface OwnFigure {
  indicator: string
  unitId: Id
  num: number
  den: number | null
  recordIds: readonly string[]
}

export interface CellDifference {
  indicator: string
  unitId: Id
  before: { num: number; den: number | null }
  after: { num: number; den: number | null }
  added: string[]
  removed: string[]
}

/** What differs between two versions, cell by cell (unit × indicator); a cell missing on one side has nothing there. */
export function differencesOf(before: readonly OwnFigure[], after: readonly OwnFigure[]): CellDifference[] {
  const cells = new Map<string, { before?: OwnFigure; after?: OwnFigure }>()
  const keyOf = (figure: OwnFigure) => `${figure.indicator} ${figure.unitId}`
  for (const figure of before) cells.set(keyOf(figure), { before: figure })
  for (const figure of after) cells.set(keyOf(figure), { ...cells.get(keyOf(figure)), after: figure })
  return [...cells.values()].flatMap(({ before: was, after: is }) => {
    const some = (was ?? is) as OwnFigure
    const empty = { num: 0, den: some.den === null ? null : 0 }
    const [a, b] = [was ?? { ...empty, recordIds: [] }, is ?? { ...empty, recordIds: [] }]
    const [had, has] = [new Set(a.recordIds), new Set(b.recordIds)]
    const difference = {
      indicator: some.indicator,
      unitId: some.unitId,
      before: { num: a.num, den: a.den },
      after: { num: b.num, den: b.den },
      added: b.recordIds.filter((id) => !had.has(id)),
      removed: a.recordIds.filter((id) => !has.has(id)),
    }
    const same = a.num === b.num && a.den === b.den && difference.added.length + difference.removed.length === 0
    return same ? [] : [difference]
  })
}
