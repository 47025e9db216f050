// Face of coordination: regulations with bodies outside the bloc, what each side owes, and guests who answer by a signed link (M4).
import { answerObligation } from './answer-obligation.ts'
import { amendRegulation, endRegulation } from './amend-regulation.ts'
import { addBody, editBody, endBody } from './bodies.ts'
import './done-files.ts'
import { makeGuestLink, revokeGuestLink } from './guest-links.ts'
import { importBodies } from './import-bodies.ts'
import { listBodies } from './list-bodies.ts'
import { listRegulations, regulationsOfUnit } from './list-regulations.ts'
import { addObligation, changeObligation, endObligation } from './obligations.ts'
import { readGuestFile, readGuestPage } from './read-guest-page.ts'
import { readRegulation } from './read-regulation.ts'
import { importDone, recordDone } from './record-done.ts'
import { recordRegulation } from './record-regulation.ts'
import './regulation-matter.ts'
import { acceptDone, returnDone } from './review-done.ts'
import { addParty, endParty } from './sides.ts'
import { yearSheet } from './year-sheet.ts'

export { BODY_KINDS } from './bodies.ts'
export type { BodyKind } from './bodies.ts'
export { coordinationDue } from './coordination-due.ts'
export { coordinationErrors, periodName } from './coordination-messages.ts'
export { instancesOf } from './instances.ts'
export type { InstanceState, Tally } from './instances.ts'
export type { Body } from './list-bodies.ts'
export { REGULATION_STATES } from './list-regulations.ts'
export type { ListedRegulation, RegulationState } from './list-regulations.ts'
export { OBLIGATION_KINDS } from './obligation-fields.ts'
export type { ObligationKind } from './obligation-fields.ts'
export type { GuestDuty } from './read-guest-page.ts'
export { RHYTHMS } from './rhythm.ts'
export type { Rhythm } from './rhythm.ts'
export type { DoneRecord, Obligation, Party, Standing } from './book.ts'
export type { YearLine } from './year-sheet.ts'
export { addBody, editBody, endBody, importBodies, listBodies }
export { addParty, amendRegulation, endParty, endRegulation, recordRegulation }
export { addObligation, changeObligation, endObligation }
export { acceptDone, importDone, recordDone, returnDone }
export { answerObligation, makeGuestLink, readGuestFile, readGuestPage, revokeGuestLink }
export { listRegulations, readRegulation, regulationsOfUnit, yearSheet }

export const coordinationOperations = [
  addBody,
  editBody,
  endBody,
  importBodies,
  recordRegulation,
  amendRegulation,
  endRegulation,
  addParty,
  endParty,
  addObligation,
  changeObligation,
  endObligation,
  recordDone,
  importDone,
  acceptDone,
  returnDone,
  makeGuestLink,
  revokeGuestLink,
  answerObligation,
]
export const coordinationQueries = [
  listRegulations,
  regulationsOfUnit,
  readRegulation,
  listBodies,
  yearSheet,
  readGuestPage,
  readGuestFile,
]
