// Terms of a dossier: the last day for each thing to be done, from the rules of the day the term began. Working days count by the
// calendar of the bloc. Pure; null where no rule of that day says a term, or it has not begun.
import { addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { addWorkingDays } from '#kernel/working-days.ts'
import type { WorkingCalendar } from '#kernel/working-days.ts'
import { quantityOf } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Dossier } from './dossier.ts'

const workingTerm = (
  rules: Rulebook,
  calendar: WorkingCalendar,
  code: string,
  from: Day | null,
  more = 0,
): Day | null => {
  const rule = from === null ? null : rules.at(code, from)
  return rule && from !== null ? addWorkingDays(calendar, from, quantityOf(rule).amount + more) : null
}

const monthTerm = (rules: Rulebook, code: string, from: Day | null, on: Day): Day | null => {
  const rule = from === null ? null : rules.at(code, on)
  return rule && from !== null ? addMonths(from, quantityOf(rule).amount) : null
}

/** The certificate counts up to this day; judged with the rule in force on `on`, the day asked about. */
export const certificateUntil = (rules: Rulebook, dossier: Dossier, on: Day): Day | null =>
  monthTerm(rules, 'CERT_AWARENESS_VALID', dossier.certificate?.on ?? null, on)

/** The cell considers the file up to this day, or it is renewed. */
export const dossierUntil = (rules: Rulebook, dossier: Dossier, on: Day): Day | null =>
  monthTerm(rules, 'DOSSIER_VALID', dossier.clockOn, on)

/** When the answer to a request for verification is due. */
export const replyDueBy = (
  rules: Rulebook,
  calendar: WorkingCalendar,
  check: { on: Day; abroad: boolean },
): Day | null => workingTerm(rules, calendar, check.abroad ? 'HISTORY_REPLY_ABROAD' : 'HISTORY_REPLY_HOME', check.on)

/** The deciding body answers the cell's resolution, yes or no; with what it was extended by. */
export const decideDueBy = (rules: Rulebook, calendar: WorkingCalendar, dossier: Dossier): Day | null =>
  dossier.ceremonyOn === null
    ? workingTerm(rules, calendar, 'DECIDE_ADMISSION', dossier.proposedOn, dossier.extendedDays)
    : workingTerm(rules, calendar, 'DECIDE_OFFICIAL', dossier.officialProposedOn, dossier.officialExtendedDays)

/** The ceremony, from the day the cell received the decision; as long as that is not written down, from the decision. */
export const ceremonyDueBy = (rules: Rulebook, calendar: WorkingCalendar, dossier: Dossier): Day | null =>
  workingTerm(rules, calendar, 'CEREMONY', dossier.receivedOn ?? dossier.decidedOn)

/** The end of probation, which is the day of full membership however late it is decided (rule OFFICIAL_DAY). */
export const probationEnds = (rules: Rulebook, dossier: Dossier): Day | null =>
  dossier.ceremonyOn === null ? null : monthTerm(rules, 'PROBATION', dossier.ceremonyOn, dossier.ceremonyOn)

/** The cell reviews a probationary member up to this day. */
export const reviewDueBy = (rules: Rulebook, calendar: WorkingCalendar, dossier: Dossier): Day | null =>
  workingTerm(rules, calendar, 'REVIEW_OFFICIAL', probationEnds(rules, dossier))

export const TERM_KINDS = [
  'certificate',
  'dossier',
  'reply',
  'decide',
  'ceremony',
  'review',
  'decide_official',
] as const
export type TermKind = (typeof TERM_KINDS)[number]

export interface Term {
  readonly kind: TermKind
  readonly dueOn: Day
}

/** What runs in a dossier as it stands, soonest first. */
export function termsOf(rules: Rulebook, calendar: WorkingCalendar, dossier: Dossier, today: Day): Term[] {
  const terms: Term[] = []
  const add = (kind: TermKind, dueOn: Day | null) => dueOn !== null && terms.push({ kind, dueOn })
  switch (dossier.stage) {
    case 'class_done':
      add('certificate', certificateUntil(rules, dossier, today))
      break
    case 'dossier':
    case 'history_checked':
    case 'dossier_complete':
      add('certificate', certificateUntil(rules, dossier, today))
      add('dossier', dossierUntil(rules, dossier, today))
      for (const check of dossier.checks) if (!check.repliedOn) add('reply', replyDueBy(rules, calendar, check))
      break
    case 'cell_proposed':
    case 'committee_proposed':
      add('decide', decideDueBy(rules, calendar, dossier))
      break
    case 'decided':
      add('ceremony', ceremonyDueBy(rules, calendar, dossier))
      break
    case 'probationary':
      add('review', reviewDueBy(rules, calendar, dossier))
      break
    case 'official_cell_proposed':
    case 'official_committee_proposed':
    case 'removal_cell_proposed':
    case 'removal_committee_proposed':
    case 'reported_up':
      add('decide_official', decideDueBy(rules, calendar, dossier))
      break
    default:
      break
  }
  return terms.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}
