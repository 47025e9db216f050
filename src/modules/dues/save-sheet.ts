// The evening's collection: one tap for each person on the sheet of a cell and month. Who has paid already is left as it is.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { dayField, idField, integerField, optionalInteger, optionalText } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { CHANNELS } from './dues.ts'
import { checkMonth, checkPaid, monthField, needCell } from './dues-fields.ts'
import { insertPayments, paymentConstraints, paymentsOf } from './payment-store.ts'
import { drawLines, openSheets, touchSheet } from './sheet-store.ts'

const MARKS = [...CHANNELS, 'unpaid'] as const

export const saveSheet = operation({
  name: 'dues.save-sheet',
  summary: 'Record who of a cell paid for a month: how, and how much where it is not what is due',
  permission: 'dues.write',
  input: v.object({
    unitId: idField(),
    month: monthField(),
    /** 0 while the cell has no sheet of that month. */
    version: integerField(0),
    paidOn: dayField(),
    collector: optionalText(200),
    marks: v.optional(v.record(v.string(), v.picklist(MARKS, 'field.choice')), {}),
    amounts: v.optional(v.record(v.string(), optionalInteger(1, 2_000_000_000)), {}),
  }),
  units: (_, input) => [input.unitId],
  constraints: paymentConstraints,
  async run(ctx, input) {
    const { unitId, month } = input
    checkMonth(ctx, month)
    checkPaid(ctx, input.paidOn)
    await needCell(ctx, unitId, month)
    const [sheet] = await openSheets(ctx, [unitId], month)
    if (!sheet || sheet.state === 'closed') throw new AppError('dues.sheet_closed')
    const version = await touchSheet(ctx, sheet, input.version === 0 ? 1 : input.version)
    const dues = new Map((await drawLines(ctx, [sheet], month)).map((row) => [row.memberId, row.result.due]))
    const marked = Object.entries(input.marks).filter(([, mark]) => mark !== 'unpaid')
    const stranger = Object.keys(input.marks).find((id) => !dues.has(id as Id))
    if (stranger) throw AppError.at(`marks.${stranger}`, 'dues.not_on_sheet')
    const paid = new Set((await paymentsOf(ctx, [...dues.keys()], [month])).map(({ memberId }) => memberId))
    const payments = marked.flatMap(([id, mark]) => {
      const memberId = id as Id
      if (paid.has(memberId)) return []
      const sum = input.amounts[id] ?? dues.get(memberId)
      if (sum === null || sum === undefined) throw AppError.at(`amounts.${id}`, 'dues.amount_missing')
      // Nothing is due, and nothing more was given.
      if (sum === 0) return []
      const channel = mark as (typeof CHANNELS)[number]
      return [{ memberId, unitId, month, amount: sum, channel, paidOn: input.paidOn, collector: input.collector }]
    })
    await insertPayments(ctx, payments)
    ctx.touch(sheet.id, unitId)
    ctx.note({ month, payments: payments.length, sum: payments.reduce((all, each) => all + each.amount, 0) })
    return { sheetId: sheet.id, version, payments: payments.length }
  },
})
