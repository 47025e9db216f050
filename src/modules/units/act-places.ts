// Works the acts of a plan out with the list of places at hand: a unit is put only where a place exists on the day (a district no more
// after 01/07/2025). A place that a unit has already may go on being carried.
import { contains } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { ActFault } from './act-faults.ts'
import { newUnitsOf } from './act-intents.ts'
import { applyActs } from './apply-acts.ts'
import type { AppliedActs } from './apply-acts.ts'
import type { Act, UnitVersion } from './history.ts'
import { localitiesById, placeFault } from './locality-store.ts'
import type { ReorganisationAct } from './reorganisation-acts.ts'

/** What `applyActs` says, and the faults of places. Reads the places of the bloc when an act names one. */
export async function applyPlacedActs(
  ctx: Pick<ReadContext, 'tenantId' | 'db'>,
  versions: readonly UnitVersion[],
  acts: readonly ReorganisationAct[],
  act: Act,
  newVersionId: () => Id,
): Promise<AppliedActs | { faults: ActFault[] }> {
  const applied = applyActs(versions, acts, act, newVersionId)
  const given = acts.flatMap((each, actIndex) => placesGiven(each, actIndex, versions, act))
  if (given.length === 0) return applied
  const localities = await localitiesById(ctx)
  const faults = given.flatMap(({ localityId, ...where }) => {
    const fault = placeFault(localities, localityId, act.on)
    return fault ? [{ ...where, ...fault }] : []
  })
  return faults.length === 0 ? applied : { faults: [...('faults' in applied ? applied.faults : []), ...faults] }
}

function placesGiven(each: ReorganisationAct, actIndex: number, versions: readonly UnitVersion[], { on }: Act) {
  const given = newUnitsOf(each).flatMap(({ unit: { localityId }, field }) =>
    localityId === null ? [] : [{ actIndex, field: `${field}.localityId`, localityId }],
  )
  if (each.kind !== 'change' || !each.facts.localityId) return given
  const { localityId } = each.facts
  const before = versions.find(({ unitId, valid }) => unitId === each.unitId && contains(valid, on))
  return before?.localityId === localityId ? given : [...given, { actIndex, field: 'facts.localityId', localityId }]
}
