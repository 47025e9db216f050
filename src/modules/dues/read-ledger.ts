// One member's dues over the years: by what was paid, waivers and cuts with their decisions, each month with what was owed and given,
// and whether the unpaid months of the year reach rule 4.1.
import { parseRange } from '#kernel/date-range.ts'
import { yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import { explain, loadRulebook, verdict, verdictSentence } from '#modules/rulebook/rulebook.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { monthStart } from './dues.ts'
import type { Channel, DuesClass, ReliefCause, Why } from './dues.ts'
import { strikeOffReached } from './dues-rules.ts'

export interface LedgerMonth {
  month: Day
  due: number | null
  why: Why | null
  paymentId: Id | null
  amount: number | null
  channel: Channel | null
  paidOn: Day | null
  receipt: number | null
  /** Set when the payment was taken back. */
  voidReason: string | null
}

export const readLedger = query({
  name: 'dues.read-ledger',
  summary: "One member's dues: classes, waivers and cuts, months owed and paid, unpaid months of the year",
  permission: 'dues.read',
  input: v.object({ memberId: idField() }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, input) {
    const person = await ctx.db
      .selectFrom('member as m')
      .innerJoin('person as p', (join) =>
        join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'),
      )
      .select(['p.full_name as name'])
      .where('m.tenant_id', '=', ctx.tenantId)
      .where('m.id', '=', input.memberId)
      .executeTakeFirst()
    const [unitId] = await cellOfMember(ctx, input.memberId, ctx.today)
    if (!person || !unitId) throw notFound()
    const collects = await ctx.actor.covers(ctx.db, 'dues.write', [unitId])
    const classes = await ctx.db
      .selectFrom('dues_class')
      .select(['id', 'class', 'base', 'valid', 'note'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('member_id', '=', input.memberId)
      .where('voided_at', 'is', null)
      .orderBy(sql`lower(valid)`, 'desc')
      .execute()
    const reliefs = await ctx.db
      .selectFrom('dues_relief as r')
      .leftJoin('decision as d', (join) =>
        join.onRef('d.tenant_id', '=', 'r.tenant_id').onRef('d.id', '=', 'r.decision_id'),
      )
      .select([
        'r.id',
        'r.cause',
        'r.percent',
        'r.valid',
        'r.note',
        'r.void_reason as voidReason',
        'd.number',
        'd.issued_on as issuedOn',
      ]) // prettier-ignore
      .where('r.tenant_id', '=', ctx.tenantId)
      .where('r.member_id', '=', input.memberId)
      .orderBy(sql`lower(r.valid)`, 'desc')
      .execute()
    const { rows: months } = await sql<LedgerMonth>`
      select coalesce(l.month, y.month) as month, l.due, l.why, y.id as "paymentId", y.amount, y.channel, y.paid_on as "paidOn", y.receipt,
             y.void_reason as "voidReason"
      from (select * from dues_line where tenant_id = ${ctx.tenantId} and member_id = ${input.memberId}) l
      full join (select * from dues_payment where tenant_id = ${ctx.tenantId} and member_id = ${input.memberId}) y on y.month = l.month
      order by 1 desc, y.voided_at nulls first, y.id
      limit 200`.execute(ctx.db)
    const thisMonth = monthStart(ctx.today)
    const standing = new Set(months.filter((row) => row.paymentId !== null && row.voidReason === null).map((row) => row.month)) // prettier-ignore
    const unpaid = new Set(
      months
        .filter(
          ({ month, due, why }) =>
            month < thisMonth && yearOf(month) === yearOf(ctx.today) && (due ?? 0) > 0 && why !== 'deferred',
        ) // prettier-ignore
        .map(({ month }) => month)
        .filter((month) => !standing.has(month)),
    ).size
    const rules = await loadRulebook(ctx)
    const rule = rules.at('STRIKE_OFF_DUES', ctx.today)
    const reached = strikeOffReached(rules, unpaid, ctx.today)
    return {
      memberId: input.memberId,
      name: person.name,
      unit: await nameOn(ctx, unitId, ctx.today),
      today: ctx.today,
      collects,
      classes: classes.map((row) => ({ ...row, class: row.class as DuesClass, base: collects ? row.base : null, valid: parseRange(row.valid) })), // prettier-ignore
      reliefs: reliefs.map((row) => ({ ...row, cause: row.cause as ReliefCause, valid: parseRange(row.valid) })),
      months,
      unpaidMonths: unpaid,
      /** The rule says to consider striking off; nothing follows by itself. */
      finding: rule && reached ? { sentence: verdictSentence(verdict(rule, false, ctx.today)), explanation: explain(rule, ctx.today) } : null, // prettier-ignore
    }
  },
})
