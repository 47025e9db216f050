// Shows a draft to the units it concerns, for their comments.
import { AppError } from '#kernel/errors.ts'
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { actsOf, lockPlan, takeStep } from './plan-store.ts'

export const sharePlan = operation({
  name: 'reorganisations.share-plan',
  summary: 'Share a draft with the units it concerns, for comment',
  permission: 'reorganisation.write',
  input: v.object({ planId: idField(), version: versionField() }),
  async run(ctx, input) {
    const plan = await lockPlan(ctx, input.planId, 'share', input.version)
    if ((await actsOf(ctx, plan.id)).length === 0) throw new AppError('reorganisations.no_acts')
    return takeStep(ctx, plan, 'share')
  },
})
