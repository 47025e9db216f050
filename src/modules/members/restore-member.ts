// Membership given back to someone who had lost it wrongly, or who returns to the bloc: again in a cell, with the status held before.
import { idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkCell, checkPast, citePaper, deedFields, oneDay, reachCell, stayFrom } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { restore } from './transitions.ts'

export const restoreMember = operation({
  name: 'members.restore-member',
  summary: 'Give a former member the membership back, in a cell from a day on',
  permission: 'member.write',
  input: v.object({ memberId: idField(), unitId: idField(), ...deedFields() }),
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
        effectiveOn: input.effectiveOn,
        decidedOn: input.decidedOn,
        decisionId,
      },
    ])
    ctx.touch(input.memberId, input.unitId)
    ctx.note({ effectiveOn: input.effectiveOn })
    return { memberId: input.memberId }
  },
})
