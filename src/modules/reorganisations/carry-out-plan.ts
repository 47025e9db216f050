// Carries out a plan in one transaction: the tree, its members, what is open, the posts. Everything or nothing; in the end every area is
// asked again whether something goes on in a unit that is no more (HIS-05).
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { moveAlong } from '#modules/members/members.server.ts'
import type { MovesOutcome } from '#modules/members/members.server.ts'
import { carryOutActs, lockTree, matterKinds } from '#modules/units/units.server.ts'
import type { ActsOutcome, LineageEdge } from '#modules/units/units.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { appointAll } from './appoint-posts.ts'
import { isUnitAct } from './plan-acts.ts'
import { actsOf, takeStep } from './plan-store.ts'
import type { Plan } from './plan.ts'
import { settledPlan } from './settled-plan.ts'
import { handOvers } from './successors.ts'
import type { Simulation } from './work-out.ts'

/** What applying wrote, kept with the plan: to show it, and to take it back. */
export interface PlanOutcome {
  units: ActsOutcome
  members: MovesOutcome
  /** How many of each area went to successors. */
  handedOver: Record<string, number>
  appointed: number
  counts: Simulation['counts']
}

/** How much went to successors or into posts: that has a life of its own by now, and only a correction reaches it. */
export const handedOn = ({ handedOver, appointed }: Pick<PlanOutcome, 'handedOver' | 'appointed'>): number =>
  Object.values(handedOver).reduce((sum, count) => sum + count, appointed)

/** The caller holds the plan's row. Throws what settledPlan, carryOutActs or moveAlong throw, and changes nothing then. */
export async function carryOutPlan(ctx: Context, plan: Plan): Promise<{ version: number; outcome: PlanOutcome }> {
  const { effectiveOn: on, decisionId } = plan
  await lockTree(ctx)
  const acts = (await actsOf(ctx, plan.id)).map(({ act }) => act)
  const simulation = await settledPlan(ctx, plan, acts)
  const units = await carryOutActs(ctx, acts.filter(isUnitAct), { on, decisionId, membersOf: membersAlong(simulation) })
  const members = await moveAlong(ctx, units, { on, decisionId, reason: plan.title })
  const handedOver: Record<string, number> = {}
  const routes = handOvers(simulation.matters)
  for (const kind of matterKinds()) {
    const ways = routes.get(kind.name)
    if (ways && kind.handOver) handedOver[kind.name] = await kind.handOver(ctx, ways, { on, decisionId })
  }
  const appointed = await appointAll(ctx, acts, { on, decisionId })
  await refuseRemainders(ctx, units, plan)
  const outcome: PlanOutcome = { units, members, handedOver, appointed, counts: simulation.counts }
  const { version } = await takeStep(ctx, plan, 'apply', {
    applied_at: ctx.now,
    applied_by: ctx.actor.accountId,
    outcome: JSON.stringify(outcome),
    failure: null,
  })
  ctx.note({ effectiveOn: on, counts: simulation.counts, moved: members.openedCells.length, handedOver })
  return { version, outcome }
}

/**
 * Carries the plan out and takes it all back within the transaction: what its day would stumble over is told when it is fixed.
 * Throws like carryOutPlan.
 */
export async function rehearse(ctx: Context, plan: Plan): Promise<void> {
  const silent: Context = { ...ctx, touch: () => {}, note: () => {} }
  await sql`savepoint rehearsal`.execute(ctx.db)
  await carryOutPlan(silent, { ...plan, state: 'scheduled' })
  await sql`rollback to savepoint rehearsal`.execute(ctx.db)
}

// How many members go along an edge of the lineage: those who change their cell this way, and those whose cells, with all below them,
// come to stand there. What leaves the bloc goes as a whole.
function membersAlong({ members, before, after }: Simulation): (edge: LineageEdge) => number | null {
  const strength = new Map(before.map((row) => [row.id, row.members]))
  const children = Map.groupBy(before, (row) => row.parentId)
  const parents = new Map(after.map((row) => [row.id, row.parentId]))
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  return ({ kind, predecessorId, successorId }) => {
    if (predecessorId === null) return null
    if (kind === 'transfer_out') return strength.get(predecessorId) ?? null
    const ways = members.ways.filter(({ from, to }) => from === predecessorId && to === successorId)
    const below = (children.get(predecessorId) ?? []).filter(({ id }) => parents.get(id) === successorId)
    return sum(ways.map(({ count }) => count)) + sum(below.map((row) => row.members))
  }
}

async function refuseRemainders(ctx: Context, { ended, emptied }: ActsOutcome, plan: Plan): Promise<void> {
  const cells: Id[] = emptied.filter((unitId) => !ended.includes(unitId))
  for (const kind of matterKinds().filter(({ blocks }) => blocks)) {
    const units = kind.ofCells ? [...ended, ...cells] : ended
    const [left] = units.length === 0 ? [] : await kind.list(ctx, units, plan.effectiveOn)
    if (!left) continue
    throw new AppError('reorganisations.remainder', {
      area: kind.name,
      count: left.count,
      names: left.examples.map(({ label }) => label),
    })
  }
}
