// One plan with its acts, comments, decision and what applying it did; names of all units and people that its words need.
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { decisionsById } from '#modules/decisions/decisions.server.ts'
import type { Decision } from '#modules/decisions/decisions.server.ts'
import { isUnder, namesOn, newUnitsOf } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { PlanOutcome } from './carry-out-plan.ts'
import { isUnitAct, unitsNamed } from './plan-acts.ts'
import type { PlanAct } from './plan-acts.ts'
import { planInReach } from './plan-reach.ts'
import { actsOf, asPlan, plansOf } from './plan-store.ts'
import type { StoredAct } from './plan-store.ts'
import { afterStep, PLAN_STEPS } from './plan.ts'
import type { Plan, PlanStep } from './plan.ts'

export interface PlanComment {
  id: Id
  actId: Id | null
  body: string
  at: Date
  author: string
  answer: string | null
  answeredAt: Date | null
}

export interface PlanView extends Plan {
  decision: Decision | null
  /** In order; for who does not answer for the whole bloc only those that concern own units. */
  acts: (StoredAct & { ordinal: number })[]
  comments: PlanComment[]
  /** Names of units on the plan's day, those to come included. */
  unitNames: Record<Id, string>
  /** Names of the members and persons that acts name. */
  personNames: Record<Id, string>
  corrects: { id: Id; title: string } | null
  correctedBy: { id: Id; title: string }[]
  /** What applying it did. */
  done: (Pick<PlanOutcome, 'counts' | 'handedOver' | 'appointed'> & { moved: number; departed: number }) | null
  /** The steps that its state and the caller's rights allow. */
  steps: PlanStep[]
}

const RIGHTS: Readonly<Record<PlanStep, 'reorganisation.read' | 'reorganisation.write' | 'reorganisation.apply'>> = {
  edit: 'reorganisation.write',
  share: 'reorganisation.write',
  comment: 'reorganisation.read',
  withdraw: 'reorganisation.write',
  schedule: 'reorganisation.apply',
  unschedule: 'reorganisation.apply',
  apply: 'reorganisation.apply',
  reverse: 'reorganisation.apply',
}

export const readPlan = query({
  name: 'reorganisations.read-plan',
  summary: 'One plan of reorganisation: acts, comments, decision, what it did',
  permission: 'reorganisation.read',
  input: v.object({ planId: idField() }),
  async run(ctx, input): Promise<PlanView> {
    const row = await plansOf(ctx)
      .select('r.outcome')
      .where('r.id', '=', input.planId)
      .where(planInReach(ctx))
      .executeTakeFirst()
    if (!row) throw notFound()
    const { outcome, ...rest } = row
    const plan = asPlan(rest)
    const acts = await visibleActs(ctx, plan.id)
    const decisions = await decisionsById(ctx, plan.decisionId === null ? [] : [plan.decisionId])
    return {
      ...plan,
      decision: decisions.get(plan.decisionId ?? '') ?? null,
      acts,
      comments: await commentsOf(ctx, plan.id, acts),
      unitNames: await unitNames(ctx, acts, plan),
      personNames: await personNames(ctx, acts),
      ...(await corrections(ctx, plan)),
      done: outcome === null ? null : doneBy(outcome as unknown as PlanOutcome),
      steps: PLAN_STEPS.filter((step) => mayTake(ctx, plan, step)),
    }
  },
})

function mayTake(ctx: ReadContext, plan: Plan, step: PlanStep): boolean {
  const right = RIGHTS[step]
  if (!ctx.actor.holds(right) || (right !== 'reorganisation.read' && !ctx.scope(right).whole)) return false
  const dayHasCome = plan.effectiveOn <= ctx.today
  if (step === 'apply' && !dayHasCome) return false
  if (step === 'unschedule' && dayHasCome && plan.failure === null) return false
  return afterStep(plan.state, step) !== null
}

const doneBy = ({ counts, handedOver, appointed, members }: PlanOutcome): PlanView['done'] => ({
  ...{ counts, handedOver, appointed },
  moved: members.openedCells.length,
  departed: members.leftMembers.length,
})

