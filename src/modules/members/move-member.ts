// A member goes to another cell of the bloc on a day: the old span ends where the new one begins. Both cells must be within reach.
import { idField, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkCell, checkPast, citePaper, deedFields, oneDay, reachCell, stayFrom } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { move } from './transitions.ts'

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
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn })
    const { history } = await lockMember(ctx, input.memberId)
    await checkCell(ctx, input.unitId, oneDay(input.effectiveOn))
    const after = accepted(move(history, input.unitId, input.effectiveOn))
    await checkCell(ctx, input.unitId, stayFrom(after, input.unitId, input.effectiveOn))
    const decisionId = await citePaper(ctx, input, false)
    await saveHistory(ctx, input.memberId, history, after, { decisionId, reason: input.reason })
    await insertEvents(ctx, [
      {
        memberId: input.memberId,
        unitId: input.unitId,
        kind: 'move',
        effectiveOn: input.effectiveOn,
        decidedOn: input.decidedOn,
        decisionId,
      },
    ])
    ctx.touch(input.memberId, input.unitId)
    ctx.note({ effectiveOn: input.effectiveOn, to: input.unitId, reason: input.reason })
    return { memberId: input.memberId }
  },
})
