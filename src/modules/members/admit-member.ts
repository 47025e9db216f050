// Admission: a new person enters as a probationary member of one cell on the day of the ceremony (statute, article 4).
// Age and schooling are judged by the rules of the day of the decision.
import { AppError } from '#kernel/errors.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { flagField, idField, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkCell, checkPast, citePaper, deedFields, reachCell } from './deed.ts'
import { enforce, judgeAdmission } from './member-rules.ts'
import { insertEvents } from './member-store.ts'
import { enterMember, memberConstraints } from './enter-member.ts'
import { checkBirth, personFields } from './person-fields.ts'
import { admit } from './transitions.ts'

export const admitMember = operation({
  name: 'members.admit-member',
  summary: 'Admit a new person: probationary member of a cell from the ceremony on, by a decision',
  permission: 'member.write',
  input: v.object({
    unitId: idField(),
    ...personFields(),
    fileNumber: v.optional(optionalText(30), null),
    youthMember: flagField(),
    /** Said after the question whether a person of that name and birth is another one. */
    namesake: flagField(),
    ...deedFields(),
  }),
  units: async (ctx, input) => [await reachCell(ctx, input.unitId)],
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn })
    if (input.effectiveOn < input.decidedOn) throw AppError.at('effectiveOn', 'members.effective_before_decision')
    checkBirth(input.birthOn, input.decidedOn)
    await checkCell(ctx, input.unitId, { from: input.effectiveOn, to: null })
    const warnings = enforce(judgeAdmission(await loadRulebook(ctx), input), 'birthOn')
    const decisionId = await citePaper(ctx, input, true)
    const memberId = await enterMember(ctx, input, {
      cardNumber: null,
      history: admit(input.effectiveOn, input.unitId),
      cause: { decisionId },
    })
    await insertEvents(ctx, [
      {
        memberId,
        unitId: input.unitId,
        kind: 'admission',
        effectiveOn: input.effectiveOn,
        decidedOn: input.decidedOn,
        youthMember: input.youthMember,
        decisionId,
      },
    ])
    ctx.touch(memberId, input.unitId)
    ctx.note({ effectiveOn: input.effectiveOn, decidedOn: input.decidedOn })
    return { memberId, warnings }
  },
})
