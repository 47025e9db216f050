// Works out what the acts of one plan make of the tree on their common day (HIS-01..05): new versions, lineage, the members' ways.
// Pure: simulation and carrying out ask the same. Acts see each other, whatever their order.
import type { Id } from '#kernel/ids.ts'
import { gatherIntents } from './act-intents.ts'
import type { ActFault, ActWarning } from './act-faults.ts'
import { lineageOfActs } from './act-lineage.ts'
import { routesOfActs } from './act-routes.ts'
import { standOn } from './act-standing.ts'
import { buildTree } from './act-tree.ts'
import type { Act, UnitVersion } from './history.ts'
import type { LineageEdge, MemberRoute, ReorganisationAct } from './reorganisation-acts.ts'

export interface AppliedActs {
  /** Every version of the bloc afterwards; those nobody touched are the very same objects. */
  versions: UnitVersion[]
  lineage: LineageEdge[]
  /** Units whose last day is the day before. */
  ended: Id[]
  founded: Id[]
  /** Complete: cells joined send the rest of their members to the cell that remains. */
  routes: MemberRoute[]
  /** Cells that end, or are no cells any more, inside the bloc: every member of theirs needs another place that day. */
  emptied: Id[]
  /** Cells that leave the bloc with their members, and where to. */
  left: { unitId: Id; to: string }[]
  /** Unconfirmed rules that the result goes against. */
  warnings: ActWarning[]
}

/**
 * The tree after all acts, each beginning on `act.on`; or every reason why they cannot be carried out.
 * `versions` are all versions of the bloc, each unit's in order of time.
 */
export function applyActs(
  versions: readonly UnitVersion[],
  acts: readonly ReorganisationAct[],
  act: Act,
  newVersionId: () => Id,
): AppliedActs | { faults: ActFault[] } {
  const standing = standOn(versions, act.on)
  const intents = gatherIntents(standing, acts)
  if (intents.faults.length > 0) return { faults: intents.faults }
  const tree = buildTree(standing, intents, act, newVersionId)
  if ('faults' in tree) return tree
  const { routes, emptied, faults } = routesOfActs(standing, tree.versions, intents, acts, act.on)
  if (faults.length > 0) return { faults }
  const left = [...intents.endings.values()].flatMap(({ unitId, to }) =>
    to !== null && standing.isCell(unitId) ? [{ unitId, to }] : [],
  )
  return {
    versions: tree.versions,
    warnings: tree.warnings,
    lineage: lineageOfActs(acts, intents),
    ended: [...intents.endings.keys()],
    founded: [...intents.foundings.keys()],
    routes,
    emptied,
    left,
  }
}
