// Face of residence (213): members and the cell where they live, letters of introduction, yearly remarks by a signed link.
import { endLink, numberLetter, voidLink } from './change-link.ts'
import { endLeft } from './end-with-membership.ts'
import { answerRemark, finishRemarks, readGuestRemarks } from './guest-remarks.ts'
import { importLinks, introduceMembers } from './introduce-members.ts'
import { readLetter } from './letter-paper.ts'
import { listCells } from './list-cells.ts'
import { listResidence } from './list-residence.ts'
import { readOverview } from './read-overview.ts'
import { readResidence } from './read-residence.ts'
import { correctRemark, recordRemarks, returnRemark, voidRemark } from './record-remarks.ts'
import { askRemarks, closeRequest, returnRequest, revokeRemarkLink } from './requests.ts'
import { addCell, editCell, importCells } from './residence-cells.ts'

export { residenceTasks } from './end-with-membership.ts'
export type { GuestMember } from './guest-remarks.ts'
export { letterPaperOf } from './letter-paper.ts'
export type { Letter } from './letter-paper.ts'
export type { ResidenceCell } from './list-cells.ts'
export type { ListedResidence } from './list-residence.ts'
export type { ResidenceCounts, UnitResidence } from './read-overview.ts'
export { planLinks, planRemarks } from './plan-import.ts'
export type { SheetField, SheetLine } from './plan-import.ts'
export { remarksOf } from './read-residence.ts'
export type { LinkView, RemarkView } from './read-residence.ts'
export { CATEGORIES, LIST_STATES, shareDone } from './residence.ts'
export type { Category, ListState, RemarkSource } from './residence.ts'
export { residenceDeadlines, residenceDue } from './residence-due.ts'
export {
  categoryNames,
  endReasonNames,
  listStateNames,
  requestStateNames,
  residenceErrors,
  sourceNames,
} from './residence-messages.ts'
export { groundsOn, remarksDueBy, resultsOn } from './residence-rules.ts'
export { addCell, editCell, importCells, listCells }
export { endLeft, endLink, importLinks, introduceMembers, numberLetter, readLetter, voidLink }
export { correctRemark, recordRemarks, returnRemark, voidRemark }
export { askRemarks, closeRequest, returnRequest, revokeRemarkLink }
export { answerRemark, finishRemarks, readGuestRemarks }
export { listResidence, readOverview, readResidence }

export const residenceOperations = [
  addCell,
  importCells,
  editCell,
  introduceMembers,
  importLinks,
  numberLetter,
  endLink,
  voidLink,
  endLeft,
  recordRemarks,
  correctRemark,
  voidRemark,
  returnRemark,
  askRemarks,
  closeRequest,
  returnRequest,
  revokeRemarkLink,
  answerRemark,
  finishRemarks,
]
export const residenceQueries = [readOverview, listResidence, readResidence, readLetter, listCells, readGuestRemarks]
