// A member is excused for a while, suspended by discipline, or takes part again. The cell proposes a pause, its committee decides; a
// suspension rests on its decision. All stay in the strength of their cell.
import { AppError } from '#kernel/errors.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { choiceField, idField, optionalChoice, optionalDay, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkPast, citePaper, deedFields } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { enforce } from './member-rules.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { judgePause } from './standing-rules.ts'
import { pause, resume, suspend } from './standings.ts'
import { cellOfEvent } from './transitions.ts'

export const STANDING_DEEDS = ['pause', 'suspension', 'resumption'] as const
export const PAUSE_GROUNDS = ['away', 'treatment', 'abroad', 'maternity', 'retirement', 'other'] as const

export const setStanding = operation({
  name: 'members.set-standing',
  summary: 'Excuse a member for less than a year, suspend by discipline, or record that the member takes part again',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    deed: choiceField(STANDING_DEEDS),
    /** The first day back; a suspension may be open. */
    untilOn: v.optional(optionalDay(), null),
    ground: v.optional(optionalChoice(PAUSE_GROUNDS), null),
    note: v.optional(optionalText(1000), null),
    ...deedFields(),
  }),
  units: async (ctx, input) => [
    ...(await cellOfMember(ctx, input.memberId, ctx.today)),
    ...(await cellOfMember(ctx, input.memberId, input.effectiveOn)),
  ],
  constraints: memberConstraints,
  async run(ctx, input) {
    const { memberId, deed, untilOn, decidedOn, effectiveOn } = input
    checkPast(ctx, { decidedOn, effectiveOn })
    const { history } = await lockMember(ctx, memberId)
    const warnings: string[] = []
    if (deed === 'pause') {
      if (untilOn === null) throw AppError.at('untilOn', 'field.required')
      warnings.push(...enforce(judgePause(await loadRulebook(ctx), { from: effectiveOn, until: untilOn }), 'untilOn'))
    }
    const after = accepted(
      deed === 'pause'
        ? pause(history, effectiveOn, untilOn ?? effectiveOn)
        : deed === 'suspension'
          ? suspend(history, effectiveOn, untilOn)
          : resume(history, effectiveOn),
    )
    const decisionId = await citePaper(ctx, input, deed === 'suspension')
    await saveHistory(ctx, memberId, history, after, { decisionId })
    const unitId = cellOfEvent(after, effectiveOn)
    if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
    await insertEvents(ctx, [
      { memberId, unitId, kind: deed, effectiveOn, decidedOn, decisionId, cause: input.ground, note: input.note },
    ])
    ctx.touch(memberId)
    ctx.note({ deed, effectiveOn, untilOn, ground: input.ground })
    return { memberId, warnings }
  },
})
