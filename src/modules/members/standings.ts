// How a member takes part, as transitions: excused for good or for a while, suspended, temporarily elsewhere, and back; and a wrong
// admission or confirmation taken back. Cell and strength stay; numbers of rules are judged apart (standing-rules.ts).
import type { Day } from '#kernel/day.ts'
import { statusOn } from './member.ts'
import type { MemberHistory, Standing } from './member.ts'
import { changedFrom, leave, next, refuse } from './transitions.ts'
import type { Outcome } from './transitions.ts'

interface Change {
  on: Day
  to: Standing
  untilOn?: Day | null
  /** Standings from which it may come, and the refusal where it does not. */
  from: readonly Standing[]
  otherwise: string
}

function changeStanding(history: MemberHistory, { on, to, untilOn = null, from, otherwise }: Change): Outcome {
  const span = statusOn(history, on)
  if (!span) return refuse('members.not_member_then', 'effectiveOn', { on })
  if (!from.includes(span.standing)) return refuse(otherwise, 'effectiveOn', { standing: span.standing })
  if (untilOn !== null && untilOn <= on) return refuse('members.until_before', 'untilOn', { on })
  // What is on record later would be written over.
  const later = history.statuses.find((other) => other.valid.from > on && other.standing !== span.standing)
  if (later) return refuse('members.later_fact', 'effectiveOn', { on: later.valid.from })
  return next({ ...history, statuses: changedFrom(history.statuses, on, { standing: to, untilOn }) })
}

/** Excused from work and meetings from a day on, or no longer; only full members. */
export function setExempt(history: MemberHistory, exempt: boolean, on: Day): Outcome {
  if (!exempt) return changeStanding(history, { on, to: 'active', from: ['exempt'], otherwise: 'members.not_exempt' })
  const span = statusOn(history, on)
  if (span && span.status !== 'full') return refuse('members.exempt_not_full', 'effectiveOn')
  const otherwise = span?.standing === 'exempt' ? 'members.exempt_already' : 'members.not_active'
  return changeStanding(history, { on, to: 'exempt', from: ['active', 'paused'], otherwise })
}

/** Excused for a while, up to a day (the first one back). */
export const pause = (history: MemberHistory, on: Day, untilOn: Day): Outcome =>
  changeStanding(history, { on, to: 'paused', untilOn, from: ['active'], otherwise: 'members.not_active' })

/** Suspended by discipline, whatever the standing before; until a day, or until it is lifted. */
export const suspend = (history: MemberHistory, on: Day, untilOn: Day | null): Outcome =>
  changeStanding(history, {
    on,
    to: 'suspended',
    untilOn,
    from: ['active', 'exempt', 'paused', 'away'],
    otherwise: 'members.suspended_already',
  })

/** Taking part again after a pause or a suspension. */
export const resume = (history: MemberHistory, on: Day): Outcome =>
  changeStanding(history, { on, to: 'active', from: ['paused', 'suspended'], otherwise: 'members.not_paused' })

/** Temporarily with a cell elsewhere, until a day; still counted at home. */
export const goAway = (history: MemberHistory, on: Day, untilOn: Day): Outcome =>
  changeStanding(history, { on, to: 'away', untilOn, from: ['active'], otherwise: 'members.not_active' })

/** The stay elsewhere is prolonged from a day on. */
export const stayAway = (history: MemberHistory, on: Day, untilOn: Day): Outcome =>
  changeStanding(history, { on, to: 'away', untilOn, from: ['away'], otherwise: 'members.not_away' })

/** Back from a cell elsewhere. */
export const comeBack = (history: MemberHistory, on: Day): Outcome =>
  changeStanding(history, { on, to: 'active', from: ['away'], otherwise: 'members.not_away' })

/** A wrong admission is taken back: the membership ends, what was lived of it stays on record. */
export const annulAdmission = (history: MemberHistory, on: Day): Outcome => leave(history, on)

/** A wrong recognition as full member is taken back: probationary as if it had never been; an exemption falls with it. */
export function annulConfirmation(history: MemberHistory): Outcome {
  if (history.leftOn !== null) return refuse('members.left_already', '', { on: history.leftOn })
  if (history.confirmedOn === null) return refuse('members.not_full_yet', '')
  return next(
    {
      ...history,
      confirmedOn: null,
      statuses: history.statuses.map((span) => ({
        ...span,
        status: 'probationary',
        standing: span.standing === 'exempt' ? 'active' : span.standing,
      })),
    },
    '',
  )
}
