// The face of units: the organisation tree over time. Other modules, routes and the command line import only this file.
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
