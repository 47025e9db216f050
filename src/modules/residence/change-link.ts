// What happens to an introduction afterwards: its letter is numbered, it ends, or it was entered by mistake.
import { formatRange } from '#kernel/date-range.ts'
import { addDays } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { dayField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { cellsOfLink, lockLinkRow } from './link-store.ts'

export const numberLetter = operation({
  name: 'residence.number-letter',
  summary: 'Record or correct number, day and signer of the letter of introduction',
  permission: 'member.write',
  input: v.object({
    linkId: idField(),
    version: versionField(),
    letterNumber: textField(40),
    letterOn: dayField(),
    letterSigner: v.optional(optionalText(120), null),
  }),
  units: (ctx, input) => cellsOfLink(ctx, input.linkId),
  async run(ctx, input): Promise<{ memberId: Id }> {
    const link = await lockLinkRow(ctx, input.linkId, input.version)
    if (link.category === 'B') throw AppError.at('letterNumber', 'residence.no_letter_needed')
    if (input.letterOn > ctx.today) throw AppError.at('letterOn', 'residence.in_future')
    await ctx.db
      .updateTable('residence_link')
      .set({
        letter_number: input.letterNumber,
        letter_on: input.letterOn,
        letter_signer: input.letterSigner,
        version: link.version + 1,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', link.id)
      .execute()
    ctx.touch(link.memberId, link.id)
    ctx.note({ number: input.letterNumber, before: link.letterNumber })
    return { memberId: link.memberId }
  },
})

export const endLink = operation({
  name: 'residence.end-link',
  summary: 'End an introduction with its last day; the member is to be introduced again',
  permission: 'member.write',
  input: v.object({ linkId: idField(), version: versionField(), lastOn: dayField() }),
  units: (ctx, input) => cellsOfLink(ctx, input.linkId),
  async run(ctx, input): Promise<{ memberId: Id }> {
    const link = await lockLinkRow(ctx, input.linkId, input.version)
    if (link.valid.to !== null) throw AppError.at('lastOn', 'residence.ended_already')
    if (input.lastOn > ctx.today) throw AppError.at('lastOn', 'residence.in_future')
    if (input.lastOn < link.valid.from) throw AppError.at('lastOn', 'residence.end_before_start')
    const to = addDays(input.lastOn, 1)
    await ctx.db
      .updateTable('residence_link')
      .set({ valid: formatRange({ from: link.valid.from, to }), end_reason: 'moved', version: link.version + 1 })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', link.id)
      .execute()
    ctx.touch(link.memberId, link.id)
    ctx.note({ lastOn: input.lastOn })
    return { memberId: link.memberId }
  },
})

export const voidLink = operation({
  name: 'residence.void-link',
  summary: 'Void an introduction entered by mistake, with the reason; it stays on record',
  permission: 'member.write',
  input: v.object({ linkId: idField(), version: versionField(), reason: textField(500) }),
  units: (ctx, input) => cellsOfLink(ctx, input.linkId),
  async run(ctx, input): Promise<{ memberId: Id }> {
    const link = await lockLinkRow(ctx, input.linkId, input.version)
    const remark = await ctx.db
      .selectFrom('residence_remark')
      .select('id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('link_id', '=', link.id)
      .where('voided_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (remark) throw new AppError('residence.link_has_remarks')
    await ctx.db
      .updateTable('residence_link')
      .set({
        voided_at: ctx.now,
        voided_by: ctx.actor.accountId,
        void_reason: input.reason,
        version: link.version + 1,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', link.id)
      .execute()
    // What it took over from goes on as if it had never been.
    await sql`
      update residence_link set valid = daterange(lower(valid), ${link.valid.to}::date), end_reason = null, version = version + 1
      where tenant_id = ${ctx.tenantId} and member_id = ${link.memberId} and voided_at is null
        and end_reason in ('moved', 'category') and upper(valid) = ${link.valid.from}::date`.execute(ctx.db)
    ctx.touch(link.memberId, link.id)
    ctx.note({ reason: input.reason })
    return { memberId: link.memberId }
  },
})
