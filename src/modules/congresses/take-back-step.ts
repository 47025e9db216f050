// Takes back the last step of a congress when it was recorded by mistake; the step and the reason stay on its timeline.
import { AppError, notFound } from '#kernel/errors.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { withoutLastStep } from './congress.ts'
import { lockCongress, stepOf, unitAboveCongress, unitOfCongress, writeStep } from './congress-store.ts'
import { cycleConstraint } from './plan-congresses.ts'

export const takeBackStep = operation({
  name: 'congresses.take-back-step',
  summary: 'Take back the last step of a congress (approved, reported, held, cancelled …), with the reason',
  permission: 'congress.write',
  input: v.object({ congressId: idField(), version: versionField(), reason: textField(1000) }),
  units: unitOfCongress,
  constraints: cycleConstraint,
  async run(ctx, input) {
    const congress = await lockCongress(ctx, input, 'take_back')
    if (congress.state === 'approved' || congress.state === 'content_approved') {
      // An approval is taken back by who gave it.
      const above = await unitAboveCongress(ctx, input)
      if (!(await ctx.actor.covers(ctx.db, 'congress.write', above))) throw notFound()
    }
    if (congress.termId !== null) throw new AppError('congresses.term_opened')
    const before = withoutLastStep(congress)
    return writeStep(ctx, congress, stepOf(ctx, 'take_back', null, input.reason), {
      content_approved_on: before.contentApprovedOn,
      held_on: before.heldOn,
      held_to: before.heldTo,
      result_reported_on: before.reportedOn,
      result_approved_on: before.approvedOn,
      ...(congress.state === 'approved' ? { decision_id: null } : {}),
    })
  },
})
