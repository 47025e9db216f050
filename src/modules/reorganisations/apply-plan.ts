// The day has come: a scheduled plan is carried out, by a person or by the clock.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { versionConstraints } from '#modules/units/units.server.ts'
import { errorFacts } from '#platform/error-facts.ts'
import { log } from '#platform/log.ts'
import { translateDatabaseError } from '#platform/operation/database-errors.ts'
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { carryOutPlan } from './carry-out-plan.ts'
import { lockPlan } from './plan-store.ts'
import type { PlanFailure } from './plan.ts'

export const applyPlan = operation({
  name: 'reorganisations.apply-plan',
  summary: 'Carry out a scheduled plan on or after its day',
  permission: 'reorganisation.apply',
  input: v.object({ planId: idField(), version: versionField() }),
  constraints: versionConstraints,
  async run(ctx, input) {
    const plan = await lockPlan(ctx, input.planId, 'apply', input.version)
    if (plan.effectiveOn > ctx.today) throw new AppError('reorganisations.before_its_day', { on: plan.effectiveOn })
    const { version, outcome } = await carryOutPlan(ctx, plan)
    return { planId: plan.id, version, counts: outcome.counts, moved: outcome.members.openedCells.length }
  },
})

/** Also what nobody foresaw is kept with the plan, so that it can be taken back; its cause goes into the log, and to nobody's screen. */
function told(planId: Id, error: unknown): AppError {
  if (error instanceof AppError) return error
  log.error({ task: 'reorganisations.apply-due-plans', plan: planId, error: errorFacts(error) }, 'plan not applied')
  return new AppError('unexpected')
}

export interface DueResult {
  planId: Id
  applied: boolean
  failure: PlanFailure | null
}

/** The same by the clock: a refusal is kept with the plan and shown to who may apply it, and nothing else has changed. */
export const applyDuePlan = operation({
  name: 'reorganisations.apply-due-plan',
  summary: 'Carry out a scheduled plan whose day has come; what stands in the way is kept with the plan',
  permission: 'reorganisation.apply',
  input: v.object({ planId: idField() }),
  async run(ctx, input): Promise<DueResult> {
    const plan = await lockPlan(ctx, input.planId, 'apply', null)
    if (plan.effectiveOn > ctx.today) throw new AppError('reorganisations.before_its_day', { on: plan.effectiveOn })
    await sql`savepoint plan`.execute(ctx.db)
    try {
      await carryOutPlan(ctx, plan)
      return { planId: plan.id, applied: true, failure: null }
    } catch (thrown) {
      const error = translateDatabaseError(thrown, versionConstraints)
      await sql`rollback to savepoint plan`.execute(ctx.db)
      const { code, details } = told(plan.id, error)
      const failure: PlanFailure = { code, details, on: ctx.today }
      // The version stays: whoever looks at the plan may go on with it.
      await ctx.db
        .updateTable('reorganisation')
        .set({ failure: JSON.stringify(failure), changed_at: ctx.now })
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', plan.id)
        .execute()
      ctx.touch(plan.id)
      ctx.note({ failure: code })
      return { planId: plan.id, applied: false, failure }
    }
  },
})
