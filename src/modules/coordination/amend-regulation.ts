// Corrects the facts of a regulation, or ends it with the reason. What fell due before its last day stays owed.
import { formatRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import {
  dayField,
  flagField,
  idField,
  optionalDay,
  optionalText,
  textField,
  versionField,
} from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { spanOf } from './bodies.ts'
import { countChange, fileFields, keepFile, lockRegulation } from './regulation-store.ts'

export const amendRegulation = operation({
  name: 'coordination.amend-regulation',
  summary: 'Correct the number, title, days, summary or file of a regulation',
  permission: 'coordination.write',
  input: v.object({
    regulationId: idField(),
    version: versionField(),
    number: textField(60),
    title: textField(300),
    signedOn: dayField(),
    from: dayField(),
    lastOn: v.optional(optionalDay(), null),
    summary: v.optional(optionalText(5000), null),
    dropFile: v.optional(flagField(), false),
    ...fileFields(),
  }),
  constraints: {
    regulation_tenant_id_number_signed_on_key: { code: 'coordination.number_taken', field: 'number' },
  },
  async run(ctx, input): Promise<{ regulationId: Id }> {
    const before = await lockRegulation(ctx, input.regulationId, input.version)
    const valid = spanOf(input.from, input.lastOn)
    const fileId = (await keepFile(ctx, input)) ?? (input.dropFile ? null : before.fileId)
    await ctx.db
      .updateTable('regulation')
      .set({
        number: input.number,
        title: input.title,
        signed_on: input.signedOn,
        valid: formatRange(valid),
        summary: input.summary,
        file_id: fileId,
        // Open again: the reason of its end no longer holds.
        end_reason: valid.to === null ? null : before.endReason,
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', before.id)
      .execute()
    // Sides there from the beginning are there from the corrected one.
    await sql`
      update regulation_party set valid = daterange(${input.from}::date, upper(valid))
      where tenant_id = ${ctx.tenantId} and regulation_id = ${before.id} and lower(valid) = ${before.valid.from}::date
        and (upper(valid) is null or upper(valid) > ${input.from}::date)`.execute(ctx.db)
    await countChange(ctx, before.id)
    ctx.note({ number: input.number, before: before.number })
    return { regulationId: before.id }
  },
})

export const endRegulation = operation({
  name: 'coordination.end-regulation',
  summary: 'End a regulation with its last day and the reason',
  permission: 'coordination.write',
  input: v.object({ regulationId: idField(), version: versionField(), lastOn: dayField(), reason: textField(1000) }),
  async run(ctx, input): Promise<{ regulationId: Id }> {
    const before = await lockRegulation(ctx, input.regulationId, input.version)
    const valid = spanOf(before.valid.from, input.lastOn)
    if (before.valid.to !== null && valid.to !== null && before.valid.to <= valid.to)
      throw AppError.at('lastOn', 'coordination.already_ended')
    await ctx.db
      .updateTable('regulation')
      .set({ valid: formatRange(valid), end_reason: input.reason })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', before.id)
      .execute()
    await countChange(ctx, before.id)
    ctx.note({ number: before.number, lastOn: input.lastOn, reason: input.reason })
    return { regulationId: before.id }
  },
})
