// How dues go up the tree: each unit keeps its share of what comes to it and passes the rest to the unit above (DUES_RETENTION).
// The shares of all units and what leaves the top add up to what was collected, to the đồng.
import type { Id } from '#kernel/ids.ts'
import { keepAndPass } from './money.ts'

export interface PassingUnit {
  readonly id: Id
  readonly parentId: Id | null
  readonly kind: string
}

export interface Passed {
  /** Collected by the unit itself. */
  readonly collected: number
  /** Its own and what the units below are to pass to it. */
  readonly received: number
  readonly kept: number
  readonly passed: number
}

/**
 * What each unit keeps and passes up. `units` in any order; a unit whose parent is not among them passes out of the tree. A kind
 * without a share keeps nothing.
 */
export function passUp(
  units: readonly PassingUnit[],
  collected: ReadonlyMap<Id, number>,
  percents: ReadonlyMap<string, number>,
): Map<Id, Passed> {
  const known = new Set(units.map(({ id }) => id))
  const below = new Map<Id | null, PassingUnit[]>()
  for (const unit of units) {
    const parent = unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null
    below.set(parent, [...(below.get(parent) ?? []), unit])
  }
  const result = new Map<Id, Passed>()
  const visit = (unit: PassingUnit): number => {
    const own = collected.get(unit.id) ?? 0
    const received = (below.get(unit.id) ?? []).reduce((sum, child) => sum + visit(child), own)
    const { kept, passed } = keepAndPass(received, percents.get(unit.kind) ?? 0)
    result.set(unit.id, { collected: own, received, kept, passed })
    return passed
  }
  for (const top of below.get(null) ?? []) visit(top)
  return result
}

/** What leaves the tree at its top. */
export function leaving(units: readonly PassingUnit[], passed: ReadonlyMap<Id, Passed>): number {
  return units
    .filter(({ parentId }) => parentId === null || !passed.has(parentId))
    .reduce((sum, { id }) => sum + (passed.get(id)?.passed ?? 0), 0)
}
