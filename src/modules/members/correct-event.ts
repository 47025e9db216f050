// Corrects what was written of an event: the wrong one is voided with a reason and kept, the right one is a new fact, and the days
// it bounds move with it. A frozen report keeps what it saw; a restated one shows the difference.
import { AppError, notFound } from '#kernel/errors.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { idField, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { checkCell, checkPast, citePaper, deedFields, stayFrom } from './deed.ts'
import { memberConstraints } from './enter-member.ts'
import type { EventKind } from './member.ts'
import { decidedOnTime, enforce, judgeConfirmation, legalConfirmationDay } from './member-rules.ts'
import { accepted, cellOfMember, cellsOfEvent, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { redate } from './transitions.ts'

export const correctEvent = operation({
  name: 'members.correct-event',
  summary: 'Void an event with a reason and record it anew with the right days and paper',
  permission: 'member.write',
  input: v.object({ memberId: idField(), eventId: idField(), reason: textField(500), ...deedFields() }),
  // What happened in another cell is that cell's: who has the member today does not rewrite it alone.
  units: async (ctx, input) => [
    ...(await cellOfMember(ctx, input.memberId, ctx.today)),
    ...(await cellsOfEvent(ctx, input)),
  ],
  constraints: memberConstraints,
  async run(ctx, input) {
    checkPast(ctx, { decidedOn: input.decidedOn, effectiveOn: input.effectiveOn })
    const { history } = await lockMember(ctx, input.memberId)
    const event = await ctx.db
      .selectFrom('member_event')
      .selectAll()
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.eventId)
      .where('member_id', '=', input.memberId)
      .executeTakeFirst()
    if (!event) throw notFound()
    if (event.voided_at !== null) throw new AppError('members.event_voided')
    const kind = event.kind as EventKind
    const { decidedOn, effectiveOn } = input
    if (kind === 'admission' && effectiveOn < decidedOn) {
      throw AppError.at('effectiveOn', 'members.effective_before_decision')
    }
    const after =
      effectiveOn === event.effective_on ? history : accepted(redate(history, kind, event.effective_on, effectiveOn))
    await checkCell(ctx, event.unit_id, stayFrom(after, event.unit_id, effectiveOn), 'effectiveOn')

    let onTime: boolean | null = null
    if (kind === 'confirmation') {
      const rules = await loadRulebook(ctx)
      enforce(judgeConfirmation(rules, { admittedOn: after.admittedOn, decidedOn, effectiveOn }), 'effectiveOn')
      const legalDay = legalConfirmationDay(rules, after.admittedOn)
      onTime = legalDay ? decidedOnTime(rules, legalDay, decidedOn) : null
    }
    const decisionId = (await citePaper(ctx, input, false)) ?? event.decision_id
    await ctx.db
      .updateTable('member_event')
      .set({ voided_at: ctx.now, void_reason: input.reason })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.eventId)
      .execute()
    if (after !== history) await saveHistory(ctx, input.memberId, history, after, { decisionId })
    const [eventId] = await insertEvents(ctx, [
      {
        memberId: input.memberId,
        unitId: event.unit_id,
        kind,
        effectiveOn,
        decidedOn,
        onTime,
        youthMember: event.youth_member,
        decisionId,
        fromPlace: event.from_place,
        toPlace: event.to_place,
        cause: event.cause,
        note: event.note,
      },
    ])
    // What was voted and what followed belongs to the event as it is known now.
    await ctx.db
      .updateTable('member_exit')
      .set({ event_id: eventId as string })
      .where('tenant_id', '=', ctx.tenantId)
      .where('event_id', '=', input.eventId)
      .execute()
    ctx.touch(input.memberId, input.eventId)
    ctx.note({
      reason: input.reason,
      kind,
      before: { effectiveOn: event.effective_on, decidedOn: event.decided_on },
      after: { effectiveOn, decidedOn },
    })
    return { memberId: input.memberId, eventId }
  },
})
