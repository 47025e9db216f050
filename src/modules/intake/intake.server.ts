// The face of intake: registers out of Excel into the register, and the list of differences to the national database.
import { applyIntake, applyJob } from './apply-intake.ts'
import { bridgeCells, listBridge, markBridgeLine, revealBridgeLine } from './bridge-lines.ts'
import { chooseRows } from './choose-rows.ts'
import { listIntakes, readIntake } from './list-intakes.ts'
import { faultSheet, listRows } from './list-rows.ts'
import { openIntake } from './open-intake.ts'
import { readFileJob } from './read-file.ts'
import { exportRegister, registerSheet } from './register-sheet.ts'
import { giveUpIntake, setColumns } from './set-columns.ts'
import { takeRows } from './take-rows.ts'
import { undoIntake } from './undo-intake.ts'

export { columnHints, columnNames } from './column-messages.ts'
export { COLUMNS } from './columns.ts'
export type { ColumnKey, RegisterColumn } from './columns.ts'
export { LIMITS as INTAKE_LIMITS } from './find-sheets.ts'
export type { BridgeKind } from './bridge-lines.ts'
export type { Choice, Intake, IntakeState } from './intake-store.ts'
export type { RowFilter } from './row-counts.ts'
export { ROW_FILTERS } from './row-counts.ts'
export type { ToldFinding } from './list-rows.ts'
export { wordsOf } from './value-messages.ts'
export {
  bridgeKindNames,
  certaintyNames,
  choiceNames,
  intakeErrors,
  intakeStateNames,
  matchNames,
  outcomeNames,
  rowFilterNames,
} from './intake-messages.ts'

export {
  applyIntake,
  bridgeCells,
  chooseRows,
  exportRegister,
  faultSheet,
  giveUpIntake,
  listBridge,
  listIntakes,
  listRows,
  markBridgeLine,
  openIntake,
  readIntake,
  registerSheet,
  revealBridgeLine,
  setColumns,
  undoIntake,
}

export const intakeOperations = [
  openIntake,
  setColumns,
  giveUpIntake,
  chooseRows,
  applyIntake,
  takeRows,
  undoIntake,
  markBridgeLine,
  revealBridgeLine,
  exportRegister,
]
export const intakeQueries = [listIntakes, readIntake, listRows, faultSheet, listBridge, bridgeCells, registerSheet]
export const intakeJobs = [readFileJob, applyJob]
