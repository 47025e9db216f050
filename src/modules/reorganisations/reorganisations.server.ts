// Face of reorganisations: plans of several acts under one decision, simulated, shared, carried out together on their day (HIS-01..05).
import { addActs } from './add-acts.ts'
import { applyDuePlan, applyPlan } from './apply-plan.ts'
import { removeAct, reorderActs, replaceAct } from './change-acts.ts'
import { answerComment, commentPlan } from './comment-plan.ts'
import { correctPlan } from './correct-plan.ts'
import './decision-scan.ts'
import { editPlan } from './edit-plan.ts'
import { listPlans } from './list-plans.ts'
import { openPlan } from './open-plan.ts'
import { readPlan } from './read-plan.ts'
import { reversePlan } from './reverse-plan.ts'
import { schedulePlan, unschedulePlan } from './schedule-plan.ts'
import { sharePlan } from './share-plan.ts'
import { simulatePlan } from './simulate-plan.ts'
import { withdrawPlan } from './withdraw-plan.ts'

export { applyDuePlans, reorganisationTasks } from './apply-due-plans.ts'
export { plansDue } from './plans-due.ts'
export { PLAN_STATES, PLAN_STEPS } from './plan.ts'
export type { Plan, PlanFailure, PlanState, PlanStep } from './plan.ts'
export { isUnitAct, PLAN_ONLY_KINDS, planActInput } from './plan-acts.ts'
export type { AppointAct, ConsentAct, PlanAct, PlanActKind, SettleAct } from './plan-acts.ts'
export type { ListedPlan } from './list-plans.ts'
export type { PlanComment, PlanView } from './read-plan.ts'
export type { PlanSimulation } from './simulate-plan.ts'
export type { CellLack, MemberWay, Missing, Simulation } from './work-out.ts'
export type { PlanRow } from './plan-tree.ts'
export type { MatterSuccession } from './successors.ts'
export type { Threshold } from './thresholds.ts'
export { handedOn } from './carry-out-plan.ts'
export type { PlanOutcome } from './carry-out-plan.ts'
export {
  areaNames,
  missingSentence,
  planActNames,
  planStateNames,
  reorganisationsErrors,
} from './reorganisations-messages.ts'

export {
  addActs,
  answerComment,
  applyDuePlan,
  applyPlan,
  commentPlan,
  correctPlan,
  editPlan,
  listPlans,
  openPlan,
  readPlan,
  removeAct,
  reorderActs,
  replaceAct,
  reversePlan,
  schedulePlan,
  sharePlan,
  simulatePlan,
  unschedulePlan,
  withdrawPlan,
}

export const reorganisationsOperations = [
  openPlan,
  editPlan,
  addActs,
  replaceAct,
  removeAct,
  reorderActs,
  sharePlan,
  withdrawPlan,
  commentPlan,
  answerComment,
  schedulePlan,
  unschedulePlan,
  applyPlan,
  applyDuePlan,
  reversePlan,
  correctPlan,
]
export const reorganisationsQueries = [listPlans, readPlan, simulatePlan]
