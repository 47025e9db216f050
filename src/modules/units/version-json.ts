// A unit's version as JSON and back: a plan's outcome keeps what it replaced.
import type { UnitVersion } from './history.ts'

export type VersionJson = Omit<UnitVersion, 'recordedAt'> & { recordedAt: string }

// The database keeps microseconds and gives milliseconds: both ways the same text. Keys in one order, so that texts can be compared.
export function versionToJson(version: UnitVersion): VersionJson {
  const { id, unitId, valid, kind, name, shortName, parentId, sector, localityId, ordinal } = version
  const { symbol, seal, delegated, provisional, decisionId, recordedAt, recordedBy } = version
  return {
    ...{ id, unitId, valid: { from: valid.from, to: valid.to }, kind, name, shortName, parentId, sector, localityId },
    ...{ ordinal, symbol, seal, delegated, provisional, decisionId, recordedAt: recordedAt.toISOString(), recordedBy },
  }
}

export const versionFromJson = (json: VersionJson): UnitVersion => ({ ...json, recordedAt: new Date(json.recordedAt) })
