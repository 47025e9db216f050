// Opens a plan: what is to change, from which day. Its acts follow.
import { dayField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import * as v from 'valibot'

export const openPlan = operation({
  name: 'reorganisations.open-plan',
  summary: 'Open a plan of reorganisation with its title and the first day of the new order',
  permission: 'reorganisation.write',
  input: v.object({ title: textField(250), summary: v.optional(optionalText(5000), null), effectiveOn: dayField() }),
  async run(ctx, input) {
    return { planId: await insertPlan(ctx, { ...input, correctsId: null, reason: null }), version: 1 }
  },
})

interface NewPlan {
  title: string
  summary: string | null
  effectiveOn: Day
  correctsId: Id | null
  reason: string | null
}

/** Writes a draft. Returns its id. */
export async function insertPlan(ctx: Context, plan: NewPlan): Promise<Id> {
  const id = ctx.newId()
  await ctx.db
    .insertInto('reorganisation')
    .values({
      tenant_id: ctx.tenantId,
      id,
      title: plan.title,
      summary: plan.summary,
      effective_on: plan.effectiveOn,
      state: 'draft',
      corrects_id: plan.correctsId,
      reason: plan.reason,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.accountId,
      changed_at: ctx.now,
    })
    .execute()
  ctx.touch(id)
  ctx.note({ title: plan.title, effectiveOn: plan.effectiveOn })
  return id
}
