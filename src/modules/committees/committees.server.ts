// The face of committees: terms, bodies, posts and their holders; rights derive from posts. Other modules, routes and the command line
// import only this file.
import { editBody, endBody, setUpBody } from './body-operations.ts'
import { listComposition, readComposition } from './composition.ts'
import { editTerm } from './edit-term.ts'
import { correctHolding, endHolding, voidHolding } from './holding-operations.ts'
import { findCandidates } from './find-candidates.ts'
import { importPosts } from './import-posts.ts'
import { listPosts, listVacancies, ownPosts, postSheet, postsOfAccount, postsOfPerson } from './list-posts.ts'
import { openTerm } from './open-term.ts'
import { putInPost } from './put-in-post.ts'
import { readCommittees } from './read-committees.ts'
import { setTermEnd } from './set-term-end.ts'
import './numbering-terms.ts'
import './standing.ts'

// For a reorganisation: who leads the new units, and which are without a secretary.
export { appointTo, runningLabel } from './appoint-to.ts'
export type { Appointment } from './appoint-to.ts'
export { executiveCounts } from './executive-counts.ts'
export { unitsWithoutSecretary } from './posts-matter.ts'
// For the page of a unit, and for a congress that opens a term.
export { committeesOf } from './read-committees.ts'
export type { BodyView, HolderView, TermView, UnitCommittees } from './read-committees.ts'
export { closeTerm, openTermIn } from './open-term.ts'
export type { TermOpening } from './open-term.ts'
export { lockUnitPosts } from './committee-store.ts'

export { END_REASONS, HOLDING_BASES, TERM_BASES } from './committee.ts'
export type { EndReason, HoldingBasis, TermBasis } from './committee.ts'
export { CHOSEN_REASONS } from './holding-operations.ts'
export { BODY_KINDS, bodiesOf, POST_CODES, POST_KINDS, postLabel, postsOf, TERM_BODIES } from './post-kinds.ts'
export type { BodyKind, PostKind } from './post-kinds.ts'
export { DIMENSIONS, UNKNOWN } from './composition.ts'
export type { CompositionPerson, CompositionRow, Dimension } from './composition.ts'
export type { ListedHolding, ListedVacancy } from './list-posts.ts'
export type { Candidate } from './find-candidates.ts'
export { planPostsImport } from './plan-import.ts'
export type { LineFault, PlannedLine, SheetHolding, SheetHoldingField } from './plan-import.ts'
export type { PostsImport } from './import-posts.ts'
export {
  bodyKindNames,
  bodyNameOf,
  committeesErrors,
  compositionNames,
  endReasonNames,
  holdingBasisNames,
  termBasisNames,
  vacancyWords,
} from './committees-messages.ts'

export {
  correctHolding,
  editBody,
  editTerm,
  endBody,
  endHolding,
  importPosts,
  openTerm,
  putInPost,
  setTermEnd,
  setUpBody,
  voidHolding,
}
export {
  findCandidates,
  listComposition,
  listPosts,
  listVacancies,
  ownPosts,
  postsOfAccount,
  postsOfPerson,
  postSheet,
  readCommittees,
  readComposition,
}

export const committeesOperations = [
  openTerm,
  setTermEnd,
  editTerm,
  setUpBody,
  editBody,
  endBody,
  putInPost,
  endHolding,
  correctHolding,
  voidHolding,
  importPosts,
]
export const committeesQueries = [
  findCandidates,
  readCommittees,
  listPosts,
  postSheet,
  listVacancies,
  postsOfPerson,
  postsOfAccount,
  ownPosts,
  readComposition,
  listComposition,
]
