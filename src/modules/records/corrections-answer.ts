// The cell answers what a member asks: confirmed, it is carried out by the same code that edits a record, with who asked and who
// confirmed in the audit entry; or returned with a reason. The member may withdraw what nobody answered yet. Each happens once.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { logMaskedRead } from '#modules/access/access.server.ts'
import { editPerson } from '#modules/members/members.server.ts'
import { idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { staleFields } from './corrections.ts'
import type { RequestState } from './corrections.ts'
import { carryOutEntry } from './corrections-entry.ts'
import { correctionLabel } from './corrections-messages.ts'
import { cellOfRequest, changesOf, lockRequest } from './corrections-store.ts'
import type { RequestRow } from './corrections-store.ts'
import { editInput, isMaskedInput, lockStanding, MASKED_INPUTS } from './corrections-values.ts'
import { ownMember } from './own-page-person.ts'

const one = () => ({ requestId: idField(), version: versionField() })

/** The request while it waits. Throws records.request_settled when somebody was quicker, stale for an old form. */
async function waiting(ctx: Context, { requestId, version }: { requestId: Id; version: number }): Promise<RequestRow> {
  const row = await lockRequest(ctx, requestId)
  if (row.state !== 'waiting') throw new AppError('records.request_settled', { state: row.state })
  if (row.version !== version) throw new AppError('stale')
  return row
}

async function settle(ctx: Context, row: RequestRow, state: RequestState, answer: string | null): Promise<void> {
  await ctx.db
    .updateTable('correction_request')
    .set({
      state,
      answer,
      answered_at: ctx.now,
      answered_by: ctx.actor.accountId,
      version: sql`version + 1`,
    })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', row.id)
    .execute()
  ctx.touch(row.id, row.member_id, row.person_id)
}

/** Edits the record as asked. Throws records.request_overtaken when a field was changed meanwhile. */
async function carryOutChanges(ctx: Context, row: RequestRow): Promise<void> {
  const standing = await lockStanding(ctx, row.member_id)
  const changes = changesOf(row)
  const stale = staleFields(changes, standing.values)
  if (stale.length > 0) throw new AppError('records.request_overtaken', { fields: stale.map(correctionLabel) })
  await editPerson.run(ctx, editInput(standing, changes, row.reason, row.said_by !== null))
}

export const confirmCorrection = operation({
  name: 'records.confirm-correction',
  summary: 'Confirm what a member asked: the record is edited so',
  permission: 'member.write',
  input: v.object({ ...one(), answer: v.optional(optionalText(500), null) }),
  units: (ctx, input) => cellOfRequest(ctx, input.requestId, ctx.today),
  ...(editPerson.constraints ? { constraints: editPerson.constraints } : {}),
  async run(ctx, input) {
    const row = await waiting(ctx, input)
    await (row.kind === 'entry' ? carryOutEntry(ctx, row) : carryOutChanges(ctx, row))
    await settle(ctx, row, 'confirmed', input.answer)
    ctx.note({
      askedBy: row.asked_by,
      confirmedBy: ctx.actor.accountId,
      ...(row.said_by ? { saidBy: row.said_by } : {}),
    })
    return { requestId: row.id, memberId: row.member_id }
  },
})

export const returnCorrection = operation({
  name: 'records.return-correction',
  summary: 'Return what a member asked, with the reason; nothing changes',
  permission: 'member.write',
  input: v.object({ ...one(), answer: textField(500) }),
  units: (ctx, input) => cellOfRequest(ctx, input.requestId, ctx.today),
  async run(ctx, input) {
    const row = await waiting(ctx, input)
    await settle(ctx, row, 'returned', input.answer)
    ctx.note({ reason: input.answer })
    return { requestId: row.id, memberId: row.member_id }
  },
})

export const withdrawCorrection = operation({
  name: 'records.withdraw-correction',
  summary: 'Withdraw what you asked for, as long as nobody answered',
  permission: 'own.ask',
  ownRecord: true,
  input: v.object(one()),
  async run(ctx, input) {
    const own = await ownMember(ctx)
    // Locked first and looked at then: what belongs to somebody else answers like what is unknown.
    if ((await lockRequest(ctx, input.requestId)).member_id !== own.memberId) throw notFound()
    const row = await waiting(ctx, input)
    await settle(ctx, row, 'withdrawn', null)
    return { requestId: row.id }
  },
})

export const revealCorrection = operation({
  name: 'records.reveal-correction',
  summary: 'Read the masked fields of a request; the reading is logged',
  permission: 'member.read-masked',
  secretAnswer: true,
  input: v.object({ requestId: idField(), reason: v.optional(optionalText(500), null) }),
  units: (ctx, input) => cellOfRequest(ctx, input.requestId, ctx.today),
  async run(ctx, input) {
    const row = await lockRequest(ctx, input.requestId)
    const hidden = changesOf(row).filter(({ field }) => isMaskedInput(field))
    const fields = hidden.map(({ field }) => (isMaskedInput(field) ? MASKED_INPUTS[field] : field))
    await logMaskedRead(ctx, [row.person_id], fields, input.reason)
    ctx.touch(row.id, row.person_id)
    ctx.note({ fields })
    return { changes: hidden }
  },
})
