// The face of classes: who is called, who came, what came of it, certificates. Other modules, routes and the command line import only this file.
import { callClass, editClass } from './call-class.ts'
import { classesOfMember } from './certificates-of.ts'
import './class-figures.ts'
import { enrolPeople, excuseLearner, gatherObliged, withdrawLearner } from './enrol-people.ts'
import { findLearners } from './find-learners.ts'
import { importLearners } from './import-learners.ts'
import { issueCertificates, voidCertificate } from './issue-certificates.ts'
import { listClasses } from './list-classes.ts'
import { listLearners } from './list-learners.ts'
import './open-classes.ts'
import { cancelClass, postponeClass } from './postpone-class.ts'
import { ownCertificates } from './own-certificates.ts'
import { readCertificates } from './read-certificates.ts'
import { readClass } from './read-class.ts'
import { readRegister } from './read-register.ts'
import { resultsByUnit } from './results-by-unit.ts'
import { saveClassAttendance } from './save-class-attendance.ts'
import { saveResults } from './save-results.ts'
import { addSession, cancelSession, editSession } from './session-operations.ts'
import { setQuotas } from './set-quotas.ts'

export { allKinds, CLASS_KINDS, kindOf } from './class-kinds.ts'
export type { ClassKind, KindOfClass } from './class-kinds.ts'
export { CLASS_MARKS, CLASS_STAGES, OUTCOMES, SESSION_PARTS, validUntil } from './training-class.ts'
export type { ClassMark, ClassStage, Outcome, SessionPart, Studied } from './training-class.ts'
export { LEARNER_STATES } from './list-learners.ts'
export type { Learner, LearnerState } from './list-learners.ts'
export type { ClassCounts, ListedClass } from './list-classes.ts'
export type { SessionView } from './read-class.ts'
// For the admission pipeline and the record: who has which certificate; and who is on the way, told by admissions.
export { certificatesOf } from './certificates-of.ts'
export type { Certificate, ClassOfMember } from './certificates-of.ts'
export { candidateSource } from './learner-source.ts'
export { classesDeadlines, classesDue } from './classes-due.ts'
export { planLearnersImport } from './import-learners.ts'
export type { LearnerFault, LearnerLine, LearnerRow } from './import-learners.ts'
export {
  classesErrors,
  classSpan,
  exemptName,
  changeNames,
  learnerStateNames,
  markNames as classMarkNames,
  outcomeNames,
  partNames,
  points,
  stageNames as classStageNames,
  studiedNames,
} from './classes-messages.ts'

export {
  addSession,
  callClass,
  cancelClass,
  cancelSession,
  classesOfMember,
  editClass,
  editSession,
  enrolPeople,
  excuseLearner,
  findLearners,
  gatherObliged,
  importLearners,
  issueCertificates,
  listClasses,
  listLearners,
  ownCertificates,
  postponeClass,
  readCertificates,
  readClass,
  readRegister,
  resultsByUnit,
  saveClassAttendance,
  saveResults,
  setQuotas,
  voidCertificate,
  withdrawLearner,
}

export const classesOperations = [
  callClass,
  editClass,
  postponeClass,
  cancelClass,
  addSession,
  editSession,
  cancelSession,
  setQuotas,
  enrolPeople,
  gatherObliged,
  withdrawLearner,
  excuseLearner,
  saveClassAttendance,
  saveResults,
  issueCertificates,
  voidCertificate,
  importLearners,
]
export const classesQueries = [
  listClasses,
  readCertificates,
  readClass,
  listLearners,
  findLearners,
  readRegister,
  resultsByUnit,
  classesOfMember,
  ownCertificates,
]
