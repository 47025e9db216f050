// Payments as they are stored: one stands for a member and a month; a correction voids it and enters another.
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Channel } from './dues.ts'

export interface Payment {
  readonly id: Id
  readonly memberId: Id
  readonly unitId: Id
  readonly month: Day
  readonly amount: number
  readonly channel: Channel
  readonly paidOn: Day
  readonly collector: string | null
  readonly receipt: number
}

export type NewPayment = Omit<Payment, 'id' | 'receipt'>

/** Payments that stand, of these members for these months; wherever they were collected. */
export async function paymentsOf(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  memberIds: readonly Id[],
  months: readonly Day[],
): Promise<Payment[]> {
  if (memberIds.length === 0 || months.length === 0) return []
  const rows = await ctx.db
    .selectFrom('dues_payment')
    .select(['id', 'member_id as memberId', 'unit_id as unitId', 'month', 'amount', 'channel', 'paid_on as paidOn'])
    .select(['collector', 'receipt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('voided_at', 'is', null)
    .where('member_id', '=', sql<Id>`any(${[...memberIds]}::uuid[])`)
    .where('month', '=', sql<Day>`any(${[...months]}::date[])`)
    .execute()
  return rows as Payment[]
}

export const paymentConstraints = { dues_payment_once: { code: 'dues.paid_already' } }

/**
 * Writes payments down; those of one member on one press have one receipt, counted in the cell and year of paying. Whoever writes
 * holds the cell's sheet, or waits at the one payment a month.
 */
export async function insertPayments(ctx: Context, payments: readonly NewPayment[]): Promise<void> {
  if (payments.length === 0) return
  const books = [...new Set(payments.map(({ unitId, paidOn }) => `${unitId} ${yearOf(paidOn)}`))].toSorted()
  // The book of receipts of a cell and year is written by one at a time.
  await sql`select pg_advisory_xact_lock(hashtextextended('receipts ' || key, 0)) from unnest(${books}::text[]) as key`.execute(ctx.db) // prettier-ignore
  const { rows } = await sql<{ book: string; last: number }>`
    select unit_id::text || ' ' || extract(year from paid_on)::text as book, max(receipt) as last
    from dues_payment
    where tenant_id = ${ctx.tenantId} and unit_id = any(${[...new Set(payments.map(({ unitId }) => unitId))]}::uuid[])
    group by 1`.execute(ctx.db)
  const last = new Map(rows.map((row) => [row.book, row.last]))
  const given = new Map<string, number>()
  await insertRows(
    ctx.db,
    'dues_payment',
    payments.map((payment) => {
      const book = `${payment.unitId} ${yearOf(payment.paidOn)}`
      const key = `${book} ${payment.memberId}`
      const receipt = given.get(key) ?? (last.get(book) ?? 0) + 1
      given.set(key, receipt)
      last.set(book, Math.max(receipt, last.get(book) ?? 0))
      return {
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        member_id: payment.memberId,
        unit_id: payment.unitId,
        month: payment.month,
        amount: payment.amount,
        channel: payment.channel,
        paid_on: payment.paidOn,
        collector: payment.collector,
        receipt,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      }
    }),
  )
}
