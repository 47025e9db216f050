// Two blocs of this installation, one transfer: its record goes to the receiving bloc when the letter is issued, and what became of it is
// told back. Each step is an operation of the bloc it writes in, done by the system, bears repeating, and is in that bloc's log.
import { AppError, notFound } from '#kernel/errors.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { departWithin, memberForLetter, stayWithin } from '#modules/members/members.server.ts'
import { tenantById } from '#modules/tenancy/tenancy.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { readTenant } from '#platform/db/db.ts'
import type { Id } from '#kernel/ids.ts'
import { job } from '#platform/jobs/define-job.ts'
import { choiceField, dayField, idField, optionalDay, optionalText, textField } from '#platform/operation/fields.ts'
import { execute } from '#platform/operation/execute.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { readParcel, sealParcel } from './parcel.ts'
import { SEND_PARCEL, TELL_ORIGIN } from './parcel-names.ts'
import { endStaysOf, lockCase, readCase, takeStep, writeStep } from './transfer-store.ts'
import { TRANSFER_KINDS } from './transfer.ts'
import { parcelTitle, tellTitle } from './transfers-messages.ts'

const NAME = 'transfers'

/** What one bloc tells another is said by the jobs alone: nobody who signs in says it for the other bloc. Throws not_found. */
function onlySystem(ctx: Context): void {
  if (ctx.actor.accountId !== null) throw notFound()
}

