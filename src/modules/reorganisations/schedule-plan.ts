// Fixes a shared plan for its day under its decision, once nothing is missing; and takes it back until then.
import { AppError } from '#kernel/errors.ts'
import { attachFile, decisionFields, paperFileFields } from '#modules/decisions/decisions.server.ts'
import { versionConstraints } from '#modules/units/units.server.ts'
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { rehearse } from './carry-out-plan.ts'
import { citePlanDecision } from './plan-decision.ts'
import { lockPlan, lockSchedule, takeStep } from './plan-store.ts'

export const schedulePlan = operation({
  name: 'reorganisations.schedule-plan',
  summary: 'Fix a shared plan for its day under its decision; refused while anything has no successor',
  permission: 'reorganisation.apply',
  input: v.object({ planId: idField(), version: versionField(), ...decisionFields(), ...paperFileFields() }),
  constraints: versionConstraints,
  async run(ctx, input) {
    await lockSchedule(ctx)
    const plan = await lockPlan(ctx, input.planId, 'schedule', input.version)
    const decisionId = await citePlanDecision(ctx, plan, input)
    await rehearse(ctx, { ...plan, decisionId })
    await attachFile(ctx, decisionId, input)
    ctx.touch(decisionId)
    ctx.note({ effectiveOn: plan.effectiveOn, decisionId })
    return takeStep(ctx, plan, 'schedule', {
      decision_id: decisionId,
      scheduled_at: ctx.now,
      scheduled_by: ctx.actor.accountId,
      failure: null,
    })
  },
})

export const unschedulePlan = operation({
  name: 'reorganisations.unschedule-plan',
  summary: 'Take a scheduled plan back before its day, or after it could not be carried out',
  permission: 'reorganisation.apply',
  input: v.object({ planId: idField(), version: versionField() }),
  async run(ctx, input) {
    const plan = await lockPlan(ctx, input.planId, 'unschedule', input.version)
    if (plan.effectiveOn <= ctx.today && plan.failure === null) {
      throw new AppError('reorganisations.day_has_come', { on: plan.effectiveOn })
    }
    return takeStep(ctx, plan, 'unschedule', { scheduled_at: null, scheduled_by: null, failure: null })
  },
})
