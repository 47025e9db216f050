// A plan that was applied and turned out wrong is corrected by another one, dated like any: nothing is rewritten.
import { dayField, idField, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { lockPlan } from './plan-store.ts'
import { insertPlan } from './open-plan.ts'

export const correctPlan = operation({
  name: 'reorganisations.correct-plan',
  summary: 'Open a plan that corrects an applied one, with the reason',
  permission: 'reorganisation.write',
  input: v.object({ planId: idField(), title: textField(250), effectiveOn: dayField(), reason: textField(1000) }),
  async run(ctx, input) {
    const corrected = await lockPlan(ctx, input.planId, 'reverse', null)
    const { title, effectiveOn, reason } = input
    ctx.touch(corrected.id)
    return {
      planId: await insertPlan(ctx, { title, summary: null, effectiveOn, reason, correctsId: corrected.id }),
      version: 1,
    }
  },
})
