// A responsible person goes through each quarter's reads of masked fields and says so: who, when, how many there were. The quarter must
// be over, so that nothing comes into a list that was gone through; taken back, it may be gone through again.
import { addDays, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, notFound } from '#kernel/errors.ts'
import type { DueItem } from '#kernel/due.ts'
import { periodCode, periodSpan } from '#kernel/period.ts'
import type { QuarterPeriod } from '#kernel/period.ts'
import { addWorkingDays } from '#kernel/working-days.ts'
import { countReads } from '#modules/access/access.server.ts'
import { loadRulebook, quantityOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import { integerField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'

/** The quarter `back` quarters before the day's own. */
export function quarterBefore(day: Day, back: number): QuarterPeriod {
  const at = yearOf(day) * 4 + Math.floor((monthOf(day) - 1) / 3) - back
  return { kind: 'quarter', year: Math.floor(at / 4), quarter: (at % 4) + 1 }
}

const quarterFields = () => ({ year: integerField(1930, 2200), quarter: integerField(1, 4) })
const quarterOf = (input: { year: number; quarter: number }): QuarterPeriod => ({ kind: 'quarter', ...input })

const reviewsOf = (ctx: ReadContext, quarters: readonly string[]) =>
  ctx.db
    .selectFrom('read_review as r')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'r.tenant_id').onRef('a.id', '=', 'r.reviewed_by'),
    )
    .select(['r.id', 'r.quarter', 'r.reads', 'r.note', 'r.reviewed_at as reviewedAt', 'a.display_name as reviewer'])
    .where('r.tenant_id', '=', ctx.tenantId)
    .where('r.quarter', 'in', [...quarters])
    .where('r.withdrawn_at', 'is', null)

export const readReview = query({
  name: 'records.read-review',
  summary: 'Whether a quarter’s reads of masked fields were gone through, by whom and when',
  permission: 'audit.read',
  input: v.object(quarterFields()),
  async run(ctx, input) {
    if (!ctx.scope('audit.read').whole) throw notFound()
    const quarter = quarterOf(input)
    const review = await reviewsOf(ctx, [periodCode(quarter)]).executeTakeFirst()
    return { over: periodSpan(quarter).to < ctx.today, review: review ?? null }
  },
})

export const reviewReads = operation({
  name: 'records.review-reads',
  summary: 'Say that a quarter’s reads of masked fields were gone through',
  permission: 'audit.read',
  input: v.object({ ...quarterFields(), note: v.optional(optionalText(1000), null) }),
  constraints: { read_review_once: { code: 'records.quarter_reviewed' } },
  async run(ctx, input) {
    const quarter = quarterOf(input)
    const span = periodSpan(quarter)
    if (span.to >= ctx.today) throw new AppError('records.quarter_running', { on: addDays(span.to, 1) })
    const reads = (await countReads.run(ctx, span)).reduce((sum, row) => sum + row.reads, 0)
    const id = ctx.newId()
    await ctx.db
      .insertInto('read_review')
      .values({
        tenant_id: ctx.tenantId,
        id,
        quarter: periodCode(quarter),
        reads,
        note: input.note,
        reviewed_at: ctx.now,
        reviewed_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id)
    ctx.note({ quarter: periodCode(quarter), reads })
    return { id }
  },
})

export const withdrawReview = operation({
  name: 'records.withdraw-review',
  summary: 'Take back that a quarter’s reads were gone through, with the reason',
  permission: 'audit.read',
  input: v.object({ ...quarterFields(), reason: textField(500) }),
  async run(ctx, input) {
    const quarter = periodCode(quarterOf(input))
    const withdrawn = await ctx.db
      .updateTable('read_review')
      .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.accountId })
      .where('tenant_id', '=', ctx.tenantId)
      .where('quarter', '=', quarter)
      .where('withdrawn_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!withdrawn) throw notFound()
    ctx.touch(withdrawn.id)
    ctx.note({ quarter, reason: input.reason })
    return { id: withdrawn.id }
  },
})

const LOOKED_BACK = 4

/** The oldest quarter of the last four whose reads nobody went through; kind `reads_to_review`. A quarter without reads asks nothing. */
export async function readReviewDue(ctx: ReadContext): Promise<DueItem[]> {
  const top = ctx.actor.stands.find((stand) => stand.whole)
  if (!top || !ctx.actor.holds('audit.read') || !ctx.scope('audit.read').whole) return []
  const quarters = Array.from({ length: LOOKED_BACK }, (_, i) => quarterBefore(ctx.today, LOOKED_BACK - i))
  const done = new Set((await reviewsOf(ctx, quarters.map(periodCode)).execute()).map((row) => row.quarter))
  const rules = await loadRulebook(ctx)
  for (const quarter of quarters.filter((one) => !done.has(periodCode(one)))) {
    const span = periodSpan(quarter)
    const reads = (await countReads.run(ctx, span)).reduce((sum, row) => sum + row.reads, 0)
    if (reads === 0) continue
    const term = rules.at('READ_REVIEW', span.to)
    const dueOn = term
      ? addWorkingDays(workingCalendarOf(rules), span.to, quantityOf(term).amount)
      : addDays(span.to, 1)
    const href = `/nhat-ky/doc-thong-tin?ky=${periodCode(quarter)}`
    return [
      { kind: 'reads_to_review', params: { period: periodCode(quarter), reads }, dueOn, href, unitId: top.unitId },
    ]
  }
  return []
}
