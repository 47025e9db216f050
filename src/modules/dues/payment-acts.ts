// Single payments: some months at once (behind or ahead), and one that was entered wrongly.
import { addMonths } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { choiceField, dayField, idField, integerField, optionalInteger, optionalText, textField } from '#platform/operation/fields.ts' // prettier-ignore
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { CHANNELS, dueFor } from './dues.ts'
import { checkPaid, monthField } from './dues-fields.ts'
import { monthRules } from './dues-rules.ts'
import { insertPayments, paymentConstraints, paymentsOf } from './payment-store.ts'
import { payersOf } from './payer-rows.ts'
import { needOpen } from './sheet-acts.ts'

export const payMonths = operation({
  name: 'dues.pay-months',
  summary: 'Record that a member paid for some months in a row, past or ahead; months paid already are passed over',
  permission: 'dues.write',
  input: v.object({
    memberId: idField(),
    fromMonth: monthField(),
    months: integerField(1, 24),
    /** For each month; without it what is due. */
    amount: v.optional(optionalInteger(1, 2_000_000_000), null),
    channel: choiceField(CHANNELS),
    paidOn: dayField(),
    collector: optionalText(200),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  constraints: paymentConstraints,
  async run(ctx, input) {
    checkPaid(ctx, input.paidOn)
    const [unitId] = await cellOfMember(ctx, input.memberId, ctx.today)
    if (!unitId) throw notFound()
    const months = Array.from({ length: input.months }, (_, i) => addMonths(input.fromMonth, i))
    const paid = new Set((await paymentsOf(ctx, [input.memberId], months)).map(({ month }) => month))
    const open = months.filter((month) => !paid.has(month))
    if (open.length === 0) throw AppError.at('fromMonth', 'dues.paid_already')
    await needOpen(ctx, unitId, open)
    // Ahead one pays by what holds now: the facts of today, the rules of each month.
    const rules = await loadRulebook(ctx)
    const [payer] = await payersOf(ctx, input.fromMonth > ctx.today ? ctx.today : input.fromMonth, (column) => sql<boolean>`${sql.ref(column)} is not null and c.member_id = ${input.memberId}`) // prettier-ignore
    const payments = open.map((month) => {
      const due = payer ? dueFor(monthRules(rules, month), { ...payer, entry: null }, month).due : null
      const amount = input.amount ?? due
      if (amount === null) throw AppError.at('amount', 'dues.amount_missing')
      if (amount === 0) throw AppError.at('amount', 'dues.nothing_due')
      return { memberId: input.memberId, unitId, month, amount, channel: input.channel, paidOn: input.paidOn, collector: input.collector } // prettier-ignore
    })
    await insertPayments(ctx, payments)
    ctx.touch(input.memberId, unitId)
    ctx.note({ from: open[0], months: open.length, sum: payments.reduce((all, each) => all + each.amount, 0) })
    return { memberId: input.memberId, months: open.length }
  },
})

export const voidPayment = operation({
  name: 'dues.void-payment',
  summary: 'Take back a payment that was entered wrongly, with the reason; it stays on record',
  permission: 'dues.write',
  input: v.object({ paymentId: idField(), reason: textField(500) }),
  async units(ctx, input) {
    const row = await ctx.db
      .selectFrom('dues_payment')
      .select('unit_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.paymentId)
      .executeTakeFirst()
    return row ? [row.unit_id] : []
  },
  async run(ctx, input) {
    const payment = await ctx.db
      .selectFrom('dues_payment')
      .select(['id', 'member_id as memberId', 'unit_id as unitId', 'month', 'amount', 'voided_at as voidedAt'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.paymentId)
      .forUpdate()
      .executeTakeFirst()
    if (!payment) throw notFound()
    if (payment.voidedAt !== null) throw new AppError('dues.voided_already')
    await needOpen(ctx, payment.unitId, [payment.month])
    await ctx.db
      .updateTable('dues_payment')
      .set({ voided_at: ctx.now, void_reason: input.reason })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', payment.id)
      .execute()
    ctx.touch(payment.id, payment.memberId, payment.unitId)
    ctx.note({ month: payment.month, amount: payment.amount, reason: input.reason })
    return { memberId: payment.memberId as Id, unitId: payment.unitId as Id, month: payment.month }
  },
})
