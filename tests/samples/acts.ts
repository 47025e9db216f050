// A small bloc for the tests of acts, without a database: two committees, one with a section, and two grassroots cells.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { applyActs } from '../../src/modules/units/apply-acts.ts'
import type { AppliedActs } from '../../src/modules/units/apply-acts.ts'
import type { Act, UnitVersion } from '../../src/modules/units/history.ts'
import type { NewUnit, ReorganisationAct, UnitKind } from '#modules/units/units.server.ts'

export const ON = day('2025-02-13')
export const act = (on = ON): Act => ({ on, decisionId: 'paper', recordedAt: new Date(1), recordedBy: 'me' })
let made = 0
export const newVersionId = () => `n${++made}`

export const unit = (unitId: Id, parentId: Id | null, kind: UnitKind, from = '2010-01-01'): UnitVersion => ({
  id: `v-${unitId}`,
  unitId,
  valid: { from: day(from), to: null },
  kind,
  name: unitId,
  shortName: unitId,
  parentId,
  sector: null,
  localityId: null,
  ordinal: 1,
  symbol: null,
  seal: null,
  delegated: false,
  provisional: false,
  decisionId: null,
  recordedAt: new Date(0),
  recordedBy: null,
})

export const bloc = [
  unit('khoi', null, 'bloc'),
  unit('A', 'khoi', 'grassroots_committee'),
  unit('a1', 'A', 'sub_cell'),
  unit('a2', 'A', 'sub_cell'),
  unit('S', 'A', 'section'),
  unit('s1', 'S', 'sub_cell'),
  unit('B', 'khoi', 'grassroots_committee'),
  unit('b1', 'B', 'sub_cell'),
  unit('b2', 'B', 'sub_cell', '2025-01-01'),
  unit('C', 'khoi', 'grassroots_cell'),
  unit('D', 'khoi', 'grassroots_cell'),
  unit('g', 'C', 'group'),
]

export const fresh = (unitId: Id, parentId: Id, kind: UnitKind): NewUnit => ({
  ...{ unitId, parentId, kind, name: unitId, shortName: unitId, code: null, sector: null, localityId: null },
})

export function done(acts: ReorganisationAct[], versions = bloc, on = ON): AppliedActs {
  const result = applyActs(versions, acts, act(on), newVersionId)
  if ('faults' in result) throw new Error(JSON.stringify(result.faults))
  return result
}

export function faults(acts: ReorganisationAct[], versions = bloc, on = ON): [number, string, string][] {
  const result = applyActs(versions, acts, act(on), newVersionId)
  return 'faults' in result ? result.faults.map(({ actIndex, field, code }) => [actIndex, field, code]) : []
}
