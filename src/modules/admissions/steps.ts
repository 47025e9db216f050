// The steps an admission may take, with what each says (membership rules, 2.2, 2.5–2.7), and the stages they lead to. Everything a
// dossier is follows from its steps; their words are in admissions-messages.ts, the stages' words in the rulebook.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import FORM_CODES from './form-codes.json' with { type: 'json' }

/** Up to the ceremony: the codes of rule ADMISSION_STEPS. */
export const ADMISSION_STAGES = [
  'outstanding',
  'candidate',
  'in_class',
  'class_done',
  'dossier',
  'history_checked',
  'dossier_complete',
  'cell_proposed',
  'committee_proposed',
  'decided',
  'probationary',
  'returned',
  'stopped',
] as const
/** From the ceremony on: the codes of rule OFFICIAL_STEPS. */
export const OFFICIAL_STAGES = [
  'official_cell_proposed',
  'official_committee_proposed',
  'removal_cell_proposed',
  'removal_committee_proposed',
  'reported_up',
  'full',
  'removed',
  'annulled',
] as const
export const STAGES = [...ADMISSION_STAGES, ...OFFICIAL_STAGES] as const
export type Stage = (typeof STAGES)[number]

/** Nothing more is done with a dossier here; a wrong decision about a full member can still be cancelled. */
export const CLOSED_STAGES: readonly Stage[] = ['stopped', 'full', 'removed', 'annulled']
export const isOpen = (stage: Stage): boolean => !CLOSED_STAGES.includes(stage)

/** Whether the dossier is past the ceremony and the cell's review has begun. */
export const isOfficialStage = (stage: Stage): boolean => OFFICIAL_STAGES.some((each) => each === stage)

/** The forms of papers (rules ADMISSION_PAPERS, OFFICIAL_PAPERS), and consents that have none. */
export const FORMS = [
  FORM_CODES.application,
  FORM_CODES.history,
  FORM_CODES.selfReview,
  FORM_CODES.helperRemark,
  FORM_CODES.reviewOpinions,
  'age_consent',
  'education_exception',
  'readmission_consent',
  'ceremony_consent',
  'annulment_consent',
  'other',
] as const
/** Printed codes are data (form-codes.json). */
export type Form = string

export const INTRODUCERS = ['youth_union', 'trade_union'] as const
export type Introducer = (typeof INTRODUCERS)[number]
export const OPINION_SOURCES = ['mass', 'residence', 'workplace'] as const
/** The codes of rule HISTORY_PERSONS. */
export const HISTORY_PERSONS = ['applicant', 'parents', 'in_law_parents', 'spouse', 'children'] as const
export const VETTING_PURPOSES = ['admission', 'official', 'post', 'other'] as const
export const STOP_REASONS = ['withdrawn', 'moved', 'standard', 'age', 'other'] as const
/** The codes of rule DECIDERS. */
export const DECIDING_BODIES = ['delegated_grassroots', 'direct_upper', 'province'] as const
export type DecidingBody = (typeof DECIDING_BODIES)[number]
/** Who cancels a wrong decision (rule ADMISSION_CANCELLED). */
export const ANNULLERS = ['issuer', 'successor', 'current'] as const
/** The codes of rule VOTE_METHOD. */
export const VOTE_METHODS = ['secret', 'card'] as const
export const EXIT_REASONS = [
  'removed',
  'expelled',
  'own_request',
  'abandoned',
  'disunity',
  'corruption',
  'serious_crime',
  'lesser_crime',
  'other',
] as const
export type ExitReason = (typeof EXIT_REASONS)[number]

/** A count of votes. `body` is everybody who has a vote; `excused` of them are not counted (exempt, away with leave). */
export interface Vote {
  readonly body: number
  readonly excused: number
  readonly present: number
  readonly yes: number
  readonly no: number
  readonly blank: number
  readonly method: (typeof VOTE_METHODS)[number] | null
  /** Whether the body proposes it. */
  readonly carried: boolean
}

/** Why a step cannot be taken: an error code, the input at fault, and what its sentence needs. */
export interface Refusal {
  readonly code: string
  readonly field: string
  readonly details: Readonly<Record<string, unknown>>
}

interface Numbered {
  /** Number of the resolution, minutes or letter, as printed. */
  readonly number: string | null
}

/** What is known of the membership of before, at a re-admission (rules READMIT_*). */
export interface Readmission {
  readonly exitReason: ExitReason
  readonly leftOn: Day
  /** When the criminal record was cleared, after a less serious crime. */
  readonly clearedOn: Day | null
  /** How often the person has been re-admitted before. */
  readonly times: number
  /** Left by own request in extreme hardship of the family. */
  readonly hardship: boolean
}

