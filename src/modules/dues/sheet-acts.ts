// Sheets of many cells at once, and the end of one: prepared, closed when everything of the month is in, opened again with a reason.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { CELL_KINDS, inScope, isUnder } from '#modules/units/units.server.ts'
import { validOn } from '#platform/db/valid-on.ts'
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { checkMonth, monthField } from './dues-fields.ts'
import { drawLines, openSheets, sheetOf, touchSheet } from './sheet-store.ts'
import type { Sheet } from './sheet-store.ts'

export const prepareSheets = operation({
  name: 'dues.prepare-sheets',
  summary: 'Open the sheets of all cells at and below a unit for a month, or draw the open ones anew',
  permission: 'dues.write',
  input: v.object({ unitId: idField(), month: monthField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    checkMonth(ctx, input.month)
    const cells = await ctx.db
      .selectFrom('unit_version as u')
      .select('u.unit_id as id')
      .where('u.tenant_id', '=', ctx.tenantId)
      .where('u.kind', 'in', [...CELL_KINDS])
      .where(validOn('u', input.month))
      .where(isUnder(ctx, [input.unitId], input.month, 'u.unit_id'))
      .where(inScope(ctx, 'dues.write', ctx.today, 'u.unit_id'))
      .execute()
    const sheets = await openSheets(ctx, cells.map(({ id }) => id), input.month) // prettier-ignore
    const lines = await drawLines(ctx, sheets, input.month)
    ctx.touch(input.unitId)
    ctx.note({ month: input.month, sheets: sheets.length, lines: lines.length })
    return { sheets: sheets.length, lines: lines.length }
  },
})

async function lockSheet(ctx: Context, unitId: Id, month: Sheet['month']): Promise<Sheet> {
  const found = await sheetOf(ctx, unitId, month)
  if (!found) throw new AppError('dues.no_sheet')
  const [sheet] = await openSheets(ctx, [unitId], month)
  return sheet as Sheet
}

export const closeSheet = operation({
  name: 'dues.close-sheet',
  summary: 'Close the sheet of a cell for a month: its numbers stay as they are',
  permission: 'dues.write',
  input: v.object({ unitId: idField(), month: monthField(), version: versionField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const sheet = await lockSheet(ctx, input.unitId, input.month)
    if (sheet.state === 'closed') throw new AppError('dues.sheet_closed')
    if (input.month > ctx.today) throw new AppError('dues.month_not_begun')
    const rows = await drawLines(ctx, [sheet], input.month)
    const unknown = rows.filter(({ result }) => result.due === null).length
    if (unknown > 0) throw new AppError('dues.due_unknown', { count: unknown })
    const closed = { state: 'closed', closed_at: ctx.now, closed_by: ctx.actor.accountId }
    const version = await touchSheet(ctx, sheet, input.version, closed)
    ctx.touch(sheet.id, input.unitId)
    ctx.note({ month: input.month })
    return { sheetId: sheet.id, version }
  },
})

export const reopenSheet = operation({
  name: 'dues.reopen-sheet',
  summary: 'Open a closed sheet again, with the reason',
  permission: 'dues.write',
  input: v.object({ unitId: idField(), month: monthField(), version: versionField(), reason: textField(500) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const sheet = await lockSheet(ctx, input.unitId, input.month)
    if (sheet.state === 'open') throw new AppError('dues.sheet_open')
    const opened = { state: 'open', closed_at: null, closed_by: null, reopen_reason: input.reason }
    const version = await touchSheet(ctx, sheet, input.version, opened)
    await drawLines(ctx, [{ ...sheet, state: 'open' }], input.month)
    ctx.touch(sheet.id, input.unitId)
    ctx.note({ month: input.month, reason: input.reason })
    return { sheetId: sheet.id, version }
  },
})

/** Throws dues.sheet_closed when the sheet of that cell and month is closed: what is closed is first opened again. */
export async function needOpen(ctx: Context, unitId: Id, months: readonly Sheet['month'][]): Promise<void> {
  const closed = await ctx.db
    .selectFrom('dues_sheet')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('unit_id', '=', unitId)
    .where('state', '=', 'closed')
    .where('month', '=', sql<Sheet['month']>`any(${[...months]}::date[])`)
    .limit(1)
    .executeTakeFirst()
  if (closed) throw new AppError('dues.sheet_closed')
}
