// A workbook comes in: guarded, its sheets and headings found, columns guessed or remembered. Nothing of it is taken yet.
import { AppError } from '#kernel/errors.ts'
import { asAppError } from '#platform/edge-errors.ts'
import { choiceField, dayField, idField, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { PaperError } from '#platform/paper/paper-error.ts'
import * as v from 'valibot'
import type { Mapping } from './columns.ts'
import { findSheets, LIMITS } from './find-sheets.ts'
import type { FoundSheet } from './find-sheets.ts'
import { PURPOSES, sealFile } from './intake-store.ts'
import type { Purpose } from './intake-store.ts'
import { fromMemory, mapColumns, signatureOf } from './map-columns.ts'

/** The columns of a sheet as a person corrected them last time, else as their headings say. */
export async function columnsOf(ctx: ReadContext, purpose: Purpose, sheet: FoundSheet): Promise<Mapping> {
  const remembered = await ctx.db
    .selectFrom('intake_mapping')
    .select('columns')
    .where('tenant_id', '=', ctx.tenantId)
    .where('purpose', '=', purpose)
    .where('signature', '=', signatureOf(sheet.heads))
    .executeTakeFirst()
  return remembered ? fromMemory(remembered.columns as Record<string, string>, sheet.heads) : mapColumns(sheet.heads)
}

async function sheetsIn(bytes: Uint8Array): Promise<FoundSheet[]> {
  try {
    return await findSheets(bytes)
  } catch (thrown) {
    const told = asAppError(thrown)
    if (thrown instanceof PaperError && told instanceof AppError) throw AppError.at('content', told.code, told.details)
    throw thrown
  }
}

const BASE64 = Math.ceil(LIMITS.maxBytes / 3) * 4

export const openIntake = operation({
  name: 'intake.open-intake',
  summary: 'Bring a workbook to import a register from, or to compare with the register; nothing is taken yet',
  permission: 'member.write',
  input: v.object({
    purpose: choiceField(PURPOSES),
    unitId: idField(),
    /** Import: first day here where the sheet does not say. Comparison: the day the export was made. */
    asOf: dayField(),
    fileName: textField(200),
    /** base64 of an .xlsx file, up to 20 MB. */
    content: v.pipe(
      v.optional(v.string(), ''),
      v.minLength(1, 'field.required'),
      v.maxLength(BASE64, 'intake.too_large'),
    ),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    if (input.asOf > ctx.today) throw AppError.at('asOf', 'members.in_future')
    const bytes = new Uint8Array(Buffer.from(input.content, 'base64'))
    const sheets = await sheetsIn(bytes)
    const [first] = sheets
    if (!first) throw AppError.at('content', 'intake.no_head')
    const intakeId = ctx.newId()
    const columns = await columnsOf(ctx, input.purpose, first)
    await ctx.db
      .insertInto('intake')
      .values({
        tenant_id: ctx.tenantId,
        id: intakeId,
        purpose: input.purpose,
        unit_id: input.unitId,
        as_of: input.asOf,
        file_name: input.fileName,
        file_bytes: bytes.length,
        file_sealed: sealFile(ctx.tenantId, intakeId, bytes),
        sheets: JSON.stringify(sheets),
        columns: JSON.stringify(columns),
        state: 'open',
        created_at: ctx.now,
        created_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(intakeId, input.unitId)
    ctx.note({ purpose: input.purpose, file: input.fileName, bytes: bytes.length })
    return { intakeId, sheets: sheets.map((sheet) => sheet.name), columns }
  },
})
