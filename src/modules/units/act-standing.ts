// The tree as it stands on the day of the acts, before them, with what is on record for later. Pure.
import { contains } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { UnitVersion } from './history.ts'
import { isCell } from './unit-kinds.ts'
import type { UnitKind } from './unit-kinds.ts'

/** Acts join and divide only like with like: committees, cells, groups. */
export type Sort = 'bloc' | 'committee' | 'cell' | 'group'

export function sortOf(kind: UnitKind): Sort {
  if (kind === 'bloc' || kind === 'group') return kind
  return isCell(kind) ? 'cell' : 'committee'
}

export interface Standing {
  versions: readonly UnitVersion[]
  on: Day
  history: (unitId: Id) => readonly UnitVersion[]
  /** As it stands that day before the acts. */
  at: (unitId: Id) => UnitVersion | undefined
  childrenOf: (unitId: Id) => readonly UnitVersion[]
  isCell: (unitId: Id) => boolean
  nameOf: (unitId: Id) => string
}

export function standOn(versions: readonly UnitVersion[], on: Day): Standing {
  const histories = Map.groupBy(versions, (version) => version.unitId)
  const present = new Map<Id, UnitVersion>()
  for (const version of versions) if (contains(version.valid, on)) present.set(version.unitId, version)
  const below = Map.groupBy(present.values(), (version) => version.parentId)
  return {
    versions,
    on,
    history: (unitId) => histories.get(unitId) ?? [],
    at: (unitId) => present.get(unitId),
    childrenOf: (unitId) => below.get(unitId) ?? [],
    isCell: (unitId) => {
      const version = present.get(unitId)
      return version !== undefined && isCell(version.kind)
    },
    nameOf: (unitId) => (present.get(unitId) ?? histories.get(unitId)?.at(-1))?.name ?? '',
  }
}