/** In the receiving bloc: the case appears among those that come, with the sealed record. */
export const takeParcel = operation({
  name: 'transfers.take-parcel',
  summary: 'The system lays a case and the record sent with it before the receiving bloc',
  permission: 'member.write',
  input: v.object({
    transferId: idField(),
    fromBloc: idField(),
    fromPlace: textField(250),
    kind: choiceField(TRANSFER_KINDS),
    fullName: textField(120),
    birthOn: dayField(),
    cardNumber: v.optional(optionalText(30), null),
    admittedOn: dayField(),
    confirmedOn: v.optional(optionalDay(), null),
    reason: v.optional(optionalText(40), null),
    note: v.optional(optionalText(1000), null),
    duesPaidTo: v.optional(optionalDay(), null),
    letterText: textField(60),
    issuedOn: dayField(),
    signer: v.optional(optionalText(200), null),
    untilOn: v.optional(optionalDay(), null),
    content: v.string(),
  }),
  async run(ctx, input) {
    onlySystem(ctx)
    const made = await ctx.db
      .insertInto('transfer')
      .values({
        tenant_id: ctx.tenantId,
        id: input.transferId,
        kind: input.kind,
        direction: 'in',
        state: 'issued',
        full_name: input.fullName,
        birth_on: input.birthOn,
        card_number: input.cardNumber,
        admitted_on: input.admittedOn,
        confirmed_on: input.confirmedOn,
        reason: input.reason,
        note: input.note,
        from_place: input.fromPlace,
        other_bloc: input.fromBloc,
        dues_paid_to: input.duesPaidTo,
        letter_text: input.letterText,
        issued_on: input.issuedOn,
        signer: input.signer,
        until_on: input.untilOn,
        recorded_at: ctx.now,
        changed_at: ctx.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return { taken: false }
    await ctx.db
      .insertInto('transfer_parcel')
      .values({
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        transfer_id: input.transferId,
        from_bloc: input.fromBloc,
        content_sealed: Buffer.from(input.content, 'base64'),
        sent_at: ctx.now,
      })
      .execute()
    await writeStep(ctx, input.transferId, 'sent', input.issuedOn, input.letterText)
    ctx.touch(input.transferId)
    ctx.note({ from: input.fromPlace })
    return { taken: true }
  },
})

export const sendParcelJob = job({
  name: SEND_PARCEL,
  title: parcelTitle,
  async run(ctx, { transferId }: { transferId: Id }) {
    const home = await tenantById(ctx.database, ctx.tenantId)
    const made = await readTenant(ctx.database, ctx.tenantId, async (db) => {
      const one = await readCase({ db, tenantId: ctx.tenantId }, transferId)
      if (one.otherBloc === null || one.memberId === null || one.issuedOn === null) throw notFound()
      const parcel = await readParcel(db, one.memberId, ctx.tenantId, one.otherBloc)
      const issuer = one.fromUnitId
        ? await nameOn({ db, tenantId: ctx.tenantId }, one.fromUnitId, one.issuedOn)
        : undefined
      return { one, into: one.otherBloc, from: issuer?.name, content: sealParcel(parcel, one.otherBloc, one.id).toString('base64') } // prettier-ignore
    })
    const { one, into, from, content } = made
    const outcome = await execute(
      ctx.database,
      systemCaller(into, NAME),
      takeParcel,
      {
        transferId: one.id,
        fromBloc: ctx.tenantId,
        fromPlace: [from, home?.name].filter(Boolean).join(', ').slice(0, 250),
        kind: one.kind,
        fullName: one.name,
        birthOn: one.birthOn,
        cardNumber: one.cardNumber,
        admittedOn: one.admittedOn,
        confirmedOn: one.confirmedOn,
        reason: one.reason,
        note: one.note,
        duesPaidTo: one.duesPaidTo,
        letterText: one.letterText,
        issuedOn: one.issuedOn,
        signer: one.signer,
        untilOn: one.untilOn,
        content,
      },
      { now: ctx.now },
    )
    return { sent: outcome.taken }
  },
})

/**
 * In the bloc that was left: what the other one has decided. The membership here ends on the day it began there; who went for a time is
 * away from that day on, and counted here.
 */
export const settleElsewhere = operation({
  name: 'transfers.settle-elsewhere',
  summary: 'The system writes down at the origin what another bloc has decided of a transfer: received or returned',
  permission: 'member.write',
  input: v.object({
    transferId: idField(),
    outcome: choiceField(['receive', 'return']),
    on: dayField(),
    place: textField(250),
    reason: v.optional(optionalText(500), null),
  }),
  async run(ctx, input) {
    onlySystem(ctx)
    const before = await lockCase(ctx, input.transferId, null)
    // Told once already.
    if (before.closedOn !== null) return { settled: false }
    const { on, place, reason } = input
    await takeStep(
      ctx,
      before,
      { act: input.outcome, on, note: reason ?? place },
      input.outcome === 'return' ? { close_reason: reason } : { to_place: place },
    )
    // Who died or left meanwhile is gone already: there is no second end.
    const gone = before.memberId !== null && (await memberForLetter(ctx, before.memberId, on)).leftOn !== null
    if (input.outcome === 'receive' && before.memberId !== null) {
      const deed = { memberId: before.memberId, decidedOn: on, effectiveOn: on, decisionId: before.decisionId, toPlace: place } // prettier-ignore
      if (before.kind === 'temporary') {
        if (!gone) await stayWithin(ctx, { ...deed, stay: 'out', untilOn: before.untilOn })
      } else {
        if (!gone) await departWithin(ctx, deed)
        await endStaysOf(ctx, before.memberId, on)
      }
    }
    ctx.note({ outcome: input.outcome, on, place })
    return { settled: true }
  },
})

export const tellOriginJob = job({
  name: TELL_ORIGIN,
  title: tellTitle,
  async run(ctx, { transferId }: { transferId: Id }) {
    const here = await tenantById(ctx.database, ctx.tenantId)
    const { one, cell } = await readTenant(ctx.database, ctx.tenantId, async (db) => {
      const found = await readCase({ db, tenantId: ctx.tenantId }, transferId)
      const unit = found.toUnitId ? await nameOn({ db, tenantId: ctx.tenantId }, found.toUnitId, found.closedOn ?? found.birthOn) : undefined // prettier-ignore
      return { one: found, cell: unit?.name }
    })
    if (one.otherBloc === null || one.closedOn === null) throw new AppError('transfers.wrong_state')
    const { settled } = await execute(
      ctx.database,
      systemCaller(one.otherBloc, NAME),
      settleElsewhere,
      {
        transferId,
        outcome: one.state === 'received' ? 'receive' : 'return',
        on: one.closedOn,
        place: [cell, here?.name].filter(Boolean).join(', ').slice(0, 250),
        reason: one.closeReason,
      },
      { now: ctx.now },
    )
    return { settled }
  },
})

export const transferJobs = [sendParcelJob, tellOriginJob]
