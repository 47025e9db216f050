// Why acts cannot be carried out, and what only deserves a word: plain data that a plan shows beside the act concerned.
import type { Day } from '#kernel/day.ts'
import type { ErrorDetails } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { UnitKind } from './unit-kinds.ts'

export interface ActFault {
  /** Which act, from 0. */
  actIndex: number
  /** Path inside the act: `inputs.0`, `unit.parentId`, `children`. */
  field: string
  /** Of units-messages.ts, with what its sentence needs. */
  code: string
  details: ErrorDetails
}

/** An unconfirmed rule about who stands under whom: said, not refused. */
export interface ActWarning {
  actIndex: number
  unitId: Id
  kind: UnitKind
  parentKind: UnitKind | null
  on: Day
  source: string
}
