// What inputs about dues share: months, money, and whom one may collect from.
import { isDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { isCell, nameOn } from '#modules/units/units.server.ts'
import { integerField } from '#platform/operation/fields.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { shape } from '#platform/operation/shape.ts'
import * as v from 'valibot'
import { monthStart, nextMonth } from './dues.ts'

const toMonth = (text: string): Day | null => {
  const match = /^(\d{4})-(\d{1,2})$/.exec(text.trim()) ?? null
  const local = /^(\d{1,2})[/-](\d{4})$/.exec(text.trim())
  const iso = match
    ? `${match[1]}-${match[2]?.padStart(2, '0')}-01`
    : local
      ? `${local[2]}-${local[1]?.padStart(2, '0')}-01`
      : text.trim()
  return isDay(iso) ? monthStart(iso) : null
}

/** A month as 2026-11, 11/2026 or any of its days; yields its first day. */
export const monthField = () =>
  v.pipe(
    v.optional(v.string('field.shape'), ''),
    shape<string>({ type: 'string', examples: ['2026-11'], required: true }),
    v.check((value) => value.trim() !== '', 'field.required'),
    v.check((value) => toMonth(value) !== null, 'dues.month'),
    v.transform((value) => toMonth(value) as Day),
  )

/** An amount of đồng; the largest is far above any due, and safe to count with. */
export const moneyField = () => integerField(1, 2_000_000_000)

/** Nobody collects long before a month has come. Throws at the field. */
export function checkMonth(ctx: ReadContext, month: Day, field = 'month'): void {
  if (month > nextMonth(monthStart(ctx.today))) throw AppError.at(field, 'dues.month_ahead')
}

export function checkPaid(ctx: ReadContext, paidOn: Day): void {
  if (paidOn > ctx.today) throw AppError.at('paidOn', 'dues.paid_in_future')
}

/** The unit as a cell of that month; what is no cell keeps no sheet. */
export async function needCell(ctx: ReadContext, unitId: Id, month: Day): Promise<void> {
  const unit = await nameOn(ctx, unitId, month)
  if (!unit || !isCell(unit.kind)) throw AppError.at('unitId', 'dues.not_a_cell')
}
