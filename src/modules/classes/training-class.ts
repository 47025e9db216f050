// A class as pure facts: its half-days, the stage it is at and what waits to be done, who may be enrolled, what attendance makes of
// somebody, and the numbers of certificates (membership rules, section 9; CERT_AWARENESS_VALID).
import { addDays, addMonths, daysBetween } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { FieldCodes } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { quantityOf } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Audience, KindOfClass } from './class-kinds.ts'

export const SESSION_PARTS = ['morning', 'afternoon', 'evening', 'day'] as const
export type SessionPart = (typeof SESSION_PARTS)[number]

export const CLASS_MARKS = ['present', 'excused', 'absent'] as const
export type ClassMark = (typeof CLASS_MARKS)[number]

export const OUTCOMES = ['passed', 'failed'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const CLASS_STAGES = [
  'cancelled',
  'enrolling',
  'ready',
  'running',
  'attendance',
  'results',
  'certificates',
  'make_up',
  'done',
] as const
export type ClassStage = (typeof CLASS_STAGES)[number]

export interface PlannedSession {
  readonly on: Day
  readonly part: SessionPart
}

/** The half-days of a class: mornings and afternoons from the first day on, as many as asked for, none after the last day. */
export function halfDaysOf(from: Day, to: Day, count: number): PlannedSession[] {
  const sessions: PlannedSession[] = []
  for (let on = from; on <= to && sessions.length < count; on = addDays(on, 1)) {
    sessions.push({ on, part: 'morning' })
    if (sessions.length < count) sessions.push({ on, part: 'afternoon' })
  }
  return sessions
}

/** Most half-days that find room between two days. */
export const roomFor = (from: Day, to: Day): number => (daysBetween(from, to) + 1) * 2

/** A day moved along with a class that is put off. */
export const moved = (on: Day, before: Day, after: Day): Day => addDays(on, daysBetween(before, after))

export interface ClassFacts {
  readonly fromOn: Day
  readonly toOn: Day
  readonly enrolBy: Day | null
  readonly cancelledOn: Day | null
  /** Learners, without those who withdrew or are exempt. */
  readonly learners: number
  /** Sessions of the past without a list. */
  readonly unmarked: number
  readonly ungraded: number
  readonly uncertified: number
  /** A study: obliged, and not there yet. */
  readonly missing: number
}

/** Where a class stands on a day: the first thing that is still to be done. */
export function stageOf(
  kind: Pick<KindOfClass, 'graded' | 'certificate' | 'audience'>,
  facts: ClassFacts,
  today: Day,
): ClassStage {
  if (facts.cancelledOn !== null) return 'cancelled'
  if (today < facts.fromOn) return facts.enrolBy === null || today <= facts.enrolBy ? 'enrolling' : 'ready'
  if (today <= facts.toOn) return 'running'
  if (facts.learners > 0 && facts.unmarked > 0) return 'attendance'
  if (kind.graded && facts.ungraded > 0) return 'results'
  if (kind.certificate && facts.uncertified > 0) return 'certificates'
  return kind.audience === 'obliged' && facts.missing > 0 ? 'make_up' : 'done'
}

export interface LearnerFacts {
  /** Status of the membership on the first day of the class; null: no member. */
  readonly status: 'probationary' | 'full' | null
}

/** Why somebody is not for this class; null when there is nothing against it. */
export function audienceFault(audience: Audience, { status }: LearnerFacts): string | null {
  if (audience === 'non_members') return status === null ? null : 'classes.member_already'
  if (audience === 'probationary') return status === 'probationary' ? null : 'classes.not_probationary'
  if (audience === 'members' || audience === 'obliged') return status === null ? 'classes.not_member' : null
  return null
}

/** One place of a list of marks: `register` is who must have one. */
export function markFaults(register: readonly Id[], marks: Readonly<Record<Id, ClassMark>>): FieldCodes {
  const faults: FieldCodes = {}
  const known = new Set(register)
  for (const id of Object.keys(marks)) if (!known.has(id)) faults[`marks.${id}`] = 'classes.not_on_list'
  for (const id of register) if (!Object.hasOwn(marks, id)) faults[`marks.${id}`] = 'classes.mark_missing'
  return faults
}

export type Studied = 'done' | 'made_up' | 'missing'

/** What attendance makes of somebody: there at every session, or made up for it at one that makes up. `held` counts past regular ones. */
export function studied(facts: { held: number; present: number; madeUp: number }): Studied {
  if (facts.held > 0 && facts.present >= facts.held) return 'done'
  return facts.madeUp > 0 ? 'made_up' : 'missing'
}

/** `count` numbers from the first on, as wide as the first was written: 007 → 007/GCN, 008/GCN. The pattern holds `{n}` once. */
export function certificateNumbers(pattern: string, first: string, count: number): string[] {
  const start = Number(first)
  return Array.from({ length: count }, (_, at) =>
    pattern.replace('{n}', String(start + at).padStart(first.length, '0')),
  )
}

/** The last day a certificate counts: as the rule of its day of issue has it; null for good, or where no rule says. */
export function validUntil(rules: Rulebook, kind: Pick<KindOfClass, 'certificate'>, issuedOn: Day): Day | null {
  const code = kind.certificate?.validity
  const rule = code ? rules.at(code, issuedOn) : null
  return rule ? addMonths(issuedOn, quantityOf(rule).amount) : null
}
