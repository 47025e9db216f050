// Days that do not count for seniority, or count after all: dated, with the cause as SENIORITY_DEDUCT names it and the paper.
import { formatRange } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { citeDecision, decisionFields } from '#modules/decisions/decisions.server.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import { choiceField, dayField, idField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'

export const GAP_CAUSES = ['expelled', 'removed', 'lost_contact', 'transfer_gap', 'restored'] as const

export const recordGap = operation({
  name: 'badges.record-gap',
  summary: 'Record days that do not count for seniority; or, wrongly outside and restored, days that do',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    cause: choiceField(GAP_CAUSES),
    from: dayField(),
    /** The first day that counts again (for restored: the day of return). */
    to: dayField(),
    note: optionalText(500),
    ...decisionFields(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  constraints: { seniority_gap_tenant_id_member_id_valid_excl: { code: 'badges.gap_overlaps', field: 'from' } },
  async run(ctx, input) {
    if (input.to <= input.from) throw AppError.at('to', 'badges.days_reversed')
    if (input.to > ctx.today) throw AppError.at('to', 'badges.in_future')
    if (input.decisionId === null && input.decision === null) throw AppError.at('decision.number', 'badges.decision_required') // prettier-ignore
    const id = ctx.newId()
    await ctx.db
      .insertInto('seniority_gap')
      .values({
        tenant_id: ctx.tenantId,
        id,
        member_id: input.memberId,
        cause: input.cause,
        valid: formatRange({ from: input.from, to: input.to }),
        note: input.note,
        decision_id: await citeDecision(ctx, input),
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
      .execute()
    ctx.touch(id, input.memberId)
    ctx.note({ cause: input.cause, from: input.from, to: input.to })
    return { memberId: input.memberId }
  },
})

export const voidGap = operation({
  name: 'badges.void-gap',
  summary: 'Take back days entered wrongly, with the reason',
  permission: 'member.write',
  input: v.object({ gapId: idField(), reason: textField(500) }),
  async units(ctx, input) {
    const row = await ctx.db
      .selectFrom('seniority_gap')
      .select('member_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.gapId)
      .executeTakeFirst()
    return row ? cellOfMember(ctx, row.member_id, ctx.today) : []
  },
  async run(ctx, input) {
    const { rows } = await sql<{ memberId: Id }>`
      update seniority_gap set voided_at = ${ctx.now}, void_reason = ${input.reason}
      where tenant_id = ${ctx.tenantId} and id = ${input.gapId} and voided_at is null
      returning member_id as "memberId"`.execute(ctx.db)
    const [row] = rows
    if (!row) throw new AppError('badges.voided_already')
    ctx.touch(input.gapId, row.memberId)
    ctx.note({ reason: input.reason })
    return { memberId: row.memberId }
  },
})
