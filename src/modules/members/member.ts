// A membership over time, as pure facts: which status and which cell on which days, and what makes such a history sound.
// A day on which someone is a member has exactly one status and exactly one cell; who has left has neither.
import { coalesceRanges, contains, isEmpty, overlaps } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'

export const MEMBER_STATUSES = ['probationary', 'full'] as const
export type MemberStatus = (typeof MEMBER_STATUSES)[number]

/** How a membership may begin in the bloc. */
export const ENTRY_KINDS = ['admission', 'arrival', 'restoration'] as const
/** How it may end; an annulment is a wrong admission taken back. */
export const EXIT_KINDS = ['departure', 'death', 'removal', 'resignation', 'expulsion', 'annulment'] as const
/** What changes a member's standing, and neither status nor cell. */
export const STANDING_KINDS = [
  'exemption',
  'pause',
  'suspension',
  'resumption',
  'temporary_out',
  'temporary_return',
] as const
export const EVENT_KINDS = [...ENTRY_KINDS, ...EXIT_KINDS, 'confirmation', 'move', ...STANDING_KINDS] as const

/**
 * How a member takes part: `active`; `exempt`, excused from work and meetings; `paused`, excused for less than a year; `suspended`
 * by discipline; `away`, temporarily with a cell elsewhere. All are counted in the strength of their cell; only the active are
 * obliged to come to its meetings.
 */
export const STANDINGS = ['active', 'exempt', 'paused', 'suspended', 'away'] as const
export type Standing = (typeof STANDINGS)[number]

export type EntryKind = (typeof ENTRY_KINDS)[number]
export type ExitKind = (typeof EXIT_KINDS)[number]
export type EventKind = (typeof EVENT_KINDS)[number]

/** `id` is null for a span that is not stored yet. */
export interface StatusSpan {
  readonly id: Id | null
  readonly status: MemberStatus
  readonly standing: Standing
  /** By when the standing is to end; that it ended is a fact of its own. */
  readonly untilOn?: Day | null
  readonly valid: DateRange
}

export interface CellSpan {
  readonly id: Id | null
  readonly unitId: Id
  readonly valid: DateRange
}

export interface MemberHistory {
  /** The ceremony: probation is counted from here. */
  readonly admittedOn: Day
  /** The day full membership began; by the rules not the day it was decided. */
  readonly confirmedOn: Day | null
  /** The first day on which the person is a member no more. */
  readonly leftOn: Day | null
  readonly statuses: readonly StatusSpan[]
  readonly cells: readonly CellSpan[]
}

export type MemberState = MemberStatus | Exclude<Standing, 'active'> | 'left' | 'not_yet'

/** Why something cannot be done: an error code, the input at fault, and the numbers of the sentence. */
export interface Refusal {
  readonly code: string
  readonly field: string
  readonly details: Readonly<Record<string, unknown>>
}

const byStart = (a: { valid: DateRange }, b: { valid: DateRange }): number => (a.valid.from < b.valid.from ? -1 : 1)

export const statusOn = (history: MemberHistory, on: Day): StatusSpan | null =>
  history.statuses.find((span) => contains(span.valid, on)) ?? null

export const cellOn = (history: MemberHistory, on: Day): CellSpan | null =>
  history.cells.find((span) => contains(span.valid, on)) ?? null

/** The last cell, whether or not the membership goes on. */
export const lastCell = (history: MemberHistory): CellSpan | null => history.cells.toSorted(byStart).at(-1) ?? null

/** What someone is on a day. */
export function stateOn(history: MemberHistory, on: Day): MemberState {
  const span = statusOn(history, on)
  if (span) return span.standing === 'active' ? span.status : span.standing
  return history.statuses.some((other) => other.valid.from <= on) ? 'left' : 'not_yet'
}

function clash(spans: readonly { valid: DateRange }[]): Day | null {
  const sorted = spans.toSorted(byStart)
  const at = sorted.findIndex((span, i) => i > 0 && overlaps(sorted[i - 1]!.valid, span.valid))
  return at < 0 ? null : sorted[at]!.valid.from
}

const daysOf = (spans: readonly { valid: DateRange }[]): string =>
  JSON.stringify(coalesceRanges(spans.map((span) => span.valid)))

/** The first thing wrong with a history, or null when it is sound. `field` is the part of the history at fault. */
export function faultOf(history: MemberHistory): Refusal | null {
  const { statuses, cells, admittedOn, confirmedOn, leftOn } = history
  const fault = (code: string, field: string, details: Record<string, unknown> = {}) => ({ code, field, details })
  const first = statuses.toSorted(byStart)[0]
  if (!first || [...statuses, ...cells].some((span) => isEmpty(span.valid))) return fault('members.empty_span', 'cells')
  const twoCells = clash(cells)
  if (twoCells) return fault('members.two_cells', 'cells', { on: twoCells })
  const twoStatuses = clash(statuses)
  if (twoStatuses) return fault('members.two_statuses', 'statuses', { on: twoStatuses })
  if (daysOf(statuses) !== daysOf(cells)) return fault('members.status_without_cell', 'cells')
  if (admittedOn > first.valid.from) return fault('members.before_admission', 'admittedOn', { on: admittedOn })
  if (confirmedOn !== null && confirmedOn < admittedOn) {
    return fault('members.confirmed_before_admission', 'confirmedOn', { on: admittedOn })
  }
  const wrong = statuses.some((span) =>
    span.status === 'full'
      ? confirmedOn === null || span.valid.from < confirmedOn
      : confirmedOn !== null && (span.valid.to === null || span.valid.to > confirmedOn),
  )
  if (wrong) return fault('members.status_against_confirmation', 'statuses', { on: confirmedOn })
  if (statuses.some((span) => span.standing === 'exempt' && span.status !== 'full'))
    return fault('members.exempt_not_full', 'statuses')
  const end = statuses.toSorted(byStart).at(-1)?.valid.to ?? null
  return end === leftOn ? null : fault('members.left_day_differs', 'leftOn', { on: end })
}
