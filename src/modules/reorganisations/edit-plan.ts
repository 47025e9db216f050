// Title, summary and day of a plan that is not fixed yet.
import { dayField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { lockPlan, takeStep } from './plan-store.ts'

export const editPlan = operation({
  name: 'reorganisations.edit-plan',
  summary: 'Change title, summary or day of a plan that is not scheduled yet',
  permission: 'reorganisation.write',
  input: v.object({
    planId: idField(),
    version: versionField(),
    title: textField(250),
    summary: v.optional(optionalText(5000), null),
    effectiveOn: dayField(),
  }),
  async run(ctx, input) {
    const plan = await lockPlan(ctx, input.planId, 'edit', input.version)
    ctx.note({ title: input.title, effectiveOn: input.effectiveOn })
    return takeStep(ctx, plan, 'edit', {
      title: input.title,
      summary: input.summary,
      effective_on: input.effectiveOn,
    })
  },
})
