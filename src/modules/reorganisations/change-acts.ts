// Acts of a plan written anew, taken off, put into another order.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { refuseHopeless } from './act-check.ts'
import { asPlanAct, planActInput, unitsNamed } from './plan-acts.ts'
import type { PlanAct } from './plan-acts.ts'
import { actsOf, lockPlan, takeStep } from './plan-store.ts'
import type { Plan, PlanState } from './plan.ts'
import type { StoredAct } from './plan-store.ts'

export interface PlanStepResult {
  planId: Id
  state: PlanState
  version: number
}

async function openPlanWithAct(
  ctx: Context,
  input: { planId: Id; version: number; actId: Id },
): Promise<{ plan: Plan; acts: StoredAct[]; at: number }> {
  const plan = await lockPlan(ctx, input.planId, 'edit', input.version)
  const acts = await actsOf(ctx, plan.id)
  const at = acts.findIndex(({ id }) => id === input.actId)
  if (at < 0) throw AppError.at('actId', 'reorganisations.unknown_act')
  return { plan, acts, at }
}

export const replaceAct = operation({
  name: 'reorganisations.replace-act',
  summary: 'Write an act of a plan anew, in its place',
  permission: 'reorganisation.write',
  input: v.object({ planId: idField(), version: versionField(), actId: idField(), act: planActInput }),
  async run(ctx, input): Promise<PlanStepResult> {
    const { plan, acts, at } = await openPlanWithAct(ctx, input)
    const act: PlanAct = asPlanAct(input.act)
    const before = acts[at]?.act
    const next = acts.map((each, n) => (n === at ? act : each.act))
    await refuseHopeless(ctx, { plan, acts: next, judged: { only: at, path: 'act' } })
    await ctx.db
      .updateTable('reorganisation_act')
      .set({ kind: act.kind, input: JSON.stringify(act), units: unitsNamed(act) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.actId)
      .execute()
    ctx.note({ before, after: act })
    return takeStep(ctx, plan, 'edit')
  },
})

export const removeAct = operation({
  name: 'reorganisations.remove-act',
  summary: 'Take an act off a plan',
  permission: 'reorganisation.write',
  input: v.object({ planId: idField(), version: versionField(), actId: idField() }),
  async run(ctx, input): Promise<PlanStepResult> {
    const { plan, acts, at } = await openPlanWithAct(ctx, input)
    await ctx.db
      .deleteFrom('reorganisation_act')
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', input.actId)
      .execute()
    ctx.note({ removed: acts[at]?.act })
    return takeStep(ctx, plan, 'edit')
  },
})

export const reorderActs = operation({
  name: 'reorganisations.reorder-acts',
  summary: 'Put the acts of a plan into another order: all their ids, in the order wanted',
  permission: 'reorganisation.write',
  input: v.object({ planId: idField(), version: versionField(), actIds: v.array(idField()) }),
  async run(ctx, input): Promise<PlanStepResult> {
    const plan = await lockPlan(ctx, input.planId, 'edit', input.version)
    const acts = await actsOf(ctx, plan.id)
    const known = new Set(acts.map(({ id }) => id))
    const wanted = new Set(input.actIds)
    if (wanted.size !== input.actIds.length || wanted.size !== known.size || !wanted.isSubsetOf(known)) {
      throw AppError.at('actIds', 'reorganisations.other_acts')
    }
    // The numbers are unique at every moment but the last of the transaction.
    await sql`set constraints all deferred`.execute(ctx.db)
    await sql`update reorganisation_act a set ordinal = o.n
      from unnest(${input.actIds}::uuid[]) with ordinality as o (id, n)
      where a.tenant_id = ${ctx.tenantId} and a.id = o.id`.execute(ctx.db)
    return takeStep(ctx, plan, 'edit')
  },
})
