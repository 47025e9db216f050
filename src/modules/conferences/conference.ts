// A conference from plan to conclusion as pure values: states, what each state allows, what a conclusion needs before its points
// become tasks. Source: common practice of committee offices, rules CONF-* of the rulebook.
import type { Day } from '#kernel/day.ts'
import type { FieldCodes } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'

export const CONFERENCE_STATES = ['planned', 'held', 'concluded'] as const
export type ConferenceState = (typeof CONFERENCE_STATES)[number]

export const PAPER_KINDS = ['lead_report', 'paper', 'statement', 'directive'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

export const PAPER_STATES = ['asked', 'received', 'approved', 'presented'] as const
export type PaperState = (typeof PAPER_STATES)[number]

export const RECOMMENDATION_STATES = ['open', 'answered', 'refused'] as const
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number]

export type ConferenceAct = 'prepare' | 'hold' | 'write' | 'conclude' | 'reopen'

const ACTS: Record<ConferenceAct, { from: readonly ConferenceState[]; to: ConferenceState | 'same' }> = {
  // Agenda, guests, papers: also afterwards, what really happened.
  prepare: { from: ['planned', 'held'], to: 'same' },
  hold: { from: ['planned'], to: 'held' },
  write: { from: ['held'], to: 'same' },
  conclude: { from: ['held'], to: 'concluded' },
  reopen: { from: ['concluded'], to: 'held' },
}

/** The state after an act, or null when the state does not allow it. */
export function afterAct(state: ConferenceState, act: ConferenceAct): ConferenceState | null {
  const { from, to } = ACTS[act]
  if (!from.includes(state)) return null
  return to === 'same' ? state : to
}

export interface PointDraft {
  id: Id | null
  text: string | null
  ownerUnitId: Id | null
  dueOn: Day | null
}

/** Rows somebody wrote into, each with its place in the form, so that a refusal finds its field. */
export function writtenRows<Row extends object>(rows: readonly Row[], isBlank: (row: Row) => boolean) {
  return rows.map((row, at) => ({ ...row, at })).filter((row) => !isBlank(row))
}

export const isBlankPoint = (point: PointDraft): boolean =>
  point.text === null && point.ownerUnitId === null && point.dueOn === null

/**
 * What is missing before a conclusion may be issued, by field: a text, and for every point its words, its owner and a due day that is
 * still to come. Points that are tasks already (`tasks`) keep their due day, past or not.
 */
export function conclusionFaults(
  conclusion: string | null,
  points: readonly (PointDraft & { at: number })[],
  tasks: ReadonlySet<Id>,
  today: Day,
): FieldCodes {
  const faults: FieldCodes = {}
  if (conclusion === null) faults['conclusion'] = 'field.required'
  for (const { at, id, text, ownerUnitId, dueOn } of points) {
    if (text === null) faults[`points.${at}.text`] = 'conferences.point_text'
    if (id !== null && tasks.has(id)) continue
    if (ownerUnitId === null) faults[`points.${at}.ownerUnitId`] = 'conferences.point_owner'
    if (dueOn === null) faults[`points.${at}.dueOn`] = 'conferences.point_due'
    else if (dueOn < today) faults[`points.${at}.dueOn`] = 'conferences.point_due_past'
  }
  return faults
}

export interface ChecklistItem {
  code: string
  label: string
  phase: 'before' | 'during' | 'after'
  done_on: Day | null
}

/** The list with some items ticked; what was ticked before keeps its day. */
export function tickChecklist(items: readonly ChecklistItem[], done: ReadonlySet<string>, on: Day): ChecklistItem[] {
  return items.map((item) => ({ ...item, done_on: done.has(item.code) ? (item.done_on ?? on) : null }))
}

/** How far preparation is: items ticked of all. */
export function checklistCounts(items: readonly ChecklistItem[]): { done: number; all: number } {
  return { done: items.filter((item) => item.done_on !== null).length, all: items.length }
}
