// Excuses a member from work and meetings, or ends it; the cell decides (rule EXEMPTION). Exempt members stay in the strength.
import { AppError } from '#kernel/errors.ts'
import { flagField, idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkPast, citePaper, deedFields } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { setExempt } from './standings.ts'
import { cellOfEvent } from './transitions.ts'

export const setExemption = operation({
  name: 'members.set-exemption',
  summary: 'Excuse a full member from work and meetings from a day on, or end the exemption',
  permission: 'member.write',
  input: v.object({ memberId: idField(), exempt: flagField(), ...deedFields() }),
  // Recorded late, it also concerns the cell of that day.
  units: async (ctx, input) => [
    ...(await cellOfMember(ctx, input.memberId, ctx.today)),
    ...(await cellOfMember(ctx, input.memberId, input.effectiveOn)),
  ],
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn })
    const { history } = await lockMember(ctx, input.memberId)
    const after = accepted(setExempt(history, input.exempt, input.effectiveOn))
    const decisionId = await citePaper(ctx, input, false)
    await saveHistory(ctx, input.memberId, history, after, { decisionId })
    if (input.exempt) {
      const unitId = cellOfEvent(after, input.effectiveOn)
      if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
      const { memberId, effectiveOn, decidedOn } = input
      await insertEvents(ctx, [{ memberId, unitId, kind: 'exemption', effectiveOn, decidedOn, decisionId }])
    }
    ctx.touch(input.memberId)
    ctx.note({ exempt: input.exempt, effectiveOn: input.effectiveOn })
    return { memberId: input.memberId }
  },
})
