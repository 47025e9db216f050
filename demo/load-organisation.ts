// Writes a planned tree through the units' own operations, act by act in order of time.
import type { Id } from '#kernel/ids.ts'
import { changeUnit, closeUnit, foundUnits, moveUnit, renameUnit, setSector } from '#modules/units/units.server.ts'
import { SECTORS } from './agencies.ts'
import type { Organisation, Paper, PlannedChange, PlannedUnit } from './organisation.ts'
import { isRelocation, loadPlaces, relocate } from './places.ts'
import type { Run } from './run.ts'

export async function loadOrganisation(run: Run, organisation: Organisation): Promise<void> {
  const { definition, localities, units, founded } = organisation
  const changes = organisation.changes.filter(({ byPlan }) => !byPlan)
  const used = new Set([...units, ...founded].map((unit) => unit.sector))
  const from = units[0]!.from
  for (const [ordinal, [code, name]] of SECTORS.entries()) {
    if (used.has(code)) await run(setSector, { code, name, ordinal: ordinal + 1, from })
  }
  if (localities.length > 0) await loadPlaces(run, organisation)
  await run(foundUnits, { units: units.map((unit) => foundingOf(unit)) })

  const days = [...new Set([...changes, ...founded.map((unit) => ({ on: unit.from }))].map(({ on }) => on))].sort()
  for (const day of days) {
    const ofDay = changes.filter(({ on }) => on === day)
    for (const change of ofDay) if (!isRelocation(change)) await act(run, change, definition.issuer)
    await relocate(run, ofDay, definition.issuer)
    const begun = founded.filter((unit) => unit.from === day)
    if (begun.length > 0) await run(foundUnits, { units: begun.map((unit) => foundingOf(unit)) })
  }
}

const foundingOf = ({ id, parentId, kind, name, shortName, sector, localityId, from }: PlannedUnit) => ({
  unitId: id,
  parentId,
  kind,
  name,
  shortName,
  sector,
  localityId,
  effectiveOn: from,
})

function act(run: Run, change: PlannedChange, issuer: string): Promise<unknown> {
  const common = { unitId: change.unitId, effectiveOn: change.on, decision: decisionOf(change.paper, issuer) }
  switch (change.act) {
    case 'rename':
      return run(renameUnit, { ...common, name: change.name, shortName: change.shortName })
    case 'move':
      return run(moveUnit, { ...common, parentId: change.parentId })
    case 'close':
      return run(closeUnit, common)
    case 'change':
      return run(changeUnit, {
        ...common,
        ...(change.kind ? { kind: change.kind } : {}),
        ...(change.localityId ? { localityId: change.localityId } : {}),
      })
  }
}

export const decisionOf = (paper: Paper | null, issuer: string) =>
  paper && { ...paper, kind: 'decision', issuer, signer: null }

/** The grassroots unit each unit stands at or below, as the tree was founded: for shares of targets. */
export function grassrootsOf(organisation: Organisation): Map<Id, Id> {
  const units = new Map([...organisation.units, ...organisation.founded].map((unit) => [unit.id, unit]))
  const result = new Map<Id, Id>()
  for (const unit of units.values()) {
    let at: PlannedUnit | undefined = unit
    while (at && at.kind !== 'grassroots_committee' && at.kind !== 'grassroots_cell') {
      at = at.parentId === null ? undefined : units.get(at.parentId)
    }
    if (at) result.set(unit.id, at.id)
  }
  return result
}