export interface StepFacts {
  noted: { readonly note: string | null }
  listed: Numbered & { readonly readmission: Readmission | null }
  helper: { readonly name: string; readonly memberId: Id | null; readonly until: Day | null }
  class_sent: { readonly place: string | null }
  certificate: Numbered & { readonly issuer: string | null }
  opened: Numbered
  sponsor: {
    readonly name: string
    readonly memberId: Id | null
    readonly fullSince: Day | null
    readonly togetherSince: Day | null
  }
  introduction: Numbered & { readonly by: Introducer; readonly issuer: string | null }
  paper: Numbered & { readonly form: Form; readonly title: string | null; readonly issuer: string | null }
  opinion: Numbered & { readonly from: (typeof OPINION_SOURCES)[number]; readonly issuer: string | null }
  check: Numbered & {
    readonly person: (typeof HISTORY_PERSONS)[number]
    readonly abroad: boolean
    readonly issuer: string | null
  }
  /** `checkId` null: the last request still open. */
  reply: Numbered & { readonly checkId: Id | null }
  vetting: Numbered & {
    readonly purpose: (typeof VETTING_PURPOSES)[number]
    readonly meets: boolean
    /** Persons of rule HISTORY_PERSONS whom the applicant does not have. */
    readonly without: readonly string[]
  }
  completed: { readonly note: string | null }
  renewed: { readonly note: string | null }
  cell_vote: Vote & Numbered
  appraisal: Numbered & { readonly agrees: boolean }
  committee_vote: Vote & Numbered
  extension: Numbered & { readonly days: number; readonly reason: string | null }
  decided: { readonly by: DecidingBody; readonly vote: Vote | null }
  received: { readonly note: string | null }
  ceremony: { readonly youthMember: boolean | null }
  handed_over: Numbered & { readonly unitId: Id }
  returned: Numbered & { readonly reason: string }
  resumed: { readonly note: string | null }
  stopped: { readonly reason: (typeof STOP_REASONS)[number]; readonly note: string | null }
  new_class: Numbered & { readonly issuer: string | null }
  official_vote: Vote & Numbered & { readonly removal: boolean }
  official_committee: Vote & Numbered
  official_decided: { readonly by: DecidingBody; readonly vote: Vote | null; readonly cardNumber: string | null }
  removal_decided: { readonly by: DecidingBody; readonly vote: Vote | null }
  annulled: { readonly by: (typeof ANNULLERS)[number]; readonly reason: string }
}

export type StepKind = keyof StepFacts

/** A step as it counts: `on` is the day of the deed. */
export type Step = {
  [K in StepKind]: {
    readonly id: Id
    readonly kind: K
    readonly on: Day
    readonly facts: StepFacts[K]
    /** Whether a decision of the deciding body is cited. */
    readonly decisionId: Id | null
  }
}[StepKind]

type Before = readonly ('none' | Stage)[]

/** From which stages a step may be taken. What it leads to is worked out in dossier.ts, from what it says. */
const THROUGH_DECISION = [
  'candidate',
  'in_class',
  'class_done',
  'dossier',
  'history_checked',
  'dossier_complete',
  'cell_proposed',
  'committee_proposed',
  'decided',
] as const
const PREPARING = ['class_done', 'dossier', 'history_checked', 'dossier_complete'] as const
const PROBATION = [
  'probationary',
  'official_cell_proposed',
  'official_committee_proposed',
  'removal_cell_proposed',
  'removal_committee_proposed',
  'reported_up',
] as const

export const FROM: Readonly<Record<StepKind, Before>> = {
  noted: ['none'],
  listed: ['none', 'outstanding'],
  helper: [...THROUGH_DECISION, ...PROBATION],
  class_sent: ['candidate'],
  certificate: ['candidate', 'in_class', ...PREPARING],
  opened: ['class_done'],
  sponsor: PREPARING,
  introduction: PREPARING,
  paper: [...THROUGH_DECISION, ...PROBATION, 'returned', 'full'],
  opinion: PREPARING,
  check: PREPARING,
  reply: PREPARING,
  vetting: ['dossier', 'history_checked', 'dossier_complete'],
  completed: ['history_checked'],
  renewed: ['dossier', 'history_checked', 'dossier_complete'],
  cell_vote: ['dossier_complete'],
  appraisal: ['cell_proposed'],
  committee_vote: ['cell_proposed'],
  extension: [
    'cell_proposed',
    'committee_proposed',
    'official_cell_proposed',
    'official_committee_proposed',
    'removal_cell_proposed',
    'removal_committee_proposed',
  ],
  decided: ['cell_proposed', 'committee_proposed'],
  received: ['decided'],
  ceremony: ['decided'],
  handed_over: ['outstanding', ...THROUGH_DECISION, 'returned', ...PROBATION],
  returned: [
    'cell_proposed',
    'committee_proposed',
    'official_cell_proposed',
    'official_committee_proposed',
    'removal_cell_proposed',
    'removal_committee_proposed',
  ],
  resumed: ['returned'],
  stopped: ['outstanding', ...THROUGH_DECISION, 'returned'],
  new_class: PROBATION,
  official_vote: ['probationary'],
  official_committee: ['official_cell_proposed', 'removal_cell_proposed'],
  official_decided: ['official_cell_proposed', 'official_committee_proposed', 'reported_up'],
  removal_decided: ['removal_cell_proposed', 'removal_committee_proposed', 'reported_up'],
  annulled: [...PROBATION, 'full'],
}

export const STEP_KINDS = Object.keys(FROM) as StepKind[]

/** Steps that only add something to the file: they may be dated earlier than the last move. */
export const ADDITIONS: readonly StepKind[] = [
  'helper',
  'certificate',
  'sponsor',
  'introduction',
  'paper',
  'opinion',
  'check',
  'reply',
  'new_class',
]
