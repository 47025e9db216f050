// What is to be done next with a dossier as it stands, and what lacks for it: one thing first, so that nobody has to know the way.
// Pure; drawn from the stage, the file and the rules of the day.
import { addDays } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Dossier, Line } from './dossier.ts'
import FORM_CODES from './form-codes.json' with { type: 'json' }
import { judgeSponsors, missingOfficial, missingParts, personsUnverified } from './judge.ts'
import { FROM, STEP_KINDS } from './steps.ts'
import type { StepKind } from './steps.ts'
import { dossierUntil, probationEnds } from './terms.ts'

export interface NextStep {
  /** Null where nothing is to be done any more. */
  readonly act: StepKind | null
  /** Codes of what lacks for it: parts of the file, `sponsors`, `history`, `new_class`, `helper`. */
  readonly missing: readonly string[]
  /** The first day on which it may be done; null: now. */
  readonly from: Day | null
}

const now = (act: StepKind | null, missing: readonly string[] = [], from: Day | null = null): NextStep => ({
  act,
  missing,
  from,
})

function decideOr(line: Line, committee: StepKind, decision: StepKind): StepKind {
  return line.committee ? committee : decision
}

const withoutOf = (dossier: Dossier): readonly string[] => dossier.vetting?.without ?? []

/** What lacks before the history is concluded upon: the declaration, and answers for those on record. */
function lacksForVetting(rules: Rulebook, dossier: Dossier, today: Day): string[] {
  const open = dossier.checks.some((check) => check.repliedOn === null)
  const unverified = personsUnverified(rules, dossier, withoutOf(dossier), today)
  return [
    ...missingParts(rules, dossier, today).filter(
      (code) => code === FORM_CODES.application || code === FORM_CODES.history,
    ),
    ...(open || (dossier.checks.length === 0 && unverified.length > 0) ? ['history'] : []),
  ]
}

function probation(rules: Rulebook, dossier: Dossier, today: Day, issued: readonly StepKind[]): NextStep {
  if (issued.includes('new_class')) return now('new_class')
  const ends = probationEnds(rules, dossier)
  const missing = [
    ...(dossier.newClass || rules.at('NEW_MEMBER_CLASS', today) === null ? [] : ['new_class']),
    ...(ends !== null && ends > today ? [] : missingOfficial(rules, dossier, today)),
    ...(dossier.helpers.length > 0 ? [] : ['helper']),
  ]
  return now('official_vote', missing, ends !== null && ends > today ? ends : null)
}

/** The next step by the rules of `today`; `issued`: steps whose certificate a class has issued already. */
export function nextStep(
  rules: Rulebook,
  dossier: Dossier,
  line: Line,
  today: Day,
  issued: readonly StepKind[] = [],
): NextStep {
  switch (dossier.stage) {
    case 'outstanding':
      return now('listed')
    case 'candidate':
      return now(
        issued.includes('certificate') ? 'certificate' : 'class_sent',
        dossier.helpers.length > 0 ? [] : ['helper'],
      )
    case 'in_class':
      return now('certificate')
    case 'class_done':
      return now('opened')
    case 'dossier':
      return now('vetting', lacksForVetting(rules, dossier, today))
    case 'history_checked': {
      const sponsors = judgeSponsors(rules, dossier, today).some((each) => each.outcome !== 'kept')
      return now('completed', [
        ...missingParts(rules, dossier, today),
        ...(sponsors && dossier.sponsors.length > 0 ? ['sponsors'] : []),
      ])
    }
    case 'dossier_complete': {
      const until = dossierUntil(rules, dossier, today)
      return until !== null && until < today ? now('renewed') : now('cell_vote')
    }
    case 'cell_proposed':
      if (line.section && line.committee && dossier.appraisal?.agrees !== true) return now('appraisal')
      return now(decideOr(line, 'committee_vote', 'decided'))
    case 'committee_proposed':
      return now('decided')
    case 'decided':
      return now(dossier.receivedOn === null ? 'received' : 'ceremony')
    case 'probationary':
      return probation(rules, dossier, today, issued)
    case 'official_cell_proposed':
      return now(decideOr(line, 'official_committee', 'official_decided'))
    case 'removal_cell_proposed':
      return now(decideOr(line, 'official_committee', 'removal_decided'))
    case 'official_committee_proposed':
    case 'reported_up':
      return now('official_decided')
    case 'removal_committee_proposed':
      return now('removal_decided')
    case 'returned':
      return now('resumed')
    default:
      return now(null)
  }
}

/** Everything that may be written now, in the order of the way; what cannot be without a committee is left out. */
export function openSteps(dossier: Dossier, line: Line): StepKind[] {
  return STEP_KINDS.filter((kind) => {
    if (!FROM[kind].includes(dossier.stage)) return false
    if (kind === 'committee_vote' || kind === 'official_committee') return line.committee
    if (kind === 'appraisal') return line.section
    if (kind === 'decided') return dossier.stage === 'committee_proposed' || !line.committee
    if (kind === 'official_decided' || kind === 'removal_decided')
      return dossier.stage.endsWith('committee_proposed') || dossier.stage === 'reported_up' || !line.committee
    if (kind === 'reply') return dossier.checks.some((check) => check.repliedOn === null)
    return true
  })
}

/** Whether a term is near enough to be told. */
export const isSoon = (dueOn: Day, today: Day, days = 14): boolean => dueOn <= addDays(today, days)
