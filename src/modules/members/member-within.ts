// Deeds of the register as part of another area's deed: the admission pipeline has judged age, papers and votes already, and what it
// decides becomes a membership in the same transaction. Days and cells are held to the same core as every other deed.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { checkCell, checkPast } from './deed.ts'
import { writeMember } from './enter-member.ts'
import { decidedOnTime, legalConfirmationDay } from './member-rules.ts'
import { accepted, insertEvents, lockMember, saveHistory } from './member-store.ts'
import { admit, cellOfEvent, confirm, leave } from './transitions.ts'

export interface AdmissionWithin {
  personId: Id
  unitId: Id
  /** When the decision was signed: figures count by it. */
  decidedOn: Day
  /** The ceremony. */
  effectiveOn: Day
  decisionId: Id
  youthMember: boolean | null
}

/** A person on record becomes a probationary member on the day of the ceremony. Returns the member's id. */
export async function admitWithin(ctx: Context, given: AdmissionWithin): Promise<Id> {
  const { decidedOn, effectiveOn, decisionId, unitId } = given
  checkPast(ctx, { decidedOn, effectiveOn })
  if (effectiveOn < decidedOn) throw AppError.at('effectiveOn', 'members.effective_before_decision')
  await checkCell(ctx, unitId, { from: effectiveOn, to: null })
  const memberId = await writeMember(ctx, given.personId, {
    cardNumber: null,
    fileNumber: null,
    history: admit(effectiveOn, unitId),
    cause: { decisionId },
  })
  const { youthMember } = given
  await insertEvents(ctx, [{ memberId, unitId, kind: 'admission', effectiveOn, decidedOn, youthMember, decisionId }])
  ctx.touch(memberId)
  return memberId
}

/** Full membership on the legal day, however late it was decided (rule OFFICIAL_DAY). Returns the day, and whether it was decided in time. */
export async function confirmWithin(
  ctx: Context,
  given: { memberId: Id; decidedOn: Day; decisionId: Id; cardNumber: string | null },
): Promise<{ effectiveOn: Day; onTime: boolean | null }> {
  const { memberId, decidedOn, decisionId, cardNumber } = given
  const { history } = await lockMember(ctx, memberId)
  const rules = await loadRulebook(ctx)
  const effectiveOn = legalConfirmationDay(rules, history.admittedOn)
  if (!effectiveOn) throw AppError.at('effectiveOn', 'members.confirmed_on_required')
  const after = accepted(confirm(history, effectiveOn))
  checkPast(ctx, { decidedOn, effectiveOn })
  await saveHistory(ctx, memberId, history, after, { decisionId })
  if (cardNumber !== null)
    await ctx.db
      .updateTable('member')
      .set({ card_number: cardNumber })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', memberId)
      .execute()
  const onTime = decidedOnTime(rules, effectiveOn, decidedOn)
  const unitId = cellOfEvent(after, effectiveOn)
  if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
  await insertEvents(ctx, [{ memberId, unitId, kind: 'confirmation', effectiveOn, decidedOn, onTime, decisionId }])
  ctx.touch(memberId)
  return { effectiveOn, onTime }
}

/** The end of a membership that admission itself ends: struck off while on probation, or a wrong decision cancelled. */
export async function endWithin(
  ctx: Context,
  given: { memberId: Id; kind: 'removal' | 'annulment'; decidedOn: Day; decisionId: Id },
): Promise<void> {
  const { memberId, kind, decidedOn, decisionId } = given
  checkPast(ctx, { decidedOn })
  const { history } = await lockMember(ctx, memberId)
  const after = accepted(leave(history, decidedOn))
  await saveHistory(ctx, memberId, history, after, { decisionId })
  const unitId = cellOfEvent(after, decidedOn)
  if (!unitId) throw AppError.at('effectiveOn', 'members.not_member_then')
  await insertEvents(ctx, [{ memberId, unitId, kind, effectiveOn: decidedOn, decidedOn, decisionId }])
  ctx.touch(memberId)
}
