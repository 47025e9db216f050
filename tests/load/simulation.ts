// The simulation of a plan that touches all 600 cells of a bloc: each second cell is absorbed by its neighbour, its members with it.
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { planMeeting } from '#modules/meetings/meetings.server.ts'
import { addActs, openPlan, simulatePlan, withdrawPlan } from '#modules/reorganisations/reorganisations.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import type { Database } from '#platform/db/db.ts'
import { readTenant } from '#platform/db/db.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { SLUG } from './data.ts'
import { inTurn } from './measure.ts'

const ON = '2027-01-01'
const CELLS = 600
/** Of so many ending cells a meeting is planned. */
const PLANNED = 50

/** Neighbours under one parent, two and two, an odd one with the last: who ends, and into whom. */
async function neighbours(database: Database, tenantId: Id): Promise<{ inputs: Id[]; into: Id }[]> {
  const cells = await readTenant(database, tenantId, (db) =>
    db
      .selectFrom('unit_version')
      .select(['unit_id', 'parent_id'])
      .where('tenant_id', '=', tenantId)
      .where('kind', 'in', ['sub_cell', 'grassroots_cell'])
      .orderBy('ordinal')
      .execute(),
  )
  return [...Map.groupBy(cells, (cell) => cell.parent_id).values()].flatMap((siblings) => {
    const joins: { inputs: Id[]; into: Id }[] = []
    siblings.forEach(({ unit_id }, at) => {
      const last = joins.at(-1)
      if (last && (last.inputs.length === 0 || at === siblings.length - 1)) last.inputs.push(unit_id)
      else joins.push({ inputs: [], into: unit_id })
    })
    return joins
  })
}

export interface SimulationTime {
  ms: number
  /** What the plan did, in words. */
  told: string
}

/** Median milliseconds of the query. Throws when it does not work out what it should. */
export async function simulationTime(database: Database): Promise<SimulationTime> {
  const tenant = await tenantBySlug(database, SLUG)
  if (!tenant) throw new Error('The benchmark data is not loaded')
  const caller = systemCaller(tenant.id, 'bench')
  const joins = await neighbours(database, tenant.id)
  const ending = joins.flatMap(({ inputs }) => inputs)
  for (const unitId of ending.slice(0, PLANNED))
    await execute(database, caller, planMeeting, { unitId, months: '01/2027' })
  const acts = joins.map((join) => ({ kind: 'absorb', ...join }))
  const opened = await execute(database, caller, openPlan, { title: 'bench', effectiveOn: ON })
  const began = performance.now()
  const plan = await execute(database, caller, addActs, { ...opened, acts })
  const adding = performance.now() - began
  const simulate = () => ask(database, caller, simulatePlan, { planId: plan.planId })
  const { counts, members, mayCommit, matters } = await simulate()
  if (!mayCommit || counts.ended !== ending.length || members.moved < 1000)
    throw new Error('The plan is not what it should be')
  const [ms = NaN] = await inTurn(15, simulate)
  await execute(database, caller, withdrawPlan, { planId: plan.planId, version: plan.version, reason: 'bench' })
  const touched = joins.length + ending.length
  if (touched !== CELLS) throw new Error(`${touched} cells are touched`)
  return {
    ms,
    told: `${touched} cells, ${counts.ended} end, ${members.moved} of ${members.total} members move, ${matters.length} units with open meetings; adding the acts ${Math.round(adding)} ms`,
  }
}
