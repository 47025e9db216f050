// The face of units: the organisation tree over time. Other modules, routes and the command line import only this file.
import { changeUnit } from './change-unit.ts'
import { closeUnit } from './close-unit.ts'
import { findUnits } from './find-units.ts'
import { foundUnit, foundUnits } from './found-unit.ts'
import { addLocality, listLocalities } from './localities.ts'
import { listTreeDays } from './list-tree-days.ts'
import { moveUnit } from './move-unit.ts'
import { readTree } from './read-tree.ts'
import { readUnit } from './read-unit.ts'
import { renameUnit } from './rename-unit.ts'
import { listSectors, setSector } from './sectors.ts'

// For every other area: who stands under whom, and what units are called.
export { inScope, isUnder, treeOn } from './scope.ts'
export { ancestorsOf, cellsUnder, nameOn, namesOn, unitsUnder } from './unit-lookups.ts'
export type { UnitName } from './unit-lookups.ts'
export { countBelow, placeRows, searchTree } from './tree.ts'
export type { Placed, TreeRow } from './tree.ts'
export {
  CELL_KINDS,
  DEFAULT_NESTING,
  GRASSROOTS_KINDS,
  isCell,
  isGrassroots,
  isUnitKind,
  kindsUnder,
  nestingFault,
  UNIT_KINDS,
} from './unit-kinds.ts'
export type { NestingRule, NestingRules, UnitKind } from './unit-kinds.ts'

export { beforeClosing } from './closing-guards.ts'
export { rebuildClosure } from './closure-store.ts'
export { LOCALITY_KINDS } from './localities.ts'
export type { Locality } from './localities.ts'
export type { Sector } from './sectors.ts'
export type { TreeOfDay, TreeUnit, UnitRow } from './read-tree.ts'
export type { TreeChange } from './tree-changes.ts'
export type { TreeDay } from './list-tree-days.ts'
export type { FoundUnit } from './find-units.ts'
export type { UnitHistoryEntry, UnitProfile } from './read-unit.ts'
export type { ActResult } from './change-one.ts'
export { localityKindNames, treeChangeNames, unitErrors, unitFactNames, unitKindNames } from './units-messages.ts'

export { addLocality, changeUnit, closeUnit, foundUnit, foundUnits, moveUnit, renameUnit, setSector }
export { findUnits, listLocalities, listSectors, listTreeDays, readTree, readUnit }

export const unitOperations = [
  foundUnit,
  foundUnits,
  renameUnit,
  moveUnit,
  changeUnit,
  closeUnit,
  setSector,
  addLocality,
]
export const unitQueries = [readTree, readUnit, findUnits, listTreeDays, listSectors, listLocalities]
