// The input of each step: what its form, the API and an import may bring, as clean facts. Days are checked by the fold.
import {
  choiceField,
  dayField,
  flagField,
  idField,
  integerField,
  optionalChoice,
  optionalDay,
  optionalId,
  optionalInteger,
  optionalText,
  textField,
} from '#platform/operation/fields.ts'
import { shape } from '#platform/operation/shape.ts'
import * as v from 'valibot'
import {
  ANNULLERS,
  DECIDING_BODIES,
  EXIT_REASONS,
  FORMS,
  HISTORY_PERSONS,
  INTRODUCERS,
  OPINION_SOURCES,
  STOP_REASONS,
  VETTING_PURPOSES,
  VOTE_METHODS,
} from './steps.ts'
import type { StepKind } from './steps.ts'

const number = () => v.optional(optionalText(60), null)
const note = () => v.optional(optionalText(1000), null)
const issuer = () => v.optional(optionalText(200), null)
const count = () => integerField(0, 10_000)

/** A count of votes. Without `carried` the rule of the day says whether it was enough. */
export const voteFields = () => ({
  body: count(),
  excused: v.optional(count(), 0),
  present: count(),
  yes: count(),
  no: v.optional(count(), 0),
  blank: v.optional(count(), 0),
  method: v.optional(optionalChoice(VOTE_METHODS), null),
  carried: v.optional(optionalChoice(['yes', 'no']), null),
})

/** The same where the sitting may be told by its decision alone: nothing typed is no count. */
const maybeVoteFields = () => ({
  body: v.optional(optionalInteger(0, 10_000), null),
  present: v.optional(optionalInteger(0, 10_000), null),
  yes: v.optional(optionalInteger(0, 10_000), null),
  no: v.optional(optionalInteger(0, 10_000), null),
  blank: v.optional(optionalInteger(0, 10_000), null),
  method: v.optional(optionalChoice(VOTE_METHODS), null),
})

/** What is known of the membership of before; empty at a first admission. */
const readmissionFields = () => ({
  exitReason: v.optional(optionalChoice(EXIT_REASONS), null),
  leftOn: v.optional(optionalDay(), null),
  clearedOn: v.optional(optionalDay(), null),
  times: v.optional(optionalInteger(0, 20), null),
  hardship: flagField(),
})

/** Names of persons as a form posts checkboxes: `without.spouse=on`. */
const without = () =>
  v.pipe(
    v.optional(v.record(v.picklist(HISTORY_PERSONS, 'field.choice'), v.string()), {}),
    v.transform((marks) => Object.keys(marks)),
  )

const answer = () =>
  v.pipe(
    v.picklist(['yes', 'no'], 'field.choice'),
    shape<'yes' | 'no'>({ type: 'string', enum: ['yes', 'no'] }),
    v.transform((said) => said === 'yes'),
  )

export const stepFields = {
  noted: { note: note() },
  listed: { number: number(), ...readmissionFields() },
  helper: { name: v.optional(optionalText(120), null), memberId: optionalId(), until: v.optional(optionalDay(), null) },
  class_sent: { place: v.optional(optionalText(250), null) },
  certificate: { number: number(), issuer: issuer() },
  opened: { number: number() },
  sponsor: {
    name: v.optional(optionalText(120), null),
    memberId: optionalId(),
    fullSince: v.optional(optionalDay(), null),
    togetherSince: v.optional(optionalDay(), null),
  },
  introduction: { by: choiceField(INTRODUCERS), number: number(), issuer: issuer() },
  paper: { form: choiceField(FORMS), title: v.optional(optionalText(200), null), number: number(), issuer: issuer() },
  opinion: { from: choiceField(OPINION_SOURCES), number: number(), issuer: issuer() },
  check: { person: choiceField(HISTORY_PERSONS), abroad: flagField(), number: number(), issuer: issuer() },
  /** Without the request it answers the last one still open. */
  reply: { checkId: optionalId(), number: number() },
  vetting: {
    purpose: v.optional(choiceField(VETTING_PURPOSES), 'admission'),
    meets: answer(),
    without: without(),
    number: number(),
  },
  completed: { note: note() },
  renewed: { note: note() },
  cell_vote: { ...voteFields(), number: number() },
  appraisal: {
    agrees: answer(),
    number: number(),
  },
  committee_vote: { ...voteFields(), number: number() },
  extension: { days: integerField(1, 1000), reason: note(), number: number() },
  decided: { by: choiceField(DECIDING_BODIES), ...maybeVoteFields() },
  received: { note: note() },
  ceremony: { youthMember: v.optional(optionalChoice(['yes', 'no']), null) },
  handed_over: { unitId: idField(), number: number() },
  returned: { reason: textField(1000), number: number() },
  resumed: { note: note() },
  stopped: { reason: choiceField(STOP_REASONS), note: note() },
  new_class: { number: number(), issuer: issuer() },
  official_vote: { ...voteFields(), removal: flagField(), number: number() },
  official_committee: { ...voteFields(), number: number() },
  official_decided: {
    by: choiceField(DECIDING_BODIES),
    ...maybeVoteFields(),
    cardNumber: v.optional(optionalText(30), null),
  },
  removal_decided: { by: choiceField(DECIDING_BODIES), ...maybeVoteFields() },
  annulled: { by: choiceField(ANNULLERS), reason: textField(1000) },
} satisfies Record<StepKind, v.ObjectEntries>

export type StepFields = typeof stepFields

/** What every step says besides its facts. */
export const commonFields = () => ({
  on: dayField(),
  /** The step it stands for, entered by mistake, and why. */
  replaces: v.optional(optionalId(), null),
  replaceReason: v.optional(optionalText(500), null),
})
