// The end of a membership in the bloc: moved away, died, struck off, left by own will, expelled. The record stays.
import { AppError } from '#kernel/errors.ts'
import { choiceField, idField, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkPast, citePaper, deedFields } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import type { ExitKind } from './member.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { cellOfEvent, leave } from './transitions.ts'

/** How a membership ends here; a wrong admission is taken back by annul-decision.ts. */
export const LEAVE_KINDS = [
  'departure',
  'death',
  'removal',
  'resignation',
  'expulsion',
] as const satisfies readonly ExitKind[]

/** Ends that somebody decides; who moves away brings a letter, who dies needs no paper. */
const DECIDED: readonly ExitKind[] = ['removal', 'resignation', 'expulsion']

export const leaveMember = operation({
  name: 'members.leave-member',
  summary: 'End a membership: departure, death, removal, resignation or expulsion; the day is the first without it',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    kind: choiceField(LEAVE_KINDS),
    toPlace: v.optional(optionalText(250), null),
    ...deedFields(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn })
    const { history } = await lockMember(ctx, input.memberId)
    const after = accepted(leave(history, input.effectiveOn))
    if (input.kind === 'departure' && input.toPlace === null) throw AppError.at('toPlace', 'field.required')
    const decisionId = await citePaper(ctx, input, DECIDED.includes(input.kind))
    await saveHistory(ctx, input.memberId, history, after, { decisionId })
    const unitId = cellOfEvent(after, input.effectiveOn)
    if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
    await insertEvents(ctx, [
      {
        memberId: input.memberId,
        unitId,
        kind: input.kind,
        effectiveOn: input.effectiveOn,
        decidedOn: input.decidedOn,
        decisionId,
        toPlace: input.kind === 'departure' ? input.toPlace : null,
      },
    ])
    ctx.touch(input.memberId)
    ctx.note({ kind: input.kind, effectiveOn: input.effectiveOn })
    return { memberId: input.memberId }
  },
})
