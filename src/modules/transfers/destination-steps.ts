// Steps at the destination: the letter is presented, the member received or returned. For a place outside, home writes down what the slip
// of the letter says. The home cell counts the member until the day of reception.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { recordDecision } from '#modules/decisions/decisions.server.ts'
import { departWithin, memberForLetter, moveWithin, stayWithin } from '#modules/members/members.server.ts'
import { loadRulebook, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { dayField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { TELL_ORIGIN } from './parcel-names.ts'
import { enforce, judgeLate } from './transfer-rules.ts'
import { cellOfCase, endStaysOf, lockCase, takeStep, transferConstraints } from './transfer-store.ts'
import type { Transfer } from './transfer-store.ts'
import { letterAbstract, letterKind } from './transfers-messages.ts'

const stepFields = () => ({ transferId: idField(), version: versionField(), on: dayField() })

/** A letter presented too late needs its reason; returns what only warns. */
async function judgePresented(
  ctx: Context,
  one: Transfer,
  on: typeof ctx.today,
  reason: string | null,
): Promise<string[]> {
  const rules = await loadRulebook(ctx)
  return enforce(
    judgeLate(rules, workingCalendarOf(rules), { code: 'TRANSFER_PRESENT', from: one.issuedOn, on, reason }),
    'lateReason',
  )
}

export const presentLetter = operation({
  name: 'transfers.present-letter',
  summary: 'Record that the letter was presented at the destination; late, with the reason',
  permission: 'member.write',
  input: v.object({ ...stepFields(), lateReason: v.optional(optionalText(500), null) }),
  units: (ctx, input) => cellOfCase(ctx, input.transferId, 'guest'),
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    const lateReason = input.lateReason ?? before.lateReason
    const warnings = await judgePresented(ctx, before, input.on, lateReason)
    await takeStep(ctx, before, { act: 'present', on: input.on, note: input.lateReason }, { late_reason: lateReason })
    ctx.note({ on: input.on, lateReason: input.lateReason })
    return { transferId: input.transferId, warnings }
  },
})

/** The letter as the paper of what follows from it. */
export async function letterAsPaper(ctx: Context, one: Transfer): Promise<Id | null> {
  if (one.letterText === null || one.issuedOn === null) return null
  const issuer = one.issuerUnitId === null ? undefined : await nameOn(ctx, one.issuerUnitId, one.issuedOn)
  return recordDecision(ctx, {
    number: one.letterText,
    kind: letterKind,
    issuedOn: one.issuedOn,
    issuer: issuer?.name ?? one.fromPlace ?? '',
    signer: one.signer,
    abstract: letterAbstract(one.name),
  })
}

/** What a reception makes of the register of this bloc. */
async function carryOut(ctx: Context, one: Transfer, on: typeof ctx.today, decisionId: Id | null): Promise<void> {
  const { memberId, toPlace } = one
  if (memberId === null) return
  const deed = { memberId, decidedOn: on, effectiveOn: on, decisionId }
  if (one.kind === 'temporary') {
    const place = toPlace ?? (await cellName(ctx, one))
    return stayWithin(ctx, { ...deed, stay: 'out', untilOn: one.untilOn, toPlace: place })
  }
  // Who leaves for good from a stay for a time: the stay ends with it.
  const away = (await memberForLetter(ctx, memberId, on)).standing === 'away'
  if (one.direction === 'inside') await moveWithin(ctx, { ...deed, unitId: one.toUnitId as Id, reason: one.letterText })
  else await departWithin(ctx, { ...deed, toPlace: toPlace ?? '' })
  if (!away) return
  if (one.direction === 'inside') await stayWithin(ctx, { ...deed, stay: 'back', untilOn: null, toPlace: null })
  await endStaysOf(ctx, memberId, on)
}

const cellName = async (ctx: Context, one: Transfer): Promise<string | null> =>
  one.toUnitId === null ? null : ((await nameOn(ctx, one.toUnitId, ctx.today))?.name ?? null)

export const receiveTransfer = operation({
  name: 'transfers.receive-transfer',
  summary:
    'Receive a member with the letter: a move within the bloc, a departure from it, or a stay for a time; home counts until then',
  permission: 'member.write',
  input: v.object({ ...stepFields(), lateReason: v.optional(optionalText(500), null) }),
  units: (ctx, input) => cellOfCase(ctx, input.transferId, 'guest'),
  constraints: transferConstraints,
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    // Who comes from elsewhere is received with a record (receive-newcomer.ts), unless it is only for a time.
    if (before.direction === 'in' && before.kind !== 'temporary') throw new AppError('transfers.needs_record')
    if (before.direction === 'out' && before.otherBloc !== null) throw new AppError('transfers.theirs_to_receive')
    const lateReason = input.lateReason ?? before.lateReason
    const warnings = before.presentedOn === null ? await judgePresented(ctx, before, input.on, lateReason) : []
    const decisionId = await letterAsPaper(ctx, before)
    await takeStep(
      ctx,
      before,
      { act: 'receive', on: input.on, note: input.lateReason },
      { late_reason: lateReason, decision_id: decisionId },
    )
    await carryOut(ctx, before, input.on, decisionId)
    if (before.direction === 'in' && before.otherBloc !== null)
      await ctx.enqueue(TELL_ORIGIN, { transferId: before.id })
    ctx.note({ on: input.on, kind: before.kind, direction: before.direction })
    return { transferId: input.transferId, warnings }
  },
})

export const returnTransfer = operation({
  name: 'transfers.return-transfer',
  summary: 'Return a transfer from the destination with the reason; the member stays where it is',
  permission: 'member.write',
  input: v.object({ ...stepFields(), reason: textField(500) }),
  units: (ctx, input) => cellOfCase(ctx, input.transferId, 'guest'),
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    if (before.direction === 'out' && before.otherBloc !== null) throw new AppError('transfers.theirs_to_receive')
    await takeStep(ctx, before, { act: 'return', on: input.on, note: input.reason }, { close_reason: input.reason })
    if (before.direction === 'in' && before.otherBloc !== null)
      await ctx.enqueue(TELL_ORIGIN, { transferId: before.id })
    ctx.note({ on: input.on, reason: input.reason })
    return { transferId: input.transferId }
  },
})
