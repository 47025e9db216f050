// Steps at the origin: the cell's review with its remark and the dues, the letter of introduction with its number, and taking a request
// back. A letter to another bloc of this installation sends the member's record along.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { yearOf } from '#kernel/day.ts'
import {
  dayField,
  idField,
  optionalInteger,
  optionalText,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { answers, issuerAmong, wayUp } from './places.ts'
import { SEND_PARCEL } from './parcel-names.ts'
import { cellOfCase, lockCase, readCase, takeStep, transferConstraints, writeStep } from './transfer-store.ts'
import type { Transfer } from './transfer-store.ts'
import { letterText } from './transfers-messages.ts'

const stepFields = () => ({ transferId: idField(), version: versionField(), on: dayField() })

export const reviewTransfer = operation({
  name: 'transfers.review-transfer',
  summary: 'Record the review of a transfer at its origin: the remark of the cell, and the month dues are paid to',
  permission: 'member.write',
  input: v.object({ ...stepFields(), remark: textField(2000), duesPaidTo: dayField() }),
  units: (ctx, input) => cellOfCase(ctx, input.transferId, 'home'),
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    const { remark, on } = input
    const duesPaidTo = `${input.duesPaidTo.slice(0, 8)}01` as typeof input.duesPaidTo
    await takeStep(ctx, before, { act: 'review', on, note: null, duesPaidTo }, { remark })
    ctx.note({ on, duesPaidTo })
    return { transferId: input.transferId }
  },
})

/** Whose register the letter of a case is of: its top or its grassroots organisation on the day. */
export async function issuerOf(ctx: ReadContext, one: Pick<Transfer, 'fromUnitId' | 'direction'>, day: string) {
  return one.fromUnitId === null
    ? undefined
    : issuerAmong(await wayUp(ctx, one.fromUnitId, day as typeof ctx.today), one.direction)
}

/** The next free number of a register; the register is kept to this writer until the end of the transaction. */
async function nextNumber(ctx: Context, issuerId: Id, year: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`letters ${ctx.tenantId} ${issuerId}`}, 0))`.execute(ctx.db)
  const row = await ctx.db
    .selectFrom('transfer')
    .select((select) => select.fn.max('letter_number').as('last'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('issuer_unit_id', '=', issuerId)
    .where('letter_year', '=', year)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

export const issueLetter = operation({
  name: 'transfers.issue-letter',
  summary: 'Issue the letter of introduction of a reviewed transfer, with the next number of the register',
  permission: 'member.write',
  input: v.object({
    ...stepFields(),
    /** null: the next number. */
    number: v.optional(optionalInteger(1, 999_999), null),
    signer: textField(200),
  }),
  async units(ctx, input) {
    const issuer = await issuerOf(ctx, await readCase(ctx, input.transferId), input.on)
    return issuer ? [issuer.id] : []
  },
  constraints: transferConstraints,
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    const issuer = await issuerOf(ctx, before, input.on)
    if (!issuer) throw new AppError('not_found')
    const year = yearOf(input.on)
    const number = input.number ?? (await nextNumber(ctx, issuer.id, year))
    await takeStep(
      ctx,
      before,
      { act: 'issue', on: input.on, note: letterText(number, year) },
      {
        issuer_unit_id: issuer.id,
        letter_year: year,
        letter_number: number,
        letter_text: letterText(number, year),
        signer: input.signer,
      },
    )
    const runId = before.otherBloc === null ? null : await ctx.enqueue(SEND_PARCEL, { transferId: before.id })
    ctx.note({ number, on: input.on, issuer: issuer.id })
    return { transferId: before.id, number, runId }
  },
})

export const withdrawTransfer = operation({
  name: 'transfers.withdraw-transfer',
  summary: 'Take a transfer back before it is presented, with the reason',
  permission: 'member.write',
  input: v.object({ ...stepFields(), reason: textField(500) }),
  units: (ctx, input) => cellOfCase(ctx, input.transferId, 'home'),
  async run(ctx, input) {
    const before = await lockCase(ctx, input.transferId, input.version)
    // What was sent to another bloc is theirs to return, as long as there is anybody to return it.
    if (before.otherBloc !== null && before.state === 'issued' && (await answers(ctx, before.otherBloc)))
      throw new AppError('transfers.sent_already')
    await takeStep(ctx, before, { act: 'withdraw', on: input.on, note: input.reason }, { close_reason: input.reason })
    ctx.note({ on: input.on, reason: input.reason })
    return { transferId: input.transferId }
  },
})

export const explainLate = operation({
  name: 'transfers.explain-late',
  summary: 'Write down why a term of a transfer was passed, as the member or the organisation reports it',
  permission: 'member.write',
  input: v.object({ ...stepFields(), reason: optionalText(500) }),
  units: (ctx, input) => cellOfCase(ctx, input.transferId, 'home'),
  async run(ctx, input) {
    if (input.reason === null) throw AppError.at('reason', 'field.required')
    if (input.on > ctx.today) throw AppError.at('on', 'transfers.in_future')
    await lockCase(ctx, input.transferId, input.version)
    await ctx.db
      .updateTable('transfer')
      .set({ late_reason: input.reason, version: sql`version + 1`, changed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.transferId)
      .execute()
    await writeStep(ctx, input.transferId, 'explained', input.on, input.reason)
    ctx.touch(input.transferId)
    ctx.note({ reason: input.reason })
    return { transferId: input.transferId }
  },
})
