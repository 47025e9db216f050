// An applied plan taken back as if it had not been, by a paper and for a reason, while nothing stands on it. What went to successors or
// into posts has a life of its own by then: that is corrected by another plan.
import { AppError } from '#kernel/errors.ts'
import { decisionFields } from '#modules/decisions/decisions.server.ts'
import { undoMoves } from '#modules/members/members.server.ts'
import { matterKinds, undoOutcome } from '#modules/units/units.server.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { handedOn } from './carry-out-plan.ts'
import type { PlanOutcome } from './carry-out-plan.ts'
import { citePlanDecision } from './plan-decision.ts'
import { lockPlan, takeStep } from './plan-store.ts'
import type { Plan } from './plan.ts'

export const reversePlan = operation({
  name: 'reorganisations.reverse-plan',
  summary: 'Take an applied plan back, with the reason and the decision, while nothing later builds on it',
  permission: 'reorganisation.apply',
  input: v.object({ planId: idField(), version: versionField(), reason: textField(1000), ...decisionFields() }),
  async run(ctx, input) {
    const plan = await lockPlan(ctx, input.planId, 'reverse', input.version)
    const decisionId = await citePlanDecision(ctx, { ...plan, decisionId: null }, input)
    const outcome = await outcomeOf(ctx, plan)
    const handed = handedOn(outcome)
    if (handed > 0) throw new AppError('reorganisations.built_upon', { count: handed })
    await undoMoves(ctx, outcome.members, input.reason)
    await refuseFollowers(ctx, outcome)
    await undoOutcome(ctx, outcome.units, input.reason)
    ctx.touch(decisionId)
    ctx.note({ reason: input.reason, decisionId })
    return takeStep(ctx, plan, 'reverse', { reason: input.reason })
  },
})

/** Whatever goes on by now in a unit that the plan founded would be left without one. */
async function refuseFollowers(ctx: Context, { units: { founded, on } }: PlanOutcome): Promise<void> {
  if (founded.length === 0) return
  let count = 0
  for (const { list } of matterKinds()) {
    for (const matter of await list(ctx, founded, on)) count += matter.count
  }
  if (count > 0) throw new AppError('reorganisations.built_upon', { count })
}

async function outcomeOf(ctx: Context, plan: Plan): Promise<PlanOutcome> {
  const row = await ctx.db
    .selectFrom('reorganisation')
    .select('outcome')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', plan.id)
    .executeTakeFirstOrThrow()
  return row.outcome as unknown as PlanOutcome
}
