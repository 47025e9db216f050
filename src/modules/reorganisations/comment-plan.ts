// What units say to a plan, about one act or the whole, and what the plan's writers answer.
import { AppError, notFound } from '#kernel/errors.ts'
import { idField, optionalId, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { reachedBy } from './plan-reach.ts'
import { actsOf, lockPlan } from './plan-store.ts'

export const commentPlan = operation({
  name: 'reorganisations.comment-plan',
  summary: 'Comment on a plan, or on one of its acts',
  permission: 'reorganisation.read',
  input: v.object({ planId: idField(), actId: v.optional(optionalId(), null), body: textField(5000) }),
  units: reachedBy,
  async run(ctx, input) {
    const plan = await lockPlan(ctx, input.planId, 'comment', null)
    if (input.actId !== null && !(await actsOf(ctx, plan.id)).some(({ id }) => id === input.actId)) {
      throw AppError.at('actId', 'reorganisations.unknown_act')
    }
    const commentId = ctx.newId()
    await ctx.db
      .insertInto('reorganisation_comment')
      .values({
        tenant_id: ctx.tenantId,
        id: commentId,
        reorganisation_id: plan.id,
        act_id: input.actId,
        body: input.body,
        at: ctx.now,
        account_id: ctx.actor.accountId,
        author: ctx.actor.name,
      })
      .execute()
    ctx.touch(plan.id, commentId)
    return { planId: plan.id, commentId }
  },
})

export const answerComment = operation({
  name: 'reorganisations.answer-comment',
  summary: 'Answer a comment on a plan; the answer settles it',
  permission: 'reorganisation.write',
  input: v.object({ commentId: idField(), answer: textField(5000) }),
  async run(ctx, input) {
    const comment = await ctx.db
      .selectFrom('reorganisation_comment')
      .select(['id', 'reorganisation_id as planId', 'answered_at as answeredAt'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.commentId)
      .forUpdate()
      .executeTakeFirst()
    if (!comment) throw notFound()
    if (comment.answeredAt !== null) throw new AppError('reorganisations.answered_already')
    await ctx.db
      .updateTable('reorganisation_comment')
      .set({ answer: input.answer, answered_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', comment.id)
      .execute()
    ctx.touch(comment.planId, comment.id)
    return { planId: comment.planId, commentId: comment.id }
  },
})
