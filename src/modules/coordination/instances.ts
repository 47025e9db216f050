// What is owed: the instances of obligations by rhythm, and how far each has come. Computed from the facts, never stored.
// A period belongs to the obligation in force on its first day, so a change never doubles or drops one; nothing falls due after the
// regulation, or the side that owes it or waits for it, has ended (BLOC-08: such agreements close with their party).
import { contains, intersect } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { addDays, maxDay, minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { ONCE, periodsBeginning } from './rhythm.ts'
import type { Rhythm } from './rhythm.ts'

/** A side of a regulation while it is one: its own days within the body's or unit's. Empty ranges are left out by who makes it. */
export interface Side {
  id: Id
  valid: DateRange
}

export interface Duty {
  id: Id
  partyId: Id
  /** null: to all the others. */
  toPartyId: Id | null
  rhythm: Rhythm
  /** Days from the period's first day to the day it is due; negative: before it begins. */
  dueAfter: number
  valid: DateRange
}

export interface Owed {
  obligationId: Id
  /** Code of the period, or `once`. */
  period: string
  /** The period's first day. */
  from: Day
  dueOn: Day
}

/** Days the whole agreement holds, and its sides. */
export interface Agreement {
  valid: DateRange
  sides: readonly Side[]
}

/**
 * The instances of one obligation whose period begins in [span.from, span.to). Each period at most once.
 * Errors: none; an obligation whose party is unknown owes nothing.
 */
export function instancesOf(duty: Duty, agreement: Agreement, span: { from: Day; to: Day }): Owed[] {
  const side = (id: Id) => agreement.sides.find((one) => one.id === id)?.valid
  const own = side(duty.partyId)
  const bound = own && intersect(agreement.valid, own)
  if (!bound) return []
  const others = agreement.sides.filter((one) =>
    duty.toPartyId === null ? one.id !== duty.partyId : one.id === duty.toPartyId,
  )
  const owed = (dueOn: Day) => contains(bound, dueOn) && others.some((one) => contains(one.valid, dueOn))
  if (duty.rhythm === 'once') {
    const { from } = duty.valid
    const dueOn = addDays(from, duty.dueAfter)
    return from >= span.from && from < span.to && owed(dueOn)
      ? [{ obligationId: duty.id, period: ONCE, from, dueOn }]
      : []
  }
  const from = maxDay(span.from, duty.valid.from)
  const to = duty.valid.to === null ? span.to : minDay(span.to, duty.valid.to)
  return periodsBeginning(duty.rhythm, from, to).flatMap((period) => {
    const dueOn = addDays(period.from, duty.dueAfter)
    return owed(dueOn) ? [{ obligationId: duty.id, period: period.code, from: period.from, dueOn }] : []
  })
}

export const INSTANCE_STATES = ['not_due', 'due_soon', 'late', 'received', 'returned', 'accepted'] as const
export type InstanceState = (typeof INSTANCE_STATES)[number]

/** What was done for an instance: its newest record. */
export interface Done {
  doneOn: Day
  state: 'received' | 'accepted' | 'returned'
}

/** So many days before it is due a thing counts as due soon. */
export const SOON_DAYS = 15

/** Where an instance stands on `today`; `doneLate`: what was done came after its day. */
export function stateOf(
  owed: Pick<Owed, 'dueOn'>,
  done: Done | undefined,
  today: Day,
): { state: InstanceState; doneLate: boolean; overdue: boolean } {
  const open = done === undefined || done.state === 'returned'
  const overdue = open && owed.dueOn < today
  const doneLate = !open && done.doneOn > owed.dueOn
  if (done) return { state: done.state, doneLate, overdue }
  if (overdue) return { state: 'late', doneLate, overdue }
  return { state: owed.dueOn <= addDays(today, SOON_DAYS) ? 'due_soon' : 'not_due', doneLate, overdue }
}

export interface Tally {
  owed: number
  /** Done or waiting for review. */
  done: number
  late: number
  /** Received and not yet judged. */
  waiting: number
  returned: number
}

export const noTally = (): Tally => ({ owed: 0, done: 0, late: 0, waiting: 0, returned: 0 })

/** Sums instances up: what is not done by its day is late, whether returned or never sent. */
export function tally(standings: readonly { state: InstanceState; overdue: boolean }[]): Tally {
  const sum = noTally()
  for (const { state, overdue } of standings) {
    sum.owed++
    if (state === 'accepted' || state === 'received') sum.done++
    if (overdue) sum.late++
    if (state === 'received') sum.waiting++
    if (state === 'returned') sum.returned++
  }
  return sum
}
