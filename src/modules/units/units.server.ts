// The face of units: the organisation tree over time. Other modules, routes and the command line import only this file.
import { changeUnit } from './change-unit.ts'
import { closeUnit } from './close-unit.ts'
import { endLocality, setSuccessors } from './end-locality.ts'
import { findUnits } from './find-units.ts'
import { foundUnit, foundUnits } from './found-unit.ts'
import { setIdentifier } from './identifiers.ts'
import { importTree, planTreeImport } from './import-tree.ts'
import { loadProvinces } from './load-provinces.ts'
import { addLocality, listLocalities } from './localities.ts'
import { listUnitsByLocality, readLocality } from './locality-queries.ts'
import { listTreeDays } from './list-tree-days.ts'
import { moveUnit } from './move-unit.ts'
import { readTree } from './read-tree.ts'
import { readUnit } from './read-unit.ts'
import { relocateUnits } from './relocate-units.ts'
import { renameUnit } from './rename-unit.ts'
import { listSectors, setSector } from './sectors.ts'

// For every other area: who stands under whom, and what units are called.
export { inScope, isUnder, treeOn } from './scope.ts'
export { heirsOf, heirsOn, OUTSIDE } from './heirs.ts'
export type { EndedUnit, Inheritance, LineageLink } from './heirs.ts'
export { inheritancesOn } from './heirs-read.ts'
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
  SEALS,
  sealOf,
  UNIT_KINDS,
} from './unit-kinds.ts'
export type { NestingRule, NestingRules, Seal, UnitKind } from './unit-kinds.ts'

// Reorganisation: plans keep acts, ask what they make of the tree, and have them carried out.
export { applyPlacedActs } from './act-places.ts'
export type { AppliedActs } from './apply-acts.ts'
export type { ActFault, ActWarning } from './act-faults.ts'
export { newUnitsOf } from './act-intents.ts'
export { carryOutActs, undoOutcome } from './carry-out-acts.ts'
export type { ActsOutcome, CarryOut } from './carry-out-acts.ts'
export { REORGANISATION_KINDS } from './reorganisation-acts.ts'
export type {
  ChangedFacts,
  LineageEdge,
  MemberRoute,
  NewUnit,
  ReorganisationAct,
  ReorganisationKind,
} from './reorganisation-acts.ts'
export { readAct, reorganisationActInput, unitsOfAct } from './reorganisation-act-input.ts'
export { allLineage, lineageOf } from './lineage.ts'
export type { DatedEdge, Kin, Lineage } from './lineage.ts'
export { matterKinds, openMatter } from './open-matters.ts'
export type { MatterKind, MatterRoute, OpenMatter } from './open-matters.ts'
export { lockTree, readVersions } from './tree-store.ts'
export type { UnitFacts, UnitVersion } from './history.ts'

export { rebuildClosure } from './closure-store.ts'
export { LOCALITY_KINDS } from './locality-kinds.ts'
export type { UnitIdentifier } from './identifiers.ts'
export type { Locality, PlacedLocality } from './locality-kinds.ts'
export type { LineAndPlace, PlaceWithUnits, UnitAtPlace } from './locality-queries.ts'
export type { Sector } from './sectors.ts'
export type { TreeOfDay, TreeUnit, UnitRow } from './read-tree.ts'
export { treeChanges } from './tree-changes.ts'
export type { TreeChange } from './tree-changes.ts'
export type { TreeDay } from './list-tree-days.ts'
export type { FoundUnit } from './find-units.ts'
export type { UnitHistoryEntry, UnitProfile } from './read-unit.ts'
export { versionConstraints } from './change-one.ts'
export type { ActResult } from './change-one.ts'
export { localityKindNames, treeChangeNames, unitErrors, unitFactNames, unitKindNames } from './units-messages.ts'

export { importTree, planTreeImport }
export type { RowFault, RowPlan, SheetField, SheetRow } from './import-plan.ts'
export { endLocality, listUnitsByLocality, loadProvinces, readLocality, relocateUnits, setSuccessors }
export { addLocality, changeUnit, closeUnit, foundUnit, foundUnits, moveUnit, renameUnit, setIdentifier, setSector }
export { findUnits, listLocalities, listSectors, listTreeDays, readTree, readUnit }

export const unitOperations = [
  foundUnit,
  foundUnits,
  renameUnit,
  moveUnit,
  changeUnit,
  closeUnit,
  setIdentifier,
  importTree,
  setSector,
  addLocality,
  endLocality,
  setSuccessors,
  loadProvinces,
  relocateUnits,
]
export const unitQueries = [
  readTree,
  readUnit,
  findUnits,
  listTreeDays,
  listSectors,
  listLocalities,
  readLocality,
  listUnitsByLocality,
]
