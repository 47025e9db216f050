// The face of records: a member's whole record beyond the register. Other modules, routes and the command line import only this file.
import { confirmCorrection, returnCorrection, revealCorrection, withdrawCorrection } from './corrections-answer.ts'
import { askCorrection, askOnBehalf } from './corrections-ask.ts'
import { askEntry, askEntryOnBehalf } from './corrections-entry.ts'
import { correctionErrors } from './corrections-messages.ts'
import { listCorrections, ownCorrections, readCorrection } from './corrections-read.ts'
import { addPaper, correctPaper, enterPapers, setPhoto, voidPaper } from './document-operations.ts'
import { comparePeople } from './compare-people.ts'
import { listDuplicates, listMerges } from './find-duplicates.ts'
import { mergeErrors } from './merge-messages.ts'
import { keepApart, mergePeople, undoMerge } from './merge-people.ts'
import { addEntry, correctEntry, enterEntries, voidEntry } from './entry-operations.ts'
import { incompleteSheet, listIncomplete } from './list-incomplete.ts'
import { readFullRecord, readOpenRecord } from './read-record.ts'
import { recordErrors } from './entry-messages.ts'
import { ownFile, ownReads, readOwn } from './own-page.ts'
import { readRegister, revealRegister } from './register-rows.ts'
import { readReview, reviewReads, withdrawReview } from './read-review.ts'
import './corrections-files.ts'
import './entry-masked.ts'
import './record-files.ts'
import './own-page-standing.ts'

export { correctionsDeadlines, correctionsDue } from './corrections-due.ts'
export { correctionLabel, correctionValue, requestStateNames } from './corrections-messages.ts'
export { ASKED_KINDS } from './corrections-entry.ts'
export { REQUEST_STATES } from './corrections.ts'
export type { RequestState, Value } from './corrections.ts'
export { correctable, MASKED_INPUTS } from './corrections-values.ts'
export type { ShownChange, ShownRequest } from './corrections-read.ts'
export { extractPaperOf } from './extract-paper.ts'
export { REGISTER_LAYOUT, registerPaperOf } from './register-sheet.ts'
export type { RegisterBook } from './register-sheet.ts'
export { registerCells, registerColumns, registerWords } from './register-sheet-messages.ts'
export type { RegisterRow } from './register-rows.ts'
export { readReviewDue } from './read-review.ts'
export type { ComparedSide } from './compare-people.ts'
export type { Twin, TwinPair } from './find-duplicates.ts'
export type { FieldChoice } from './merge-fields.ts'
export { likenessNames, mergeFieldNames } from './merge-messages.ts'
export { isLedOver, references, STAYS } from './merge-references.ts'
export { readRecord } from './read-record.ts'
export type { MemberRecord, SavedPart } from './read-record.ts'
export { documentKinds, neededKinds, STAGES } from './document-kinds.ts'
export type { DocumentKind, Stage, StageCompleteness } from './document-kinds.ts'
export { insertDocuments, readDocuments } from './document-store.ts'
export type { NewDocument, StoredDocument } from './document-store.ts'
export type { IncompleteFile } from './list-incomplete.ts'
export { disciplinesOf, insertEntries, readEntries, resealedDetails } from './entry-store.ts'
export type { NewEntry, StoredEntry } from './entry-store.ts'
export { checkedEntry, entryFields } from './entry-input.ts'
export type { EntryInput, Secret } from './entry-input.ts'
export { ENTRY_KINDS, ENTRY_SHAPES, fieldsOfKind, isSecret, RESTRICTED_KINDS } from './entry-kinds.ts'
export type { EntryField, EntryKind, SecretField } from './entry-kinds.ts'
export { entryCodeNames, entryKindNames, entryLabel, stageNames } from './entry-messages.ts'
export { formatPartialDay, parsePartialDay } from './partial-day.ts'
export type { PartialDay } from './partial-day.ts'
export { ownMember } from './own-page-person.ts'
export {
  addEntry,
  addPaper,
  askCorrection,
  askEntry,
  askEntryOnBehalf,
  askOnBehalf,
  comparePeople,
  confirmCorrection,
  correctEntry,
  correctPaper,
  enterEntries,
  enterPapers,
  incompleteSheet,
  keepApart,
  listCorrections,
  listDuplicates,
  listIncomplete,
  listMerges,
  mergePeople,
  ownCorrections,
  ownFile,
  ownReads,
  readCorrection,
  readFullRecord,
  readOpenRecord,
  readOwn,
  readRegister,
  readReview,
  returnCorrection,
  revealCorrection,
  revealRegister,
  reviewReads,
  setPhoto,
  undoMerge,
  voidEntry,
  voidPaper,
  withdrawCorrection,
  withdrawReview,
}

export const recordsErrors = { ...correctionErrors, ...recordErrors, ...mergeErrors }
export const recordsOperations = [
  addEntry,
  correctEntry,
  voidEntry,
  enterEntries,
  addPaper,
  correctPaper,
  voidPaper,
  enterPapers,
  setPhoto,
  readFullRecord,
  mergePeople,
  undoMerge,
  keepApart,
  askCorrection,
  askEntry,
  askEntryOnBehalf,
  askOnBehalf,
  confirmCorrection,
  returnCorrection,
  withdrawCorrection,
  revealCorrection,
  revealRegister,
  reviewReads,
  withdrawReview,
]
export const recordsQueries = [
  listDuplicates,
  listMerges,
  comparePeople,
  readOpenRecord,
  listIncomplete,
  incompleteSheet,
  readOwn,
  ownFile,
  ownReads,
  ownCorrections,
  readCorrection,
  listCorrections,
  readReview,
  readRegister,
]
