// The versions after a plan's acts, judged by the law of the tree and by the rules of who stands under whom. Pure.
import type { Id } from '#kernel/ids.ts'
import type { ActFault, ActWarning } from './act-faults.ts'
import type { Ending, Founding, Intents, Setting } from './act-intents.ts'
import type { Standing } from './act-standing.ts'
import { treeFaults } from './closure.ts'
import { changeFacts, closeHistory } from './history.ts'
import type { Act, Fact, UnitFacts, UnitVersion } from './history.ts'
import { nestingFaults } from './nesting-check.ts'
import type { NewUnit } from './reorganisation-acts.ts'
import { DEFAULT_NESTING } from './unit-kinds.ts'

/** Every version of the bloc after the acts, or why there is no such tree. */
export function buildTree(
  standing: Standing,
  intents: Intents,
  act: Act,
  newVersionId: () => Id,
): { versions: UnitVersion[]; warnings: ActWarning[] } | { faults: ActFault[] } {
  const faults: ActFault[] = []
  const histories = new Map<Id, readonly UnitVersion[]>()
  for (const ending of intents.endings.values()) {
    const closed = closeHistory(standing.history(ending.unitId), act.on)
    if (typeof closed === 'string') faults.push(closingFault(standing, ending, closed))
    else histories.set(ending.unitId, closed)
  }
  for (const [unitId, settings] of intents.settings) {
    const facts = Object.fromEntries([...settings].map(([fact, { value }]) => [fact, value])) as Partial<UnitFacts>
    const changed = changeFacts(standing.history(unitId), facts, act, newVersionId)
    // Facts that another act implies may stay as they are.
    if (typeof changed !== 'string') histories.set(unitId, changed)
  }
  const last = lastOrdinals(standing)
  for (const { unit } of intents.foundings.values()) {
    const ordinal = (last.get(unit.parentId) ?? 0) + 1
    last.set(unit.parentId, ordinal)
    histories.set(unit.unitId, [{ ...firstVersion(unit, act), ordinal, id: newVersionId() }])
  }
  if (faults.length > 0) return { faults }
  const versions = [
    ...standing.versions.filter((version) => !histories.has(version.unitId)),
    ...[...histories.values()].flat(),
  ]
  return judge(standing, intents, versions, new Set(histories.keys()))
}

function firstVersion(unit: NewUnit, act: Act): Omit<UnitVersion, 'id' | 'ordinal'> {
  const { unitId, kind, name, shortName, parentId, sector, localityId } = unit
  return {
    ...{ unitId, kind, name, shortName, parentId, sector, localityId },
    symbol: unit.symbol ?? null,
    seal: unit.seal ?? null,
    delegated: unit.delegated ?? false,
    provisional: unit.provisional ?? false,
    valid: { from: act.on, to: null },
    decisionId: act.decisionId,
    recordedAt: act.recordedAt,
    recordedBy: act.recordedBy,
  }
}

function lastOrdinals(standing: Standing): Map<Id | null, number> {
  const last = new Map<Id | null, number>()
  for (const { parentId, ordinal } of standing.versions) last.set(parentId, Math.max(last.get(parentId) ?? 0, ordinal))
  return last
}

function closingFault(standing: Standing, ending: Ending, refusal: string): ActFault {
  const { actIndex, field, unitId } = ending
  const last = standing.history(unitId).at(-1)?.valid
  const name = standing.nameOf(unitId)
  if (refusal === 'closed_already')
    return { actIndex, field, code: 'units.act_closed', details: { name, on: last?.to } }
  if (refusal === 'not_existing') {
    return { actIndex, field, code: 'units.act_not_yet', details: { name, on: standing.on } }
  }
  return { actIndex, field, code: 'units.act_later', details: { name, on: last?.from } }
}

// Which act brought a unit where it stands now.
type Cause = Pick<Founding | Ending | Setting, 'actIndex' | 'field'>

function causeOf(intents: Intents, unitId: Id, parentId: Id | null, fact: Fact): Cause {
  const founding = intents.foundings.get(unitId)
  if (founding) return { actIndex: founding.actIndex, field: `${founding.field}.${fact}` }
  const settings = intents.settings.get(unitId)
  const parent = parentId ?? ''
  return (
    settings?.get(fact) ??
    settings?.values().next().value ??
    intents.endings.get(parent) ??
    intents.settings.get(parent)?.get('kind') ??
    intents.settings.get(parent)?.values().next().value ?? { actIndex: 0, field: 'unitId' }
  )
}

function judge(
  standing: Standing,
  intents: Intents,
  versions: UnitVersion[],
  touched: ReadonlySet<Id>,
): { versions: UnitVersion[]; warnings: ActWarning[] } | { faults: ActFault[] } {
  const nameOf = (unitId: Id) => intents.foundings.get(unitId)?.unit.name ?? standing.nameOf(unitId)
  const faults: ActFault[] = treeFaults(versions).map(({ kind, unitId, parentId, on }) => {
    const { actIndex, field } = causeOf(intents, unitId, parentId, 'parentId')
    const details = { name: nameOf(unitId), parent: nameOf(parentId), on }
    return { actIndex, field, code: kind === 'cycle' ? 'units.act_cycle' : 'units.act_parent_missing', details }
  })
  if (faults.length > 0) return { faults }
  const warnings: ActWarning[] = []
  for (const fault of nestingFaults(DEFAULT_NESTING, versions, touched, standing.on)) {
    const { unitId, parentId, kind, parentKind, on, rule } = fault
    const { actIndex, field } = causeOf(intents, unitId, parentId, 'kind')
    if (rule.confirmed) {
      faults.push({ actIndex, field, code: 'units.act_nesting', details: { ...fault, name: nameOf(unitId) } })
    } else warnings.push({ actIndex, unitId, kind, parentKind, on, source: rule.source })
  }
  for (const unitId of touched) {
    const version = versions.findLast((each) => each.unitId === unitId && each.valid.from >= standing.on)
    if (version?.delegated !== true || version.kind === 'grassroots_committee') continue
    const { actIndex } = causeOf(intents, unitId, null, 'delegated')
    faults.push({ actIndex, field: 'delegated', code: 'units.delegated_kind', details: { name: nameOf(unitId) } })
  }
  return faults.length > 0 ? { faults } : { versions, warnings }
}