async function visibleActs(ctx: ReadContext, planId: Id): Promise<PlanView['acts']> {
  const acts = (await actsOf(ctx, planId)).map((each, at) => ({ ...each, ordinal: at + 1 }))
  const scope = ctx.scope('reorganisation.read')
  if (scope.whole) return acts
  const { rows } = await sql<{ id: Id }>`
    select a.id from reorganisation_act a where a.tenant_id = ${ctx.tenantId} and a.reorganisation_id = ${planId} and exists (
      select from unnest(a.units) as concerned (unit_id) where ${isUnder(ctx, scope.units, ctx.today, 'concerned.unit_id')})`.execute(
    ctx.db,
  )
  const seen = new Set(rows.map(({ id }) => id))
  return acts.filter(({ id }) => seen.has(id))
}

async function commentsOf(ctx: ReadContext, planId: Id, acts: readonly StoredAct[]): Promise<PlanComment[]> {
  const rows = await ctx.db
    .selectFrom('reorganisation_comment')
    .select(['id', 'act_id as actId', 'body', 'at', 'author', 'answer', 'answered_at as answeredAt'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('reorganisation_id', '=', planId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  if (ctx.scope('reorganisation.read').whole) return rows
  const seen = new Set(acts.map(({ id }) => id))
  return rows.filter(({ actId }) => actId === null || seen.has(actId))
}

async function unitNames(ctx: ReadContext, acts: readonly StoredAct[], plan: Plan): Promise<Record<Id, string>> {
  const named = await namesOn(
    ctx,
    acts.flatMap(({ act }) => unitsNamed(act)),
    plan.effectiveOn,
  )
  const names: Record<Id, string> = Object.fromEntries([...named].map(([id, { name }]) => [id, name]))
  for (const { act } of acts) {
    if (isUnitAct(act)) for (const { unit } of newUnitsOf(act)) names[unit.unitId] = unit.name
  }
  return names
}

const peopleIn = (act: PlanAct): { members: readonly Id[]; persons: readonly Id[] } => {
  if (act.kind === 'appoint') return { members: [], persons: act.personId === null ? [] : [act.personId] }
  const routes = isUnitAct(act) ? (act.members ?? []) : []
  return { members: routes.flatMap(({ members }) => (members === 'rest' ? [] : members)), persons: [] }
}

// Who reads only part of the plan reads no lists of other units' members.
async function personNames(ctx: ReadContext, acts: readonly StoredAct[]): Promise<Record<Id, string>> {
  const people = acts.map(({ act }) => peopleIn(act))
  const [members, persons] = [people.flatMap((each) => each.members), people.flatMap((each) => each.persons)]
  if ((members.length === 0 && persons.length === 0) || !ctx.scope('reorganisation.read').whole) return {}
  const { rows } = await sql<{ id: Id; name: string }>`
    select m.id, p.full_name as name from member m join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where m.tenant_id = ${ctx.tenantId} and m.id = any(${members}::uuid[])
    union all
    select p.id, p.full_name as name from person p
    where p.tenant_id = ${ctx.tenantId} and p.id = any(${persons}::uuid[])`.execute(ctx.db)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

async function corrections(ctx: ReadContext, plan: Plan): Promise<Pick<PlanView, 'corrects' | 'correctedBy'>> {
  const rows = await ctx.db
    .selectFrom('reorganisation as r')
    .select(['r.id', 'r.title', 'r.corrects_id as correctsId'])
    .where('r.tenant_id', '=', ctx.tenantId)
    .where((eb) => eb.or([eb('r.corrects_id', '=', plan.id), eb('r.id', '=', plan.correctsId ?? plan.id)]))
    .where(planInReach(ctx))
    .orderBy('r.effective_on')
    .execute()
  const titled = ({ id, title }: (typeof rows)[number]) => ({ id, title })
  return {
    corrects: rows.filter(({ id }) => id === plan.correctsId).map(titled)[0] ?? null,
    correctedBy: rows.filter(({ correctsId }) => correctsId === plan.id).map(titled),
  }
}
