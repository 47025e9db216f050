// Membership given back to someone who had lost it wrongly, or who returns to the bloc: again in a cell, with the status held before.
import { formatRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { idField, optionalChoice } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkCell, checkPast, citePaper, deedFields, oneDay, reachCell, stayFrom } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { duesOwed } from './standing-messages.ts'
import { restore } from './transitions.ts'

/** Wrongly disciplined or removed: seniority goes on as if nothing had been (117-QĐ/TW); or returned otherwise. */
export const RESTORATION_CAUSES = ['wrongful', 'returned'] as const

/** The days outside count for seniority when they were wrongly so; the dues of that time are told. */
async function giveBack(
  ctx: Context,
  input: { memberId: Id; cause: string | null; effectiveOn: Day },
  leftOn: Day | null,
  decisionId: Id | null,
): Promise<string[]> {
  if (input.cause !== 'wrongful' || leftOn === null || leftOn >= input.effectiveOn) return []
  await ctx.db
    .insertInto('seniority_gap')
    .values({
      tenant_id: ctx.tenantId,
      id: ctx.newId(),
      member_id: input.memberId,
      cause: 'restored',
      valid: formatRange({ from: leftOn, to: input.effectiveOn }),
      decision_id: decisionId,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
    })
    .execute()
  return [duesOwed(leftOn, input.effectiveOn)]
}

export const restoreMember = operation({
  name: 'members.restore-member',
  summary: 'Give a former member the membership back, in a cell from a day on',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    unitId: idField(),
    cause: v.optional(optionalChoice(RESTORATION_CAUSES), null),
    ...deedFields(),
  }),
  async units(ctx, input) {
    const cell = await cellOfMember(ctx, input.memberId, ctx.today)
    return cell.length === 0 ? [] : [...cell, await reachCell(ctx, input.unitId)]
  },
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn })
    const { history } = await lockMember(ctx, input.memberId)
    await checkCell(ctx, input.unitId, oneDay(input.effectiveOn))
    const after = accepted(restore(history, input.unitId, input.effectiveOn))
    await checkCell(ctx, input.unitId, stayFrom(after, input.unitId, input.effectiveOn))
    const decisionId = await citePaper(ctx, input, true)
    await saveHistory(ctx, input.memberId, history, after, { decisionId })
    await insertEvents(ctx, [
      {
        memberId: input.memberId,
        unitId: input.unitId,
        kind: 'restoration',
        cause: input.cause,
        effectiveOn: input.effectiveOn,
        decidedOn: input.decidedOn,
        decisionId,
      },
    ])
    const warnings = await giveBack(ctx, input, history.leftOn, decisionId)
    ctx.touch(input.memberId, input.unitId)
    ctx.note({ effectiveOn: input.effectiveOn })
    return { memberId: input.memberId, warnings }
  },
})
