// Face of reports: the periodic report from opening to the frozen version, its parts, texts, versions and papers.
import { acceptPart, returnPart } from './decide-part.ts'
import { freezeReport, restateReport } from './freeze-report.ts'
import { submitPart, withdrawPart } from './hand-in.ts'
import { importParts } from './import-parts.ts'
import { listReports } from './list-reports.ts'
import { editMerged, mergeUnitTexts } from './merge-narratives.ts'
import { openReport, suggestReport } from './open-report.ts'
import './open-parts.ts'
import { readPart } from './read-part.ts'
import { readCell, readDraft, readReport } from './read-report.ts'
import { readComparison } from './read-comparison.ts'
import { compareSnapshots, readFrozen, snapshotRecords, verifySnapshot } from './read-snapshot.ts'
import { saveNarrative } from './save-narrative.ts'

export { reportsDue } from './list-reports.ts'
export { breakdownsOf, reportPaperOf } from './report-paper-of.ts'
export { originLines, originWords, unsharedNote } from './origin-messages.ts'
export { figureAt } from './report-content.ts'
export type { ContentFigure, ContentIndicator, ContentOrigin, ContentUnit, ReportContent } from './report-content.ts'
export { rowsOf } from './report-rows.ts'
export type { ReportRow } from './report-rows.ts'
export { reportSheetOf } from './report-sheet-of.ts'
export {
  comparedOf,
  shownChange,
  shownComparison,
  shownProgress,
  shownSums,
  shownTarget,
  signOfComparison,
} from './show-figure.ts'
export { STANDINGS, writtenHeadings } from './report.ts'
export type { Completeness, Heading, PartState, Standing } from './report.ts'
export { reportsErrors } from './reports-messages.ts'
export { verifySnapshots } from './verify-snapshots.ts'
export type { SnapshotProof } from './verify-snapshots.ts'
export {
  acceptPart,
  compareSnapshots,
  editMerged,
  freezeReport,
  importParts,
  listReports,
  mergeUnitTexts,
  openReport,
  readCell,
  readComparison,
  readDraft,
  readFrozen,
  readPart,
  readReport,
  restateReport,
  returnPart,
  saveNarrative,
  snapshotRecords,
  submitPart,
  suggestReport,
  verifySnapshot,
  withdrawPart,
}

export const reportsOperations = [
  openReport,
  saveNarrative,
  importParts,
  submitPart,
  withdrawPart,
  acceptPart,
  returnPart,
  mergeUnitTexts,
  editMerged,
  freezeReport,
  restateReport,
]
export const reportsQueries = [
  listReports,
  suggestReport,
  readReport,
  readDraft,
  readCell,
  readComparison,
  readPart,
  readFrozen,
  snapshotRecords,
  compareSnapshots,
  verifySnapshot,
]
