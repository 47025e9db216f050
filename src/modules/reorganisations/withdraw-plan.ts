// Gives a plan up, with the reason; it stays on record.
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { lockPlan, takeStep } from './plan-store.ts'

export const withdrawPlan = operation({
  name: 'reorganisations.withdraw-plan',
  summary: 'Give up a plan that is not scheduled, with the reason',
  permission: 'reorganisation.write',
  input: v.object({ planId: idField(), version: versionField(), reason: textField(1000) }),
  async run(ctx, input) {
    const plan = await lockPlan(ctx, input.planId, 'withdraw', input.version)
    ctx.note({ reason: input.reason })
    return takeStep(ctx, plan, 'withdraw', { reason: input.reason })
  },
})
