// Judges where units stand after an act, from the act's day on: older days keep the judgement of their own time. Pure.
import { intersect } from '#kernel/date-range.ts'
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { nestingFault } from './unit-kinds.ts'
import type { NestingRule, NestingRules, UnitKind } from './unit-kinds.ts'

interface Standing {
  unitId: Id
  parentId: Id | null
  kind: UnitKind
  valid: DateRange
}

export interface NestingFault {
  unitId: Id
  parentId: Id | null
  kind: UnitKind
  parentKind: UnitKind | null
  on: Day
  rule: NestingRule
}

/** Every stretch from `since` on in which a touched unit, or a child of one, stands where the rules do not let it. */
export function nestingFaults(
  rules: NestingRules,
  versions: readonly Standing[],
  touched: ReadonlySet<Id>,
  since: Day,
): NestingFault[] {
  const byUnit = Map.groupBy(versions, (version) => version.unitId)
  const faults: NestingFault[] = []
  for (const { unitId, parentId, kind, valid } of versions) {
    if (!touched.has(unitId) && !(parentId !== null && touched.has(parentId))) continue
    const parents = parentId === null ? [{ kind: null, valid }] : (byUnit.get(parentId) ?? [])
    for (const parent of parents) {
      const both = intersect(valid, parent.valid)
      const judged = both && intersect(both, { from: since, to: null })
      const rule = judged && nestingFault(rules, kind, parent.kind, judged.from)
      if (rule) faults.push({ unitId, parentId, kind, parentKind: parent.kind, on: judged.from, rule })
    }
  }
  return faults
}
