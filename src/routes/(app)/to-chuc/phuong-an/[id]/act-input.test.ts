// The form of an act and back again: what one fills in is the act, and an act opened for changing fills in the same.
import { formInput } from '#platform/operation/form-input.ts'
import { planActInput } from '#modules/reorganisations/reorganisations.server.ts'
import type { PlanAct } from '#modules/reorganisations/reorganisations.server.ts'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { actsIn, fieldsOf, inputsOfAct } from './act-input.ts'

const id = (n: number) => `01906783-a880-7b81-bf9f-${String(n).padStart(12, '0')}`
const unit = (n: number) => ({
  ...{
    unitId: id(n),
    parentId: id(1),
    kind: 'sub_cell' as const,
    name: `Chi bộ ${n}`,
    shortName: `CB ${n}`,
    code: null,
  },
  ...{ sector: null, localityId: null, symbol: null, seal: null, delegated: true, provisional: false },
})
const members = [
  { from: id(5), to: id(9), members: [id(20), id(21)] },
  { from: id(5), to: id(8), members: 'rest' as const },
]
const acts: PlanAct[] = [
  { kind: 'found', unit: unit(9), members: [] },
  { kind: 'consolidate', inputs: [id(2), id(3)], unit: unit(9), members: [] },
  { kind: 'absorb', inputs: [id(2)], into: id(4), members: [] },
  { kind: 'split', input: id(5), units: [unit(8), unit(9)], children: { [id(6)]: id(8) }, members },
  { kind: 'separate', input: id(5), units: [unit(9)], children: {}, members: [members[0]!] },
  { kind: 'dissolve', input: id(5), children: { [id(6)]: id(2) }, members: [members[1]!] },
  { kind: 'move', unitId: id(5), parentId: id(1), toKind: 'grassroots_cell', members: [] },
  { kind: 'transfer_in', unit: unit(9), from: 'Huyện ủy', members: [] },
  { kind: 'transfer_out', unitId: id(5), to: 'Đảng ủy xã', members: [] },
  { kind: 'rename', unitId: id(5), name: 'Chi bộ Một', shortName: 'Một', members: [] },
  { kind: 'change', unitId: id(5), facts: { sector: null, delegated: false, symbol: 'CB' }, members: [] },
  { kind: 'appoint', unitId: id(5), post: 'secretary', personId: null, holderName: 'Nông Thị Hiền' },
]

it.each(acts)('$kind', (act) => {
  const fields: [string, string][] = Object.entries(fieldsOf(act))
  fields.push(['inputs', inputsOfAct(act).join(',')])
  for (const member of [id(20), id(21)]) fields.push([`of.${member}`, id(5)])
  const read = actsIn(formInput(fields), () => undefined)
  expect(read.map((each) => v.parse(planActInput, each))).toEqual([act])
})

it('reads one form for many units, each with the kind its new place calls for', () => {
  const posted = { kind: 'move', inputs: `${id(2)},${id(3)}`, parentId: id(1), toKind: '' }
  expect(actsIn(posted, (unitId) => (unitId === id(2) ? 'grassroots_cell' : undefined))).toEqual([
    { kind: 'move', unitId: id(2), parentId: id(1), toKind: 'grassroots_cell' },
    { kind: 'move', unitId: id(3), parentId: id(1), toKind: undefined },
  ])
})
