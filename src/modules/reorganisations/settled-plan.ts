// Whether a plan may be carried out, as its simulation says: asked when it is scheduled and again on its day.
import { AppError } from '#kernel/errors.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { PlanAct } from './plan-acts.ts'
import { readPlanFacts } from './plan-facts.ts'
import type { Plan } from './plan.ts'
import { workOut } from './work-out.ts'
import type { Simulation } from './work-out.ts'

/** Throws the fault of the acts in its own words, or not_ready with all that is missing. */
export async function settledPlan(ctx: ReadContext, plan: Plan, acts: readonly PlanAct[]): Promise<Simulation> {
  const simulation = workOut(await readPlanFacts(ctx, plan, acts))
  const [fault] = simulation.faults
  if (fault) {
    const path = `acts.${fault.actIndex}.${fault.field}`
    throw AppError.at(path, fault.code, { ...fault.details, actIndex: fault.actIndex })
  }
  const missing = simulation.missing.filter(({ blocks }) => blocks)
  const collision = missing.find(({ code }) => code === 'collision')
  if (collision) throw new AppError('reorganisations.collision', collision.params)
  if (missing.length > 0) throw new AppError('reorganisations.not_ready', { missing, count: missing.length })
  return simulation
}
