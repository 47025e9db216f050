// Confirmation of full membership: decided after probation, and beginning on the day probation ended, however late it is decided
// (rules PROBATION, OFFICIAL_DAY). Whether it was decided in time is kept with the event.
import { AppError } from '#kernel/errors.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { dayField, idField, optionalDay, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { decisionFields } from '#modules/decisions/decisions.server.ts'
import * as v from 'valibot'
import { checkPast, citePaper } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import { decidedOnTime, enforce, judgeConfirmation, legalConfirmationDay } from './member-rules.ts'
import { accepted, cellOfMember, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { cellOfEvent, confirm } from './transitions.ts'

export const confirmMember = operation({
  name: 'members.confirm-member',
  summary: 'Confirm a probationary member as a full one; the day follows from the rule',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    decidedOn: dayField(),
    /** Only where no rule says the day: admissions of long ago. */
    effectiveOn: v.optional(optionalDay(), null),
    cardNumber: v.optional(optionalText(30), null),
    ...decisionFields(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn })
    const { history } = await lockMember(ctx, input.memberId)
    const rules = await loadRulebook(ctx)
    const legalDay = legalConfirmationDay(rules, history.admittedOn)
    const effectiveOn = input.effectiveOn ?? legalDay
    if (!effectiveOn) throw AppError.at('effectiveOn', 'members.confirmed_on_required')
    // First what cannot be at all, then what the rules forbid.
    const after = accepted(confirm(history, effectiveOn))
    const verdicts = judgeConfirmation(rules, {
      admittedOn: history.admittedOn,
      decidedOn: input.decidedOn,
      effectiveOn,
    })
    const warnings = enforce(verdicts, input.effectiveOn === null ? 'decidedOn' : 'effectiveOn')
    checkPast(ctx, { effectiveOn })
    const decisionId = await citePaper(ctx, input, true)
    await saveHistory(ctx, input.memberId, history, after, { decisionId })
    if (input.cardNumber !== null) {
      await ctx.db
        .updateTable('member')
        .set({ card_number: input.cardNumber })
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', input.memberId)
        .execute()
    }
    const onTime = legalDay ? decidedOnTime(rules, legalDay, input.decidedOn) : null
    const unitId = cellOfEvent(after, effectiveOn)
    if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
    await insertEvents(ctx, [
      {
        memberId: input.memberId,
        unitId,
        kind: 'confirmation',
        effectiveOn,
        decidedOn: input.decidedOn,
        onTime,
        decisionId,
      },
    ])
    ctx.touch(input.memberId)
    ctx.note({ effectiveOn, decidedOn: input.decidedOn, onTime })
    return { memberId: input.memberId, effectiveOn, onTime, warnings }
  },
})
