// Arrival from outside the bloc: someone who is a member already, probationary or full, enters one of our cells with the letter
// of introduction. The Party days of before are taken over; no admission is counted.
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { dayField, flagField, idField, optionalDay, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkCell, checkPast, citePaper, deedFields, reachCell } from './deed.ts'
import { enterMember, memberConstraints } from './enter-member.ts'
import { enforce, judgeConfirmation } from './member-rules.ts'
import { accepted, insertEvents } from './member-store.ts'
import { checkBirth, personFields } from './person-fields.ts'
import { receive } from './transitions.ts'

export const receiveMember = operation({
  name: 'members.receive-member',
  summary: 'Receive a member from outside the bloc into a cell',
  permission: 'member.write',
  input: v.object({
    unitId: idField(),
    ...personFields(),
    cardNumber: v.optional(optionalText(30), null),
    fileNumber: v.optional(optionalText(30), null),
    admittedOn: dayField(),
    confirmedOn: v.optional(optionalDay(), null),
    fromPlace: textField(250),
    namesake: flagField(),
    ...deedFields(),
  }),
  units: async (ctx, input) => [await reachCell(ctx, input.unitId)],
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn, admittedOn: input.admittedOn })
    checkBirth(input.birthOn, input.admittedOn)
    await checkCell(ctx, input.unitId, { from: input.effectiveOn, to: null })
    const history = accepted(receive(input.effectiveOn, input.unitId, input))
    const rules = await loadRulebook(ctx)
    const { admittedOn, confirmedOn } = input
    const warnings =
      confirmedOn === null
        ? []
        : enforce(
            judgeConfirmation(rules, { admittedOn, decidedOn: confirmedOn, effectiveOn: confirmedOn }),
            'confirmedOn',
          )
    const decisionId = await citePaper(ctx, input, false)
    const memberId = await enterMember(ctx, input, { cardNumber: input.cardNumber, history, cause: { decisionId } })
    await insertEvents(ctx, [
      {
        memberId,
        unitId: input.unitId,
        kind: 'arrival',
        effectiveOn: input.effectiveOn,
        decidedOn: input.decidedOn,
        decisionId,
        fromPlace: input.fromPlace,
      },
    ])
    ctx.touch(memberId, input.unitId)
    ctx.note({ effectiveOn: input.effectiveOn, decidedOn: input.decidedOn, fromPlace: input.fromPlace })
    return { memberId, warnings }
  },
})
