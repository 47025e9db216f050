// Reads a plan for change and writes its next state. Whoever changes a plan holds its row until the end of the transaction: of two who
// apply it at once, the second sees that it is applied.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Updateable } from 'kysely'
import type { DB } from '#platform/db/schema.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { PlanAct } from './plan-acts.ts'
import { unitsNamed } from './plan-acts.ts'
import { afterStep } from './plan.ts'
import type { Plan, PlanFailure, PlanState, PlanStep } from './plan.ts'

type Reader = Pick<ReadContext, 'tenantId' | 'db'>

export interface StoredAct {
  id: Id
  act: PlanAct
}

const columns = [
  'id',
  'title',
  'summary',
  'effective_on as effectiveOn',
  'state',
  'decision_id as decisionId',
  'corrects_id as correctsId',
  'reason',
  'scheduled_at as scheduledAt',
  'applied_at as appliedAt',
  'failure',
  'version',
] as const

/** Plans as values; the caller adds which. */
export const plansOf = (ctx: Reader) =>
  ctx.db
    .selectFrom('reorganisation as r')
    .select(columns.map((column) => `r.${column}` as const))
    .where('r.tenant_id', '=', ctx.tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof plansOf>['execute']>>[number]

export const asPlan = (row: Row): Plan => ({
  ...row,
  state: row.state as PlanState,
  failure: row.failure as unknown as PlanFailure | null,
})

/** Why a step is not possible in a state, in the words of who tries it: an error code. */
export function refusalOf(state: PlanState, step: PlanStep): string {
  if (state === 'applied') return 'reorganisations.applied_already'
  if (state === 'withdrawn') return 'reorganisations.withdrawn'
  if (state === 'reversed') return 'reorganisations.reversed'
  if (step === 'reverse') return 'reorganisations.not_applied'
  if (state === 'scheduled') return 'reorganisations.is_scheduled'
  if (step === 'share') return 'reorganisations.shared_already'
  return step === 'schedule' ? 'reorganisations.not_shared' : 'reorganisations.not_scheduled'
}

/**
 * The plan, locked, when the step is possible. Throws not_found, a refusal that tells its state, or stale when it has moved on since
 * `version` (null: whatever it is).
 */
export async function lockPlan(ctx: Context, planId: Id, step: PlanStep, version: number | null): Promise<Plan> {
  const row = await plansOf(ctx).where('r.id', '=', planId).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  const plan = asPlan(row)
  if (afterStep(plan.state, step) === null) throw new AppError(refusalOf(plan.state, step), { on: plan.effectiveOn })
  if (version !== null && plan.version !== version) throw new AppError('stale')
  return plan
}

export type PlanChange = Omit<Updateable<DB['reorganisation']>, 'tenant_id' | 'id' | 'state' | 'version'>

/** Writes what a step changes, with the state after it. Returns what forms need next. */
export async function takeStep(
  ctx: Context,
  plan: Plan,
  step: PlanStep,
  change: PlanChange = {},
): Promise<{ planId: Id; state: PlanState; version: number }> {
  const state = afterStep(plan.state, step) as PlanState
  const version = plan.version + 1
  await ctx.db
    .updateTable('reorganisation')
    .set({ ...change, state, version, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', plan.id)
    .execute()
  ctx.touch(plan.id)
  return { planId: plan.id, state, version }
}

/** The acts of a plan in their order. */
export async function actsOf(ctx: Reader, planId: Id): Promise<StoredAct[]> {
  const rows = await ctx.db
    .selectFrom('reorganisation_act')
    .select(['id', 'input'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('reorganisation_id', '=', planId)
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => ({ id: row.id, act: row.input as unknown as PlanAct }))
}

/** Adds acts after those that are there. Returns their ids in the order given. */
export async function insertActs(ctx: Context, planId: Id, acts: readonly PlanAct[]): Promise<Id[]> {
  const last = await ctx.db
    .selectFrom('reorganisation_act')
    .select((eb) => eb.fn.max('ordinal').as('ordinal'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('reorganisation_id', '=', planId)
    .executeTakeFirst()
  const rows = acts.map((act, at) => ({
    tenant_id: ctx.tenantId,
    id: ctx.newId(),
    reorganisation_id: planId,
    ordinal: (last?.ordinal ?? 0) + at + 1,
    kind: act.kind,
    input: act as never,
    units: unitsNamed(act),
    recorded_at: ctx.now,
    recorded_by: ctx.actor.accountId,
  }))
  await insertRows(ctx.db, 'reorganisation_act', rows)
  return rows.map(({ id }) => id)
}

/** Waits until no other plan of this bloc is being scheduled: two may not both find the other one missing. */
export async function lockSchedule(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reorganisation schedule ${ctx.tenantId}`}, 0))`.execute(
    ctx.db,
  )
}
