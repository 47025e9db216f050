// The sheet of a cell for a month: who owes what and why, who has paid, and the sums. An open one is worked out at this moment, so that
// nothing on it is out of date; a closed one is read as it was closed. Bases are shown only to who collects.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { loadRulebook, verdictSentence, verdict } from '#modules/rulebook/rulebook.server.ts'
import { isCell, nameOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { monthStart } from './dues.ts'
import type { DuesClass, Why } from './dues.ts'
import { monthField } from './dues-fields.ts'
import { unconfirmed } from './dues-rules.ts'
import { duesOf, onlyCells } from './payer-rows.ts'
import { paymentsOf } from './payment-store.ts'
import type { Payment } from './payment-store.ts'
import { sheetOf } from './sheet-store.ts'
import type { Sheet } from './sheet-store.ts'

export interface SheetLine {
  memberId: Id
  name: string
  probationary: boolean
  class: DuesClass | null
  rate: string | null
  /** Null also where the reader does not collect. */
  base: number | null
  owed: number | null
  due: number | null
  why: Why
  percent: number
  payment: Payment | null
}

export interface SheetSums {
  people: number
  due: number
  paid: number
  /** Of what was paid: more than was due. */
  voluntary: number
  paidPeople: number
  unpaidPeople: number
  unknown: number
}

/** Sums of the lines as people read them. */
export function sumsOf(lines: readonly Pick<SheetLine, 'due' | 'payment' | 'why'>[]): SheetSums {
  const owing = lines.filter(({ due, why }) => due !== null && due > 0 && why !== 'deferred')
  const paid = lines.filter(({ payment }) => payment !== null)
  return {
    people: lines.length,
    due: lines.reduce((sum, { due }) => sum + (due ?? 0), 0),
    paid: paid.reduce((sum, { payment }) => sum + (payment?.amount ?? 0), 0),
    voluntary: paid.reduce((sum, { due, payment }) => sum + Math.max(0, (payment?.amount ?? 0) - (due ?? 0)), 0),
    paidPeople: paid.length,
    unpaidPeople: owing.filter(({ payment }) => payment === null).length,
    unknown: lines.filter(({ due }) => due === null).length,
  }
}

type Bare = Omit<SheetLine, 'payment'>

async function closedLines(ctx: ReadContext, sheet: Sheet): Promise<Bare[]> {
  const { rows } = await sql<Bare>`
    select l.member_id as "memberId", p.full_name as name, false as probationary, k.class, l.rate, k.base, l.owed, l.due, l.why, l.percent
    from dues_line l
    join member m on m.tenant_id = ${ctx.tenantId} and m.id = l.member_id
    join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
    left join dues_class k on k.tenant_id = ${ctx.tenantId} and k.member_id = l.member_id and k.voided_at is null and k.valid @> l.month
    where l.tenant_id = ${ctx.tenantId} and l.sheet_id = ${sheet.id}
    order by p.sort_key, l.member_id`.execute(ctx.db)
  return rows
}

async function openLines(ctx: ReadContext, unitId: Id, month: Day): Promise<Bare[]> {
  const rows = await duesOf(ctx, await loadRulebook(ctx), month, onlyCells([unitId]))
  return rows.map(({ memberId, name, probationary, class: kind, base, result }) => ({
    memberId,
    name,
    probationary,
    class: kind,
    base,
    ...result,
  }))
}

export const readSheet = query({
  name: 'dues.read-sheet',
  summary: 'The dues sheet of a cell for a month: what each owes and why, who paid, sums',
  permission: 'dues.read',
  input: v.object({ unitId: idField(), month: v.optional(v.nullable(monthField()), null) }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const month = input.month ?? monthStart(ctx.today)
    const unit = await nameOn(ctx, input.unitId, month)
    if (!unit || !isCell(unit.kind)) throw notFound()
    const sheet = await sheetOf(ctx, input.unitId, month)
    const bare = sheet?.state === 'closed' ? await closedLines(ctx, sheet) : await openLines(ctx, input.unitId, month)
    const payments = await paymentsOf(ctx, bare.map(({ memberId }) => memberId), [month]) // prettier-ignore
    const paid = new Map(payments.map((payment) => [payment.memberId, payment]))
    const collects = await ctx.actor.covers(ctx.db, 'dues.write', [input.unitId])
    const lines = bare.map((line): SheetLine => ({
      ...line,
      base: collects ? line.base : null,
      payment: paid.get(line.memberId) ?? null,
    }))
    const rules = await loadRulebook(ctx)
    const told = unconfirmed(rules, month, lines.some(({ rate }) => rate?.startsWith('other')) ? ['DUES_RATES', 'DUES_REGIONAL_WAGE'] : ['DUES_RATES']) // prettier-ignore
    return {
      unit,
      month,
      today: ctx.today,
      sheet,
      lines,
      sums: sumsOf(lines),
      collects,
      warnings: told.map((rule) => verdictSentence(verdict(rule, false, month))),
    }
  },
})

export const readReceipt = query({
  name: 'dues.read-receipt',
  summary: 'One receipt of a cell: the member, the months it pays for, the sum',
  permission: 'dues.read',
  input: v.object({ paymentId: idField() }),
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
    const { rows } = await sql<Payment & { name: string; voidReason: string | null }>`
      select s.id, s.member_id as "memberId", s.unit_id as "unitId", s.month, s.amount, s.channel, s.paid_on as "paidOn", s.collector,
             s.receipt, p.full_name as name, s.void_reason as "voidReason"
      from dues_payment o
      join dues_payment s on s.tenant_id = ${ctx.tenantId} and s.unit_id = o.unit_id and s.member_id = o.member_id
        and s.receipt = o.receipt and extract(year from s.paid_on) = extract(year from o.paid_on)
      join member m on m.tenant_id = ${ctx.tenantId} and m.id = s.member_id
      join person p on p.tenant_id = ${ctx.tenantId} and p.id = m.person_id
      where o.tenant_id = ${ctx.tenantId} and o.id = ${input.paymentId}
      order by s.month`.execute(ctx.db)
    const [first] = rows
    if (!first) throw notFound()
    const unit = await nameOn(ctx, first.unitId, first.paidOn)
    return { unit, payments: rows, sum: rows.filter(({ voidReason }) => voidReason === null).reduce((all, row) => all + row.amount, 0) } // prettier-ignore
  },
})
