// What a plan would do, worked out from the records as they are now: nothing is written.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { placeRows } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { readPlanFacts } from './plan-facts.ts'
import { planInReach } from './plan-reach.ts'
import { actsOf, asPlan, plansOf, refusalOf } from './plan-store.ts'
import { afterStep } from './plan.ts'
import type { PlanState } from './plan.ts'
import type { PlanRow } from './plan-tree.ts'
import { workOut } from './work-out.ts'
import type { Simulation } from './work-out.ts'

export interface PlanSimulation extends Simulation {
  planId: Id
  state: PlanState
  version: number
}

export const simulatePlan = query({
  name: 'reorganisations.simulate-plan',
  summary:
    'What a plan would do: trees before and after, members, open matters, rules, and whether it may be carried out',
  permission: 'reorganisation.read',
  input: v.object({ planId: idField() }),
  async run(ctx, input): Promise<PlanSimulation> {
    const row = await plansOf(ctx).where('r.id', '=', input.planId).where(planInReach(ctx)).executeTakeFirst()
    if (!row) throw notFound()
    const plan = asPlan(row)
    // What has been carried out, or given up, is not worked out against the records of today.
    if (afterStep(plan.state, 'comment') === null) throw new AppError(refusalOf(plan.state, 'comment'))
    const acts = (await actsOf(ctx, plan.id)).map(({ act }) => act)
    const simulation = workOut(await readPlanFacts(ctx, plan, acts))
    const scope = ctx.scope('reorganisation.read')
    const seen = scope.whole ? simulation : within(simulation, scope.units)
    return { ...seen, planId: plan.id, state: plan.state, version: plan.version }
  },
})

/** What of a simulation is about these units and everything below them, before or after. Pure. */
export function within(simulation: Simulation, units: readonly Id[]): Simulation {
  // Reading order: parents come first.
  const below = (known: ReadonlySet<Id>, rows: readonly PlanRow[]): Set<Id> => {
    const all = new Set(known)
    for (const { id, parentId } of rows) if (parentId !== null && all.has(parentId)) all.add(id)
    return all
  }
  const own = below(new Set(units), simulation.before)
  const reached = below(own, simulation.after)
  const theirs = new Set(simulation.before.map(({ id }) => id)).difference(own)
  const rows = (all: readonly PlanRow[]): PlanRow[] => placeRows(all.filter(({ id }) => reached.has(id)))
  // Units still to come under these are shown; what goes on in them now, with its people, is their own business.
  const ofOwn = <Part extends { unitId: Id | null }>(parts: readonly Part[]): Part[] =>
    parts.filter(({ unitId }) => unitId !== null && reached.has(unitId) && !theirs.has(unitId))
  const [before, after] = [rows(simulation.before), rows(simulation.after)]
  const marked = (change: string) => [...before, ...after].filter((row) => row.change === change).length
  const { members } = simulation
  const ways = members.ways.filter(({ from, to }) => reached.has(from) || (to !== null && reached.has(to)))
  const sum = (out: boolean) =>
    ways.filter(({ to }) => (to === null) === out).reduce((total, { count }) => total + count, 0)
  return {
    ...simulation,
    missing: ofOwn(simulation.missing),
    faults: [],
    before,
    after,
    counts: {
      founded: marked('new'),
      ended: marked('gone'),
      moved: marked('moved'),
      renamed: marked('renamed'),
      changed: marked('changed'),
    },
    members: {
      total: before.filter(({ depth }) => depth === 0).reduce((total, row) => total + row.members, 0),
      moved: sum(false),
      departed: sum(true),
      ways,
      withoutPlace: ofOwn(members.withoutPlace),
    },
    matters: ofOwn(simulation.matters),
    thresholds: simulation.thresholds.filter(({ unitId }) => reached.has(unitId)),
    names: Object.fromEntries(Object.entries(simulation.names).filter(([id]) => reached.has(id))),
  }
}
