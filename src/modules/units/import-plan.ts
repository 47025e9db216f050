// What a sheet of the tree would make of it from a day on: which units are new, which differ in what, and what is wrong, cell by cell.
// Rows come in any order and name units by code; units the sheet leaves out stay as they are: a sheet never ends one. Pure.
import { contains } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorDetails } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { treeFaults } from './closure.ts'
import { changedFacts, changeFacts } from './history.ts'
import type { Act, Fact, UnitFacts, UnitVersion } from './history.ts'
import { nestingFaults } from './nesting-check.ts'
import { DEFAULT_NESTING } from './unit-kinds.ts'

/** A row of the sheet. A fact that is left out stays; `parentCode` null: at the top. */
export interface SheetRow extends Partial<Omit<UnitFacts, 'parentId'>> {
  /** Where it stands in the sheet, for the words of faults. */
  line: number
  /** null: a new unit whose code is made. */
  code: string | null
  parentCode?: string | null
}

export type SheetField = keyof Omit<SheetRow, 'line'>

export interface RowFault {
  line: number
  field: SheetField
  code: string
  details: ErrorDetails
}

export interface RowPlan {
  line: number
  unitId: Id
  /** null: made when it is carried out. */
  code: string | null
  state: 'new' | 'changed' | 'same'
  /** As it stands that day; null for a new unit. */
  before: UnitFacts | null
  after: UnitFacts
  changed: Fact[]
}

export interface TreePlan {
  rows: RowPlan[]
  faults: RowFault[]
  /** Every version of the bloc afterwards; of use only without faults. */
  after: UnitVersion[]
  touched: Set<Id>
}

export interface TreeBefore {
  versions: readonly UnitVersion[]
  codes: ReadonlyMap<string, Id>
}

const NEW_FACTS = {
  sector: null,
  localityId: null,
  symbol: null,
  seal: null,
  delegated: false,
  provisional: false,
} satisfies Partial<UnitFacts>

/** The plan of a sheet. `act.on` is the first day of what it says. */
export function planTree(before: TreeBefore, rows: readonly SheetRow[], act: Act, newId: () => Id): TreePlan {
  const faults: RowFault[] = []
  const wrong = (line: number, field: SheetField, code: string, details: ErrorDetails = {}) =>
    void faults.push({ line, field, code, details })
  const histories = Map.groupBy(before.versions, (version) => version.unitId)
  const standing = (unitId: Id) => histories.get(unitId)?.find((version) => contains(version.valid, act.on))

  const ids = new Map(before.codes)
  const seen = new Set<string>()
  const named: { row: SheetRow; unitId: Id; old: UnitVersion | null }[] = []
  for (const row of rows) {
    if (row.code !== null && seen.has(row.code)) {
      wrong(row.line, 'code', 'units.repeated_key')
      continue
    }
    if (row.code !== null) seen.add(row.code)
    const known = row.code === null ? undefined : before.codes.get(row.code)
    const old = known === undefined ? null : (standing(known) ?? null)
    if (known !== undefined && !old) {
      wrong(row.line, 'code', 'units.not_existing', { on: act.on })
      continue
    }
    const unitId = known ?? newId()
    if (row.code !== null) ids.set(row.code, unitId)
    named.push({ row, unitId, old })
  }

  const last = lastOrdinals(before.versions)
  const plans: RowPlan[] = []
  for (const { row, unitId, old } of named) {
    const parentId = parentOf(row, old, ids, wrong)
    const facts = factsOf(row, old, parentId, last, wrong)
    if (facts === null) continue
    const changed = old ? changedFacts(old, facts) : []
    const state = old === null ? 'new' : changed.length > 0 ? 'changed' : 'same'
    plans.push({ line: row.line, unitId, code: row.code, state, before: old, after: facts, changed })
  }
  refuseDoubles(plans, before.versions, act.on, wrong)

  const touched = new Set(plans.filter(({ state }) => state !== 'same').map(({ unitId }) => unitId))
  const after = versionsAfter(before.versions, histories, plans, act, newId)
  // What stands where it may not is asked only of a sheet whose cells are sound.
  if (faults.length === 0) judgeTree(after, plans, touched, act.on, wrong)
  return { rows: plans, faults: faults.toSorted((a, b) => a.line - b.line), after, touched }
}

type Wrong = (line: number, field: SheetField, code: string, details?: ErrorDetails) => void

