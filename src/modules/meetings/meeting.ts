// A cell's meeting as pure facts: its states, what may follow on what, who is obliged to come, and the count of marks.
// One regular meeting a month (SH-01), a thematic one needs its topic (SH-02), who is exempt, paused, suspended or elsewhere is not obliged (SH-14).
import { addMonths, firstOfMonth, isDay, lastOfMonth } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { FieldCodes } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'

export const MEETING_KINDS = ['regular', 'extraordinary'] as const
export type MeetingKind = (typeof MEETING_KINDS)[number]

export const MEETING_STATES = ['planned', 'held', 'cancelled'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

export const MARKS = ['present', 'excused', 'absent'] as const
export type Mark = (typeof MARKS)[number]

export const ACTS = ['hold', 'cancel', 'reopen'] as const
export type Act = (typeof ACTS)[number]

const NEXT: Record<MeetingState, Partial<Record<Act, MeetingState>>> = {
  planned: { hold: 'held', cancel: 'cancelled' },
  // Holding a held meeting again is its correction; it must be reopened before it can be cancelled.
  held: { hold: 'held', reopen: 'planned' },
  cancelled: {},
}

/** The state an act leads to, or null when it is not open to a meeting in this state. */
export function stateAfter(state: MeetingState, act: Act): MeetingState | null {
  return NEXT[state][act] ?? null
}

/** The first day of the month written as 2026-11, 11/2026, or any day of it; null when it is none. */
export function parseMonth(text: string): Day | null {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(text) ?? []
  const [, late, lateYear] = /^(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const iso = year ? `${year}-${month}-01` : lateYear ? `${lateYear}-${late!.padStart(2, '0')}-01` : text
  return isDay(iso) ? firstOfMonth(iso) : null
}

/** The month in an address or a form value: 2026-11. */
export const monthCode = (month: Day): string => month.slice(0, 7)

export interface Sitting {
  heldOn: Day
  thematic: boolean
  topic: string | null
}

/** What is wrong with a meeting as it is to be recorded, by field; empty when nothing is. */
export function sittingFaults(month: Day, sitting: Sitting, today: Day): FieldCodes {
  const faults: FieldCodes = {}
  if (sitting.heldOn > today) faults['heldOn'] = 'meetings.held_in_future'
  else if (firstOfMonth(sitting.heldOn) !== month) faults['heldOn'] = 'meetings.other_month'
  if (sitting.thematic && sitting.topic === null) faults['topic'] = 'meetings.topic_required'
  return faults
}

/** A member of the cell on the day of the meeting. */
export interface Attendee {
  id: Id
  /** Not obliged to come: exempt, paused, suspended, or temporarily with a cell elsewhere. */
  exempt: boolean
}

/** Marks by member id. */
export type Marks = Readonly<Record<Id, Mark>>

/**
 * What is wrong with the marks given for these people, by field (`marks.<member id>`): somebody of another cell, somebody
 * exempt, or somebody forgotten. Empty when every obliged member has exactly one mark.
 */
export function markFaults(attendees: readonly Attendee[], marks: Marks): FieldCodes {
  const faults: FieldCodes = {}
  const known = new Map(attendees.map((attendee) => [attendee.id, attendee]))
  for (const id of Object.keys(marks)) {
    const attendee = known.get(id)
    if (!attendee) faults[`marks.${id}`] = 'meetings.not_of_cell'
    else if (attendee.exempt) faults[`marks.${id}`] = 'meetings.exempt'
  }
  for (const { id, exempt } of attendees)
    if (!exempt && !Object.hasOwn(marks, id)) faults[`marks.${id}`] = 'meetings.mark_missing'
  return faults
}

export interface Tally {
  /** Members who were to come: everybody of the cell that day but the exempt. */
  obliged: number
  present: number
  excused: number
  absent: number
  /** Obliged, but nothing written yet. */
  unmarked: number
}

/** Counts the marks of these people; marks of exempt people and of strangers count nowhere. */
export function tally(attendees: readonly Attendee[], marks: Marks): Tally {
  const count: Tally = { obliged: 0, present: 0, excused: 0, absent: 0, unmarked: 0 }
  for (const { id, exempt } of attendees) {
    if (exempt) continue
    count.obliged++
    count[marks[id] ?? 'unmarked']++
  }
  return count
}

/** The share of `part` in tenths of a percent, rounded half up in whole numbers: 41 of 44 is 932; null of nothing. */
export function tenthsOfPercent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((2000 * part + whole) / (2 * whole))
}

/** The facts of a held meeting that figures are drawn from. */
export interface Counted {
  heldOn: Day
  thematic: boolean
  topic: string | null
  marks: Marks
}

/**
 * Whether a change to a held meeting must say why: once its month is over, reports may stand on its figures. Texts and the
 * first writing of marks need no reason.
 */
export function needsReason(before: Counted, after: Counted, month: Day, today: Day): boolean {
  if (today < addMonths(month, 1)) return false
  const ids = Object.keys(before.marks)
  const marked = ids.length > 0
  return (
    before.heldOn !== after.heldOn ||
    before.thematic !== after.thematic ||
    before.topic !== after.topic ||
    (marked &&
      (ids.length !== Object.keys(after.marks).length || ids.some((id) => before.marks[id] !== after.marks[id])))
  )
}

export type MonthOutcome = 'held' | 'planned' | 'late' | 'open' | 'not_due'

/**
 * How a cell stands with one month: `not_due` when it did not exist on the month's last day or the month has not begun,
 * `late` when the month is over without a meeting.
 */
export function monthOutcome(month: Day, states: readonly MeetingState[], existed: boolean, today: Day): MonthOutcome {
  if (states.includes('held')) return 'held'
  if (!existed) return 'not_due'
  if (lastOfMonth(month) < today) return 'late'
  if (states.includes('planned')) return 'planned'
  return month > today ? 'not_due' : 'open'
}
