// From the fields of a step's form to its facts: a count of votes with whether it carried, the past of a re-admission.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { shareOf } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { ExitReason, Readmission, StepFacts, StepKind, Vote } from './steps.ts'
import { reaches, votersOf } from './votes.ts'

type Raw = Readonly<Record<string, unknown>>

/** Which share of whom each vote needs (rules VOTE_*); `removing` where the vote is on striking off. */
export function shareCode(kind: StepKind, { removing, by }: { removing: boolean; by: unknown }): string | null {
  switch (kind) {
    case 'cell_vote':
    case 'official_vote':
      return 'VOTE_CELL'
    case 'committee_vote':
      return 'VOTE_COMMITTEE_ADMISSION'
    case 'official_committee':
      return removing ? 'VOTE_COMMITTEE_REMOVAL' : 'VOTE_COMMITTEE_OFFICIAL'
    case 'decided':
      return by === 'delegated_grassroots' ? 'VOTE_COMMITTEE_ADMISSION' : 'VOTE_STANDING_ADMISSION'
    case 'removal_decided':
      return by === 'delegated_grassroots' ? 'VOTE_DELEGATED_REMOVAL' : 'VOTE_STANDING_REMOVAL'
    default:
      return null
  }
}

/** Whether a count is enough by the rule of the day; where no rule is known, more than half. */
function isEnough(rules: Rulebook, code: string | null, vote: Omit<Vote, 'carried'>, on: Day): boolean {
  const rule = code === null ? null : rules.at(code, on)
  return rule ? reaches(shareOf(rule), { ...vote, carried: true }).counted : vote.yes * 2 > votersOf(vote)
}

const asNumber = (value: unknown): number => (typeof value === 'number' ? value : 0)

function voteOf(rules: Rulebook, code: string | null, raw: Raw, on: Day): Vote {
  const vote = {
    body: asNumber(raw['body']),
    excused: asNumber(raw['excused']),
    present: asNumber(raw['present']),
    yes: asNumber(raw['yes']),
    no: asNumber(raw['no']),
    blank: asNumber(raw['blank']),
    method: (raw['method'] ?? null) as Vote['method'],
  }
  const said = raw['carried']
  return { ...vote, carried: said === 'yes' || (said !== 'no' && isEnough(rules, code, vote, on)) }
}

function readmissionOf(raw: Raw): Readmission | null {
  if (raw['exitReason'] === null || raw['exitReason'] === undefined) return null
  if (!raw['leftOn']) throw AppError.at('leftOn', 'field.required')
  return {
    exitReason: raw['exitReason'] as ExitReason,
    leftOn: raw['leftOn'] as Day,
    clearedOn: (raw['clearedOn'] ?? null) as Day | null,
    times: asNumber(raw['times']),
    hardship: raw['hardship'] === true,
  }
}

/** The facts of a step as its input brought them. Throws field.required at what a part of it needs. */
export function factsOf<K extends StepKind>(
  rules: Rulebook,
  kind: K,
  raw: Raw,
  on: Day,
  removing: boolean,
): StepFacts[K] {
  const code = shareCode(kind, { removing, by: raw['by'] })
  switch (kind as StepKind) {
    case 'listed':
      return { number: raw['number'] ?? null, readmission: readmissionOf(raw) } as StepFacts[K]
    case 'cell_vote':
    case 'committee_vote':
    case 'official_committee':
      return { ...voteOf(rules, code, raw, on), number: raw['number'] ?? null } as StepFacts[K]
    case 'official_vote':
      return {
        ...voteOf(rules, code, raw, on),
        number: raw['number'] ?? null,
        removal: raw['removal'] === true,
      } as StepFacts[K]
    case 'decided':
    case 'official_decided':
    case 'removal_decided': {
      // A decision is the proof that it carried.
      const vote =
        raw['yes'] === null || raw['yes'] === undefined ? null : { ...voteOf(rules, code, raw, on), carried: true }
      const card = kind === 'official_decided' ? { cardNumber: raw['cardNumber'] ?? null } : {}
      return { by: raw['by'], vote, ...card } as StepFacts[K]
    }
    case 'ceremony': {
      const said = raw['youthMember']
      return { youthMember: said === 'yes' ? true : said === 'no' ? false : null } as StepFacts[K]
    }
    default:
      return raw as StepFacts[K]
  }
}
