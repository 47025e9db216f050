// The face of transfers: cases between cells, to and from other blocs and places outside, with their letters, terms and guests.
import { askTransfer } from './ask-transfer.ts'
import { sendParcelJob, transferJobs } from './between-blocs.ts'
import { presentLetter, receiveTransfer, returnTransfer } from './destination-steps.ts'
import { assignCell, receiveNewcomer, takeLetter } from './newcomers.ts'
import './open-transfers.ts'
import { findCells } from './find-cells.ts'
import { explainLate, issueLetter, reviewTransfer, withdrawTransfer } from './origin-steps.ts'
import { listTransfers, readTransfer, transfersOfMember } from './read-transfers.ts'
import { readRegister } from './read-register.ts'
import { endStay, extendStay } from './stay-steps.ts'

export { DIRECTIONS, OPEN_STATES, STAY_REASONS, TRANSFER_KINDS, TRANSFER_STATES } from './transfer.ts'
export type { Direction, TransferAct, TransferKind, TransferState } from './transfer.ts'
export { letterPaperOf } from './letter-paper.ts'
export type { RegisterRow } from './read-register.ts'
export { otherBlocs, wayUp } from './places.ts'
export type { ListedTransfer } from './read-transfers.ts'
export { transfersDeadlines, transfersDue } from './transfers-due.ts'
export {
  actNames,
  directionNames,
  stayReasonNames,
  stepNames,
  timerNames,
  transferKindNames,
  transfersErrors,
  transferStateNames,
} from './transfers-messages.ts'
export { sendParcelJob, transferJobs }
export {
  askTransfer,
  assignCell,
  endStay,
  explainLate,
  extendStay,
  findCells,
  issueLetter,
  listTransfers,
  presentLetter,
  readRegister,
  readTransfer,
  receiveNewcomer,
  receiveTransfer,
  returnTransfer,
  reviewTransfer,
  takeLetter,
  transfersOfMember,
  withdrawTransfer,
}

export const transfersOperations = [
  askTransfer,
  assignCell,
  reviewTransfer,
  issueLetter,
  withdrawTransfer,
  explainLate,
  presentLetter,
  receiveTransfer,
  returnTransfer,
  takeLetter,
  receiveNewcomer,
  extendStay,
  endStay,
]
export const transfersQueries = [listTransfers, readTransfer, transfersOfMember, findCells, readRegister]
