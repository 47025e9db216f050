// The face of dues: by what each member pays, monthly sheets of cells, payments, what goes up, arrears. Other modules, routes and the
// command line import only this file.
import './dues-figures.ts'
import { importClasses, importPayments } from './import-rows.ts'
import { listArrears, listLines } from './list-lines.ts'
import { grantRelief, setClass, setRegion, voidRelief } from './payer-facts.ts'
import { payMonths, voidPayment } from './payment-acts.ts'
import { ownDues } from './own-dues.ts'
import { readLedger } from './read-ledger.ts'
import { readReceipt, readSheet } from './read-sheet.ts'
import { acknowledgeRemittance, listRemittances, recordRemittance, voidRemittance } from './remittances.ts'
import { saveSheet } from './save-sheet.ts'
import { closeSheet, prepareSheets, reopenSheet } from './sheet-acts.ts'
import { readSummary } from './summary.ts'

export { CHANNELS, CLASSES, monthStart, nextMonth, REGIONS, RELIEF_CAUSES } from './dues.ts'
export type { Channel, DuesClass, Region, ReliefCause, Why } from './dues.ts'
export { duesDeadlines, duesDue } from './dues-due.ts'
export {
  causeNames,
  channelNames,
  classNames,
  duesErrors,
  lineKindNames,
  moneyText,
  regionNames,
  whyNames,
} from './dues-messages.ts'
export { LINE_KINDS } from './list-lines.ts'
export type { Arrear, DuesRow, LineKind } from './list-lines.ts'
export { regionsOf } from './payer-rows.ts'
export type { Remittance } from './remittances.ts'
export type { SheetLine } from './read-sheet.ts'
export type { DuesUnit } from './summary.ts'

export {
  acknowledgeRemittance,
  closeSheet,
  grantRelief,
  importClasses,
  importPayments,
  listArrears,
  listLines,
  listRemittances,
  ownDues,
  payMonths,
  prepareSheets,
  readLedger,
  readReceipt,
  readSheet,
  readSummary,
  recordRemittance,
  reopenSheet,
  saveSheet,
  setClass,
  setRegion,
  voidPayment,
  voidRelief,
  voidRemittance,
}

export const duesOperations = [
  saveSheet,
  prepareSheets,
  closeSheet,
  reopenSheet,
  payMonths,
  voidPayment,
  setClass,
  grantRelief,
  voidRelief,
  setRegion,
  recordRemittance,
  acknowledgeRemittance,
  voidRemittance,
  importPayments,
  importClasses,
]
export const duesQueries = [
  readSheet,
  readReceipt,
  readLedger,
  readSummary,
  listLines,
  listArrears,
  listRemittances,
  ownDues,
]
