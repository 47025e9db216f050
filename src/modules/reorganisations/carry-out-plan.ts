// Carries out a plan in one transaction: the tree, its members, what is open, the posts. Everything or nothing; in the end every area is
// asked again whether something goes on in a unit that is no more (HIS-05).
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { moveAlong } from '#modules/members/members.server.ts'
import type { MovesOutcome } from '#modules/members/members.server.ts'
import { carryOutActs, lockTree, matterKinds } from '#modules/units/units.server.ts'
import type { ActsOutcome, LineageEdge } from '#modules/units/units.server.ts'
import type { Context } from '#platform/operation/operation.ts'
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

// How many members go along an edge of the lineage: those of the cells joined or divided themselves, or of all cells below the unit.
function membersAlong({ members, before }: Simulation): (edge: LineageEdge) => number | null {
  const strength = new Map(before.map((row) => [row.id, row.members]))
  return ({ kind, predecessorId, successorId }) => {
    if (predecessorId === null) return null
    const ways = members.ways.filter(
      ({ from, to }) => from === predecessorId && (kind === 'transfer_out' ? to === null : to === successorId),
    )
    const along = ways.reduce((sum, { count }) => sum + count, 0)
    // Committees keep no members of their own: joined as a whole, all of theirs come along.
    return along > 0 || kind === 'split' || kind === 'separate' || kind === 'dissolve'
      ? along
      : (strength.get(predecessorId) ?? null)
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
