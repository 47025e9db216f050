// The face of badges: seniority gaps, Party badges from proposal to award, cards in lists. Other modules, routes and the command line
// import only this file.
import { decideBadges, endorseBadges, enterBadges, proposeBadges, stopBadge, voidBadge } from './badge-acts.ts'
import './badge-figures.ts'
import { readMemberBadges, readRound } from './badge-queries.ts'
import {
  decideCardBatch,
  listForCard,
  openCardBatch,
  recordCardChecks,
  takeBackCard,
  unlistForCard,
} from './card-acts.ts'
import { listCardBatches, readCardBatch } from './card-queries.ts'
import { ownBadges } from './own-badges.ts'
import { recordGap, voidGap } from './gap-acts.ts'

export { BADGE_KINDS, roundsAround } from './badge.ts'
export { badgesDeadlines, badgesDue } from './badges-due.ts'
export {
  badgeKindNames,
  badgesErrors,
  badgeStateNames,
  cardEndNames,
  cardFormNames,
  cardKindNames,
  checkNames,
  gapNames,
} from './badges-messages.ts'
export { CARD_FORMS, CARD_KINDS, CHECK_RESULTS } from './card-acts.ts'
export { GAP_CAUSES } from './gap-acts.ts'

export {
  decideBadges,
  decideCardBatch,
  endorseBadges,
  enterBadges,
  listCardBatches,
  listForCard,
  openCardBatch,
  ownBadges,
  proposeBadges,
  readCardBatch,
  readMemberBadges,
  readRound,
  recordCardChecks,
  recordGap,
  stopBadge,
  takeBackCard,
  unlistForCard,
  voidBadge,
  voidGap,
}

export const badgesOperations = [
  proposeBadges,
  endorseBadges,
  decideBadges,
  stopBadge,
  voidBadge,
  enterBadges,
  recordGap,
  voidGap,
  openCardBatch,
  listForCard,
  unlistForCard,
  recordCardChecks,
  decideCardBatch,
  takeBackCard,
]
export const badgesQueries = [readRound, readMemberBadges, listCardBatches, readCardBatch, ownBadges]
