// The unit above approves: first content and personnel before the congress (CON-10), afterwards its result by a decision (ELE-23).
import { AppError } from '#kernel/errors.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { dayField, idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { lockCongress, stepOf, unitAboveCongress, writeStep } from './congress-store.ts'
import { refuseFuture } from './hold-congress.ts'

export const approveContent = operation({
  name: 'congresses.approve-content',
  summary: 'Approve the documents and personnel of a congress before it is held, as the unit above',
  permission: 'congress.write',
  input: v.object({ congressId: idField(), version: versionField(), on: dayField() }),
  units: unitAboveCongress,
  async run(ctx, input) {
    const congress = await lockCongress(ctx, input, 'approve_content')
    refuseFuture(ctx, 'on', input.on)
    const { plannedOn } = congress
    if (plannedOn !== null && input.on >= plannedOn) {
      throw AppError.at('on', 'congresses.after_opening', { on: plannedOn })
    }
    return writeStep(ctx, congress, stepOf(ctx, 'approve_content', input.on, null), { content_approved_on: input.on })
  },
})

export const approveResult = operation({
  name: 'congresses.approve-result',
  summary: 'Approve the result of a congress by a decision, as the unit above',
  permission: 'congress.write',
  input: v.object({ congressId: idField(), version: versionField(), on: dayField(), ...decisionFields() }),
  units: unitAboveCongress,
  async run(ctx, input) {
    const congress = await lockCongress(ctx, input, 'approve')
    refuseFuture(ctx, 'on', input.on)
    const { reportedOn } = congress
    if (reportedOn !== null && input.on < reportedOn) throw AppError.at('on', 'congresses.before', { on: reportedOn })
    const decisionId = await citeDecision(ctx, input)
    // No number and day, no approved post.
    if (decisionId === null) throw AppError.at('decisionId', 'congresses.decision_needed')
    ctx.touch(decisionId)
    return writeStep(ctx, congress, stepOf(ctx, 'approve', input.on, null), {
      result_approved_on: input.on,
      decision_id: decisionId,
    })
  },
})