function parentOf(row: SheetRow, old: UnitFacts | null, ids: ReadonlyMap<string, Id>, wrong: Wrong): Id | null {
  const { parentCode, line } = row
  if (parentCode === undefined || parentCode === null) {
    const top = row.kind === 'bloc' || old?.kind === 'bloc'
    if (!top && (parentCode === null || old === null)) wrong(line, 'parentCode', 'field.required')
    return parentCode === undefined ? (old?.parentId ?? null) : null
  }
  const parentId = ids.get(parentCode)
  if (parentId === undefined) wrong(line, 'parentCode', 'units.unknown_code', { code: parentCode })
  return parentId ?? null
}

const lastOrdinals = (versions: readonly UnitVersion[]): Map<Id | null, number> => {
  const last = new Map<Id | null, number>()
  for (const { parentId, ordinal } of versions) last.set(parentId, Math.max(last.get(parentId) ?? 0, ordinal))
  return last
}

function factsOf(
  row: SheetRow,
  old: UnitVersion | null,
  parentId: Id | null,
  last: Map<Id | null, number>,
  wrong: Wrong,
): UnitFacts | null {
  const { line, code: _, parentCode: __, ...given } = row
  const name = given.name ?? old?.name ?? ''
  const kind = given.kind ?? old?.kind
  if (name === '') wrong(line, 'name', 'field.required')
  if (kind === undefined) wrong(line, 'kind', 'field.required')
  if (name === '' || kind === undefined) return null
  if ((kind === 'bloc') !== (old?.kind === 'bloc')) {
    wrong(line, 'kind', 'units.one_top')
    return null
  }
  if (old) {
    const shortName = given.shortName === undefined ? old.shortName : given.shortName || name
    return { ...old, ...given, name, kind, parentId, shortName }
  }
  const ordinal = given.ordinal ?? (last.get(parentId) ?? 0) + 1
  last.set(parentId, Math.max(last.get(parentId) ?? 0, ordinal))
  return { ...NEW_FACTS, ...given, name, kind, parentId, ordinal, shortName: given.shortName || name }
}

// A new unit without a code whose name stands under the same parent already: the sheet was read before, or the code is missing.
function refuseDoubles(plans: readonly RowPlan[], versions: readonly UnitVersion[], on: Day, wrong: Wrong): void {
  const key = (facts: UnitFacts) => `${facts.parentId} ${fold(facts.name)}`
  const taken = new Set(versions.filter(({ valid }) => contains(valid, on)).map(key))
  for (const { line, code, state, after } of plans) {
    if (state !== 'new' || code !== null) continue
    if (taken.has(key(after))) wrong(line, 'name', 'units.same_name')
    taken.add(key(after))
  }
}

function versionsAfter(
  versions: readonly UnitVersion[],
  histories: ReadonlyMap<Id, UnitVersion[]>,
  plans: readonly RowPlan[],
  act: Act,
  newId: () => Id,
): UnitVersion[] {
  const changed = new Map<Id, UnitVersion[]>()
  for (const { unitId, state, after, changed: facts } of plans) {
    if (state === 'new') {
      const { on, ...stamp } = act
      changed.set(unitId, [{ ...after, ...stamp, id: newId(), unitId, valid: { from: on, to: null } }])
    } else if (state === 'changed') {
      const change = Object.fromEntries(facts.map((fact) => [fact, after[fact]]))
      const result = changeFacts(histories.get(unitId) ?? [], change, act, newId)
      if (typeof result !== 'string') changed.set(unitId, result)
    }
  }
  return [...versions.filter((version) => !changed.has(version.unitId)), ...[...changed.values()].flat()]
}

function judgeTree(
  after: readonly UnitVersion[],
  plans: readonly RowPlan[],
  touched: ReadonlySet<Id>,
  on: Day,
  wrong: Wrong,
): void {
  const lines = new Map(plans.map((plan) => [plan.unitId, plan.line]))
  // A unit the sheet does not name suffers from the one above it: the fault is told there.
  const lineOf = (unitId: Id, parentId: Id | null) => lines.get(unitId) ?? lines.get(parentId ?? '') ?? 0
  for (const fault of treeFaults(after)) {
    const code = fault.kind === 'cycle' ? 'units.cycle' : 'units.parent_not_existing'
    wrong(lineOf(fault.unitId, fault.parentId), 'parentCode', code, { on: fault.on })
  }
  for (const fault of nestingFaults(DEFAULT_NESTING, after, touched, on)) {
    if (fault.rule.confirmed) wrong(lineOf(fault.unitId, fault.parentId), 'kind', 'units.nesting', { ...fault })
  }
  for (const { line, after: facts } of plans) {
    if (facts.delegated && facts.kind !== 'grassroots_committee') wrong(line, 'delegated', 'units.delegated_kind')
  }
}
