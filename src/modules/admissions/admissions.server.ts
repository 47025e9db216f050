// The face of admissions: from a candidate to a full member. Other modules, routes and the command line import only this file.
import './admissions-figures.ts'
import { beginDossier } from './begin-dossier.ts'
import { decideRound } from './decide-round.ts'
import { draftPapers, draftRoundPapers } from './draft-papers.ts'
import { importDossiers } from './import-dossiers.ts'
import { importRounds } from './import-rounds.ts'
import { listDossiers } from './list-dossiers.ts'
import { dossiersOf, readDossier } from './read-dossier.ts'
import './open-dossiers.ts'
import { listRounds, readRound } from './read-rounds.ts'
import { cancelRound, editRound, fillRound, openRound, takeOut } from './round-operations.ts'
import { stepOperations } from './step-operations.ts'
import { voidStep } from './void-step.ts'

export { admissionsDeadlines, admissionsDue } from './admissions-due.ts'
export type { ImportedDossier } from './import-dossiers.ts'
export type { ListedDossier } from './list-dossiers.ts'
export type { StepView } from './read-dossier.ts'
export { DECISIONS, LEVEL_OF } from './step-operations.ts'
export type { Level } from './step-operations.ts'
export {
  ADMISSION_STAGES,
  ANNULLERS,
  DECIDING_BODIES,
  EXIT_REASONS,
  FORMS,
  HISTORY_PERSONS,
  INTRODUCERS,
  isOfficialStage,
  OFFICIAL_STAGES,
  OPINION_SOURCES,
  STAGES,
  STEP_KINDS,
  STOP_REASONS,
  VETTING_PURPOSES,
  VOTE_METHODS,
} from './steps.ts'
export type { Stage, StepFacts, StepKind } from './steps.ts'
export {
  actNames,
  admissionsErrors,
  annullerNames,
  deciderNames,
  exitReasonNames,
  formNames,
  introducerNames,
  levelNames,
  methodNames,
  opinionNames,
  partNames,
  relativeNames,
  stepNames,
  stopNames,
  termNames,
  vettingPurposeNames,
} from './admissions-messages.ts'
export { cancelRound, decideRound, editRound, fillRound, listRounds, openRound, readRound, takeOut }
export { ROUND_PURPOSES } from './round-store.ts'
export { ADMISSION_PAPERS, paperForms } from './paper-forms.ts'
export type { AdmissionPaper, PaperForm } from './paper-forms.ts'
export type { DraftedPaper } from './draft-papers.ts'
export { draftPapers, draftRoundPapers }
export { beginDossier, dossiersOf, importDossiers, importRounds, listDossiers, readDossier, stepOperations, voidStep }

export const admissionsOperations = [
  beginDossier,
  ...Object.values(stepOperations),
  voidStep,
  importDossiers,
  importRounds,
  openRound,
  editRound,
  cancelRound,
  fillRound,
  takeOut,
  decideRound,
]
export const admissionsQueries = [
  listDossiers,
  readDossier,
  dossiersOf,
  listRounds,
  readRound,
  draftPapers,
  draftRoundPapers,
]
