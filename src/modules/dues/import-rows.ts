// Payments and bases out of a sheet that a page has read: taken as a whole, or not at all.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { dayField, idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { CHANNELS, CLASSES } from './dues.ts'
import { checkMonth, checkPaid, moneyField, monthField } from './dues-fields.ts'
import { insertPayments, paymentConstraints, paymentsOf } from './payment-store.ts'
import { putClasses } from './payer-facts.ts'
import { drawLines, openSheets } from './sheet-store.ts'
import { validOn } from '#platform/db/valid-on.ts'

/** The cells of these members today; throws at the line of one who is in none of the caller's. */
async function cellsOf(ctx: Context, ids: readonly Id[]): Promise<Map<Id, Id>> {
  const rows = await ctx.db
    .selectFrom('member_cell as c')
    .select(['c.member_id as memberId', 'c.unit_id as unitId'])
    .where('c.tenant_id', '=', ctx.tenantId)
    .where('c.member_id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .where(validOn('c', ctx.today))
    .execute()
  const cells = new Map(rows.map((row) => [row.memberId, row.unitId]))
  const missing = ids.findIndex((id) => !cells.has(id))
  if (missing >= 0) throw AppError.at(`rows.${missing}.memberId`, 'dues.unknown_member', { line: missing + 1 })
  if (!(await ctx.actor.covers(ctx.db, 'dues.write', [...new Set(cells.values())])))
    throw AppError.at('rows', 'dues.unknown_member', { line: '' })
  return cells
}

export const importPayments = operation({
  name: 'dues.import-payments',
  summary: 'Record payments of one month for many members at once; who has paid that month already is refused',
  permission: 'dues.write',
  input: v.object({
    /** The unit in whose part of the tree all of them are. */
    unitId: idField(),
    month: monthField(),
    rows: v.pipe(
      v.array(
        v.object({
          memberId: idField(),
          amount: moneyField(),
          channel: v.optional(v.picklist(CHANNELS, 'field.choice'), 'cash'),
          paidOn: dayField(),
        }),
      ),
      v.minLength(1, 'dues.no_lines'),
    ),
  }),
  units: (_, input) => [input.unitId],
  constraints: paymentConstraints,
  async run(ctx, input) {
    checkMonth(ctx, input.month)
    for (const row of input.rows) checkPaid(ctx, row.paidOn)
    const ids = input.rows.map(({ memberId }) => memberId)
    const cells = await cellsOf(ctx, ids)
    const sheets = await openSheets(ctx, [...new Set(cells.values())], input.month)
    if (sheets.some(({ state }) => state === 'closed')) throw new AppError('dues.sheet_closed')
    await drawLines(ctx, sheets, input.month)
    const [paid] = await paymentsOf(ctx, ids, [input.month])
    if (paid) throw AppError.at(`rows.${ids.indexOf(paid.memberId)}.memberId`, 'dues.paid_already')
    await insertPayments(
      ctx,
      input.rows.map((row) => ({ ...row, unitId: cells.get(row.memberId) as Id, month: input.month, collector: null })),
    )
    ctx.touch(input.unitId)
    ctx.note({ month: input.month, payments: input.rows.length })
    return { payments: input.rows.length }
  },
})

export const importClasses = operation({
  name: 'dues.import-classes',
  summary: 'Record class and base of many members from a month on',
  permission: 'dues.write',
  input: v.object({
    unitId: idField(),
    fromMonth: monthField(),
    rows: v.pipe(
      v.array(
        v.object({
          memberId: idField(),
          class: v.picklist(CLASSES, 'field.choice'),
          base: v.optional(v.nullable(moneyField()), null),
        }),
      ),
      v.minLength(1, 'dues.no_lines'),
    ),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    await cellsOf(ctx, input.rows.map(({ memberId }) => memberId)) // prettier-ignore
    await putClasses(ctx, input.rows.map((row) => ({ ...row, note: null })), input.fromMonth) // prettier-ignore
    ctx.touch(input.unitId)
    ctx.note({ from: input.fromMonth, members: input.rows.length })
    return { members: input.rows.length }
  },
})
