// The tree of the plan's day without the plan and with it, row by row with what changes, and how strong each unit is. Pure.
import { contains } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { placeRows, treeChanges } from '#modules/units/units.server.ts'
import type { Placed, TreeChange, UnitRow, UnitVersion } from '#modules/units/units.server.ts'
import type { Strength, UnitLabels } from './plan-facts.ts'

/** Reading order; members and full members count everything at or below the unit. */
export interface PlanRow extends Placed<UnitRow>, Strength {
  /** `gone` in the tree before, everything else in the tree after. */
  change: TreeChange | null
}

export interface PlanTrees {
  before: PlanRow[]
  after: PlanRow[]
  changes: ReadonlyMap<Id, TreeChange>
}

function rowsOf(versions: readonly UnitVersion[], on: Day, labels: UnitLabels): UnitRow[] {
  return versions
    .filter(({ valid }) => contains(valid, on))
    .map(({ unitId, kind, name, shortName, parentId, ordinal, sector, localityId }) => ({
      id: unitId,
      code: labels.codes.get(unitId) ?? '',
      kind,
      name,
      shortName,
      parentId,
      ordinal,
      sector,
      sectorName: sector === null ? null : (labels.sectors.get(sector) ?? null),
      localityId,
      localityName: localityId === null ? null : (labels.localities.get(localityId) ?? null),
    }))
}

const NONE: Strength = { members: 0, full: 0 }

function withStrength(rows: readonly UnitRow[], own: ReadonlyMap<Id, Strength>): (Placed<UnitRow> & Strength)[] {
  const placed = placeRows(rows)
  const sums = [NONE]
  for (const { id } of placed) {
    const last = sums.at(-1) ?? NONE
    const { members, full } = own.get(id) ?? NONE
    sums.push({ members: last.members + members, full: last.full + full })
  }
  return placed.map((row, at) => {
    const [from, to] = [sums[at] ?? NONE, sums[at + row.descendants + 1] ?? NONE]
    return { ...row, members: to.members - from.members, full: to.full - from.full }
  })
}

/** Both trees; `own` are the members of each unit itself, before and after. */
export function drawTrees(
  versions: { before: readonly UnitVersion[]; after: readonly UnitVersion[] },
  own: { before: ReadonlyMap<Id, Strength>; after: ReadonlyMap<Id, Strength> },
  on: Day,
  labels: UnitLabels,
): PlanTrees {
  const [before, after] = [rowsOf(versions.before, on, labels), rowsOf(versions.after, on, labels)]
  const changes = treeChanges(before, after)
  const mark =
    (only: (change: TreeChange) => boolean) =>
    (row: Placed<UnitRow> & Strength): PlanRow => {
      const change = changes.get(row.id)
      return { ...row, change: change !== undefined && only(change) ? change : null }
    }
  return {
    before: withStrength(before, own.before).map(mark((change) => change === 'gone')),
    after: withStrength(after, own.after).map(mark((change) => change !== 'gone')),
    changes,
  }
}
