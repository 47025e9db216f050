// The face of congresses: the calendar of what is due, planned and held in each unit. Others import only this file.
import { approveContent, approveResult } from './approve-congress.ts'
import { editCongress } from './edit-congress.ts'
import { enterCongresses } from './enter-congresses.ts'
import { holdCongress, reportResult } from './hold-congress.ts'
import { listCongresses } from './list-congresses.ts'
import './open-congresses.ts'
import { planCongresses } from './plan-congresses.ts'
import { cancelCongress, postponeCongress } from './postpone-congress.ts'
import { listUnitCongresses, readCongress } from './read-congress.ts'
import { suggestCongresses } from './suggest-congresses.ts'
import { takeBackStep } from './take-back-step.ts'

export { CONGRESS_FORMS, CONGRESS_STATES, isHeld } from './congress.ts'
export type { CongressAct, CongressForm, CongressState, CongressStep } from './congress.ts'
export { yearsOfCycle } from './congress-due.ts'
export type { CongressDue } from './congress-due.ts'
export type { CongressRow } from './congress-rows.ts'
export { congressActNames, congressesErrors, congressFormNames, congressStateNames } from './congresses-messages.ts'
export { CONGRESS_LEVELS, STATE_FILTERS } from './list-congresses.ts'
export type { CongressLevel } from './list-congresses.ts'
export { congressesDue } from './suggest-congresses.ts'

export {
  approveContent,
  approveResult,
  cancelCongress,
  editCongress,
  enterCongresses,
  holdCongress,
  planCongresses,
  postponeCongress,
  reportResult,
  takeBackStep,
}
export { listCongresses, listUnitCongresses, readCongress, suggestCongresses }

export const congressesOperations = [
  planCongresses,
  editCongress,
  approveContent,
  holdCongress,
  reportResult,
  approveResult,
  postponeCongress,
  cancelCongress,
  takeBackStep,
  enterCongresses,
]
export const congressesQueries = [listCongresses, readCongress, listUnitCongresses, suggestCongresses]
