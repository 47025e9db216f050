// A member goes to another cell of the bloc on a day: the old span ends where the new one begins. Both cells must be within reach.
import { idField, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkPast, citePaper, deedFields, reachCell } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { cellOfMember } from './member-store.ts'
import { moveWithin } from './transfer-within.ts'

export const moveMember = operation({
  name: 'members.move-member',
  summary: 'Move a member to another cell of the bloc from a day on',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    unitId: idField(),
    reason: v.optional(optionalText(500), null),
    ...deedFields(),
  }),
  async units(ctx, input) {
    const cell = await cellOfMember(ctx, input.memberId, ctx.today)
    return cell.length === 0 ? [] : [...cell, await reachCell(ctx, input.unitId)]
  },
  constraints: memberConstraints,
  async run(ctx, input) {
    const { memberId, unitId, reason, decidedOn, effectiveOn } = input
    checkPast(ctx, { decidedOn, effectiveOn })
    const decisionId = await citePaper(ctx, input, false)
    await moveWithin(ctx, { memberId, unitId, reason, decidedOn, effectiveOn, decisionId })
    ctx.note({ effectiveOn: input.effectiveOn, to: input.unitId, reason: input.reason })
    return { memberId: input.memberId }
  },
})
