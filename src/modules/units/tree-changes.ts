// What happened to a tree between two days, unit by unit. Pure.
import type { Id } from '#kernel/ids.ts'
import type { UnitKind } from './unit-kinds.ts'

export type TreeChange = 'new' | 'gone' | 'moved' | 'changed' | 'renamed'

interface Stands {
  id: Id
  parentId: Id | null
  kind: UnitKind
  name: string
  sector?: string | null
  localityId?: Id | null
  ordinal?: number
}

const isOther = (was: Stands, unit: Stands) =>
  was.sector !== unit.sector || was.localityId !== unit.localityId || was.ordinal !== unit.ordinal

/** One word per unit that differs; of several the weightiest: new or gone, moved, another kind, another name, another sector, locality or place in order. */
export function treeChanges(before: readonly Stands[], after: readonly Stands[]): Map<Id, TreeChange> {
  const old = new Map(before.map((unit) => [unit.id, unit]))
  const changes = new Map<Id, TreeChange>()
  for (const unit of after) {
    const was = old.get(unit.id)
    old.delete(unit.id)
    if (!was) changes.set(unit.id, 'new')
    else if (was.parentId !== unit.parentId) changes.set(unit.id, 'moved')
    else if (was.kind !== unit.kind) changes.set(unit.id, 'changed')
    else if (was.name !== unit.name) changes.set(unit.id, 'renamed')
    else if (isOther(was, unit)) changes.set(unit.id, 'changed')
  }
  for (const id of old.keys()) changes.set(id, 'gone')
  return changes
}
