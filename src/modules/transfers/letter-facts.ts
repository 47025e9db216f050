// What a letter of introduction says of a case.
import type { Day } from '#kernel/day.ts'
import type { TransferKind } from './transfer.ts'

export interface LetterFacts {
  kind: TransferKind
  name: string
  birthOn: Day
  cardNumber: string | null
  admittedOn: Day
  confirmedOn: Day | null
  from: string
  to: string
  /** Whose register it is of, and the body above; '' where there is none. */
  issuer: string
  superior: string
  letterText: string | null
  issuedOn: Day | null
  signer: string | null
  duesPaidTo: Day | null
  untilOn: Day | null
  /** The last day to present it; null before the rule. */
  presentBy: Day | null
}
