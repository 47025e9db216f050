// What may happen to a membership: each transition yields the next history or says why not. Nothing is deleted: a span is
// closed on the day the next one begins. The rules with numbers are judged apart (member-rules.ts).
import { contains } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOn, EXIT_KINDS, faultOf, lastCell, STANDING_KINDS } from './member.ts'
import type { EventKind, MemberHistory, MemberStatus, Refusal, StatusSpan } from './member.ts'

export type Outcome = { history: MemberHistory; refusal: null } | { history: null; refusal: Refusal }

export const refuse = (code: string, field: string, details: Refusal['details'] = {}): Outcome => ({
  history: null,
  refusal: { code, field, details },
})

/** The next history, unless it is unsound: then its fault, at the day that was typed. */
export function next(history: MemberHistory, field = 'effectiveOn'): Outcome {
  const fault = faultOf(history)
  return fault ? { history: null, refusal: { ...fault, field } } : { history, refusal: null }
}

/** Every part of the statuses from a day on, changed; what lies before stays. */
export function changedFrom(spans: readonly StatusSpan[], on: Day, change: Partial<StatusSpan>): StatusSpan[] {
  return spans.flatMap((span) => {
    if (span.valid.to !== null && span.valid.to <= on) return [span]
    if (span.valid.from >= on) return [{ ...span, ...change }]
    return [
      { ...span, valid: { from: span.valid.from, to: on } },
      { ...span, ...change, id: null, valid: { from: on, to: span.valid.to } },
    ]
  })
}

/** Admission: probationary, in one cell, from the ceremony on. */
export function admit(on: Day, unitId: Id): MemberHistory {
  const valid = { from: on, to: null }
  return {
    admittedOn: on,
    confirmedOn: null,
    leftOn: null,
    statuses: [{ id: null, status: 'probationary', standing: 'active', valid }],
    cells: [{ id: null, unitId, valid }],
  }
}

/** Arrival from outside the bloc: counted here from the day of arrival, with the Party days of before. */
export function receive(on: Day, unitId: Id, before: { admittedOn: Day; confirmedOn: Day | null }): Outcome {
  if (before.admittedOn > on) return refuse('members.before_admission', 'effectiveOn', { on: before.admittedOn })
  if (before.confirmedOn !== null && before.confirmedOn > on) {
    return refuse('members.confirmed_after_arrival', 'confirmedOn')
  }
  const valid = { from: on, to: null }
  const status: MemberStatus = before.confirmedOn === null ? 'probationary' : 'full'
  return next({
    ...before,
    leftOn: null,
    statuses: [{ id: null, status, standing: 'active', valid }],
    cells: [{ id: null, unitId, valid }],
  })
}

/** Full membership from a day on. A late decision does not move the day. */
export function confirm(history: MemberHistory, on: Day): Outcome {
  if (history.confirmedOn !== null) return refuse('members.already_full', '', { on: history.confirmedOn })
  if (on <= history.admittedOn) {
    return refuse('members.confirmed_before_admission', 'effectiveOn', { on: history.admittedOn })
  }
  if (history.leftOn !== null && history.leftOn <= on) {
    return refuse('members.left_already', 'effectiveOn', { on: history.leftOn })
  }
  return next({ ...history, confirmedOn: on, statuses: changedFrom(history.statuses, on, { status: 'full' }) })
}

/** To another cell from a day on: never two cells on one day. */
export function move(history: MemberHistory, unitId: Id, on: Day): Outcome {
  const from = cellOn(history, on)
  if (!from) {
    return history.leftOn !== null && history.leftOn <= on
      ? refuse('members.left_already', 'effectiveOn', { on: history.leftOn })
      : refuse('members.not_yet', 'effectiveOn', { on: history.cells[0]?.valid.from })
  }
  if (from.unitId === unitId) return refuse('members.same_cell', 'unitId')
  const later = history.cells.find((span) => span.valid.from > on)
  if (from.valid.from === on || later)
    return refuse('members.two_cells', 'effectiveOn', { on: later?.valid.from ?? on })
  return next({
    ...history,
    cells: [
      ...history.cells.map((span) => (span === from ? { ...span, valid: { from: span.valid.from, to: on } } : span)),
      { id: null, unitId, valid: { from: on, to: from.valid.to } },
    ],
  })
}

/**
 * Whether a member may go along with a cell that ends or is divided on a day, known by the span in that cell alone: `laterOn` is the
 * day of the first fact that stands against it (the span begins or ends that day or later, or something later happened there).
 */
export function follow(
  span: { valid: DateRange; laterOn: Day | null; statusValid: DateRange | null },
  on: Day,
): { laterOn: Day | null } {
  const days = [
    span.valid.from >= on ? span.valid.from : span.valid.to,
    span.statusValid?.to ?? null,
    span.laterOn,
  ].filter((day) => day !== null)
  return { laterOn: days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b)) }
}

/** The end of a membership: `on` is the first day without it. */
export function leave(history: MemberHistory, on: Day): Outcome {
  if (history.leftOn !== null) return refuse('members.left_already', '', { on: history.leftOn })
  const later = [...history.cells, ...history.statuses].find((span) => span.valid.from >= on)
  if (later) return refuse('members.later_fact', 'effectiveOn', { on: later.valid.from })
  const close = <Span extends StatusSpan | MemberHistory['cells'][number]>(span: Span): Span =>
    span.valid.to === null ? { ...span, valid: { from: span.valid.from, to: on } } : span
  return next({ ...history, leftOn: on, statuses: history.statuses.map(close), cells: history.cells.map(close) })
}

/** Membership given back (a wrong discipline, a wrong removal): again in a cell, with the status held before. */
export function restore(history: MemberHistory, unitId: Id, on: Day): Outcome {
  if (history.leftOn === null) return refuse('members.not_left', '')
  if (on < history.leftOn) return refuse('members.restored_too_early', 'effectiveOn', { on: history.leftOn })
  const valid = { from: on, to: null }
  const status: MemberStatus = history.confirmedOn === null ? 'probationary' : 'full'
  return next({
    ...history,
    leftOn: null,
    statuses: [...history.statuses, { id: null, status, standing: 'active', valid }],
    cells: [...history.cells, { id: null, unitId, valid }],
  })
}

/** A fact found to have taken effect on another day: the boundaries it made move from the wrong day to the right one. */
export function redate(history: MemberHistory, kind: EventKind, wrong: Day, right: Day): Outcome {
  const at = <D extends Day | null>(on: D): D | Day => (on === wrong ? right : on)
  const moved = <Span extends { valid: { from: Day; to: Day | null } }>(span: Span): Span => ({
    ...span,
    valid: { from: at(span.valid.from), to: at(span.valid.to) },
  })
  const ends = EXIT_KINDS.some((exit) => exit === kind)
  return next({
    admittedOn: kind === 'admission' ? at(history.admittedOn) : history.admittedOn,
    confirmedOn: kind === 'confirmation' ? at(history.confirmedOn) : history.confirmedOn,
    leftOn: ends ? at(history.leftOn) : history.leftOn,
    statuses: kind === 'move' ? history.statuses : history.statuses.map(moved),
    cells:
      kind === 'confirmation' || STANDING_KINDS.some((standing) => standing === kind)
        ? history.cells
        : history.cells.map(moved),
  })
}

/** The cell an event on that day happened in: the one entered, or for an ending the one left. */
export function cellOfEvent(history: MemberHistory, on: Day): Id | null {
  const there = history.cells.find((span) => contains(span.valid, on))
  return (there ?? lastCell(history))?.unitId ?? null
}
