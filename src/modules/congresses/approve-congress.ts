// The unit above approves: first content and personnel before the congress (CON-10), afterwards its result by a decision (ELE-23).
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { lockUnitPosts, openTermIn } from '#modules/committees/committees.server.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { dayField, flagField, idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { lockCongress, stepOf, termsBegun, unitAboveCongress, writeStep } from './congress-store.ts'
import type { Congress } from './congress-store.ts'
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
  summary:
    'Approve the result of a congress by a decision, as the unit above; it may open the term of the new committee',
  permission: 'congress.write',
  input: v.object({
    congressId: idField(),
    version: versionField(),
    on: dayField(),
    /** Opens the term of the committee from the congress on, unless it stands already; takes the right over posts. */
    openTerm: flagField(),
    ...decisionFields(),
  }),
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
    const termId = await termOf(ctx, congress, input.openTerm ? decisionId : null)
    return writeStep(ctx, congress, stepOf(ctx, 'approve', input.on, null), {
      result_approved_on: input.on,
      decision_id: decisionId,
      term_id: termId,
    })
  },
})

/** The term that began with the congress; opened by the decision where there is none, null where that is not asked for. */
async function termOf(ctx: Context, congress: Congress, decisionId: Id | null): Promise<Id | null> {
  const { unitId, heldOn, heldTo } = congress
  const from = heldTo ?? heldOn
  if (from === null) return null
  const first = heldOn ?? from
  const known = (await termsBegun(ctx, [{ unitId, heldOn: first, heldTo }])).get(`${unitId} ${first}`)
  if (known || decisionId === null) return known ?? null
  if (!(await ctx.actor.covers(ctx.db, 'post.write', [unitId]))) throw notFound()
  const opened = await openTermIn(ctx, await lockUnitPosts(ctx, unitId), {
    unitId,
    ordinal: congress.ordinal,
    restarted: false,
    label: congress.cycle,
    from,
    to: null,
    basis: congress.twoContents ? 'appointed' : 'congress',
    closePrevious: true,
    executive: null,
    standing: null,
    inspection: null,
    decisionId,
  })
  return opened.termId
}
