// The face of members: the register of the bloc. Other modules, routes and the command line import only this file.
import { admitMember } from './admit-member.ts'
import './cell-closing.ts'
import { confirmMember } from './confirm-member.ts'
import { correctEvent } from './correct-event.ts'
import { editPerson } from './edit-person.ts'
import { importMembers } from './import-members.ts'
import { LEAVE_KINDS, leaveMember } from './leave-member.ts'
import { listMovements } from './list-movements.ts'
import { listMembers, memberSheet } from './list-members.ts'
import { moveMember } from './move-member.ts'
import { readMember } from './read-member.ts'
import { readStatistics } from './read-statistics.ts'
import { readStrength } from './read-strength.ts'
import { receiveMember } from './receive-member.ts'
import { restoreMember } from './restore-member.ts'
import { revealField } from './reveal-field.ts'
import { noteExit, readExits } from './exit-facts.ts'
import { setExemption } from './set-exemption.ts'
import { setStanding } from './set-standing.ts'

export { totalMembers } from './member-figures.ts'
// For imports: the fields of the record, and the checks every history goes through.
export { cellFault } from './deed.ts'
export { changeMany, writeColumns } from './change-many.ts'
export type { PersonChange, PersonColumns } from './change-many.ts'
export { withdrawMembers } from './withdraw-members.ts'
export { faultOf } from './member.ts'
export type { MemberHistory } from './member.ts'
export { memberConstraints, writePerson } from './enter-member.ts'
export { followProbation } from './probation-followed.ts'
export { admitWithin, confirmWithin, endWithin } from './member-within.ts'
export { checkBirth, personColumns, personFields } from './person-fields.ts'
export type { PersonInput } from './person-fields.ts'
export { arriveWithin, departWithin, memberForLetter, moveWithin, stayWithin } from './transfer-within.ts'
export { PAUSE_GROUNDS, STANDING_DEEDS } from './set-standing.ts'
export { EXEMPTION_GROUNDS, removalCauses } from './standing-rules.ts'
export { groundNames, hearingNames, restorationNames } from './standing-messages.ts'
export { HEARINGS } from './exit-facts.ts'
export { standingsDeadlines, standingsDue } from './standings-due.ts'
export { membersDeadlines, membersDue } from './members-due.ts'
export { departWithUnits, moveAlong, moveWithUnits, undoMoves } from './move-with-units.ts'
export type { MovesOutcome, UnitAct } from './move-with-units.ts'
export { placeWithUnits, strengthsOn } from './unit-moves.ts'
export type { CellMembership, Placement, Ways } from './unit-routes.ts'
export { membersOfCell } from './members-of-cell.ts'
export { fullMonths } from './seniority.ts'
export { seniorityBeginsSql } from './seniority-band.ts'
export type { CellMember } from './members-of-cell.ts'
export { AGE_BANDS, EDUCATION_LEVELS, ETHNICITIES, RELIGIONS, SEXES, THEORY_LEVELS } from './code-lists.ts'
export {
  citizenIdMark,
  maskCitizenId,
  MASKED,
  MASKED_FIELDS,
  MASKED_VALUES,
  maskedReader,
  maskPhone,
  openCitizenId,
  openField,
  readerOf,
  resealedCitizenId,
  resealedField,
  SEALED_FIELDS,
  sealedCitizenId,
  sealField,
} from './masked.ts'
export type { MaskedField, MaskedValue, SealedField } from './masked.ts'
export { noteSection, SAVED_SECTIONS } from './edit-person.ts'
export type { SavedSection } from './edit-person.ts'
export { RECORD_SECTIONS, recordColumns, recordEntries, recordFields, recordOf, valuesIn } from './record-fields.ts'
export type { RecordField, RecordFieldName, RecordSection, RecordValue, RecordValues } from './record-fields.ts'
export { cellOfMember } from './member-store.ts'
export { ENTRY_KINDS, EVENT_KINDS, EXIT_KINDS, MEMBER_STATUSES, STANDINGS } from './member.ts'
export type { EventKind, ExitKind, MemberState, MemberStatus, Standing } from './member.ts'
export { ETHNICITY_FILTERS, SORTS, STATUS_FILTERS } from './member-filter.ts'
export type { MemberSort } from './member-filter.ts'
export type { ListedMember, SheetMember } from './list-members.ts'
export type { ImportedMember } from './import-input.ts'
export type { MemberEventView } from './read-member.ts'
export { MOVEMENT_KINDS, MOVEMENTS } from './list-movements.ts'
export type { Movement } from './list-movements.ts'
export type { StatisticsRow } from './read-statistics.ts'
export type { UnitStrength } from './read-strength.ts'
export { codeNames, recordFieldNames, sectionNames } from './record-messages.ts'
export {
  ageBandNames,
  educationNames,
  ethnicityNames,
  eventNames,
  maskedNames,
  membersErrors,
  religionNames,
  sexNames,
  stateNames,
  theoryNames,
} from './members-messages.ts'

export {
  admitMember,
  confirmMember,
  correctEvent,
  editPerson,
  importMembers,
  LEAVE_KINDS,
  leaveMember,
  listMembers,
  memberSheet,
  moveMember,
  listMovements,
  readMember,
  readStatistics,
  readStrength,
  receiveMember,
  restoreMember,
  revealField,
  noteExit,
  readExits,
  setExemption,
  setStanding,
}

export const membersOperations = [
  admitMember,
  receiveMember,
  confirmMember,
  moveMember,
  leaveMember,
  restoreMember,
  setExemption,
  setStanding,
  noteExit,
  editPerson,
  correctEvent,
  revealField,
  importMembers,
]
export const membersQueries = [
  readExits,
  listMembers,
  memberSheet,
  readMember,
  readStrength,
  readStatistics,
  listMovements,
]
