// One example for each kind of act and for each reason to refuse one: a small bloc of two committees and two grassroots cells.
import { contains } from '#kernel/date-range.ts'
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { describe, expect, it } from 'vitest'
import { applyActs } from './apply-acts.ts'
import type { AppliedActs } from './apply-acts.ts'
import { changeFacts, closeHistory } from './history.ts'
import type { Act, UnitVersion } from './history.ts'
import type { NewUnit, ReorganisationAct } from './reorganisation-acts.ts'
import type { UnitKind } from './unit-kinds.ts'

const ON = day('2025-02-13')
const act = (on = ON): Act => ({ on, decisionId: 'paper', recordedAt: new Date(1), recordedBy: 'me' })
let made = 0
const newVersionId = () => `n${++made}`

const unit = (unitId: Id, parentId: Id | null, kind: UnitKind, from = '2010-01-01'): UnitVersion => ({
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

const bloc = [
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

const fresh = (unitId: Id, parentId: Id, kind: UnitKind): NewUnit => ({
  ...{ unitId, parentId, kind, name: unitId, shortName: unitId, code: null, sector: null, localityId: null },
})

function done(acts: ReorganisationAct[], versions = bloc, on = ON): AppliedActs {
  const result = applyActs(versions, acts, act(on), newVersionId)
  if ('faults' in result) throw new Error(JSON.stringify(result.faults))
  return result
}
function faults(acts: ReorganisationAct[], versions = bloc, on = ON): [number, string, string][] {
  const result = applyActs(versions, acts, act(on), newVersionId)
  return 'faults' in result ? result.faults.map(({ actIndex, field, code }) => [actIndex, field, code]) : []
}

/** Who stands under whom on a day: `child<parent`. */
const standing = ({ versions }: { versions: readonly UnitVersion[] }, on = ON): string[] =>
  versions
    .filter(({ valid }) => contains(valid, on))
    .map(({ unitId, parentId }) => `${unitId}<${parentId ?? ''}`)
    .toSorted()
const edges = ({ lineage }: AppliedActs): string[] =>
  lineage.map((edge) => `${edge.kind} ${edge.predecessorId ?? '-'}>${edge.successorId ?? edge.outside ?? '-'}`)
const routes = (applied: AppliedActs): string[] =>
  applied.routes.map(({ from, to, members }) => `${from}>${to} ${members === 'rest' ? 'rest' : members.join()}`)

describe('each kind of act', () => {
  it('founds a unit, last among its siblings, by the paper of the plan', () => {
    const after = done([{ kind: 'found', unit: { ...fresh('E', 'khoi', 'grassroots_committee'), delegated: true } }])
    expect(after.founded).toEqual(['E'])
    expect(after.versions.find((version) => version.unitId === 'E')).toMatchObject({
      ...{ parentId: 'khoi', ordinal: 2, delegated: true, symbol: null, decisionId: 'paper', recordedBy: 'me' },
      valid: { from: ON, to: null },
    })
    expect(after.lineage).toEqual([])
    expect(after.versions.filter((version) => bloc.includes(version))).toEqual(bloc)
  })

  it('consolidates committees: what stood below stands under the new one, and everything before that day stays', () => {
    const after = done([{ kind: 'consolidate', inputs: ['A', 'B'], unit: fresh('N', 'khoi', 'grassroots_committee') }])
    expect(standing(after)).toEqual(
      ['C<khoi', 'D<khoi', 'N<khoi', 'S<N', 'a1<N', 'a2<N', 'b1<N', 'b2<N', 'g<C', 'khoi<', 's1<S'].toSorted(),
    )
    expect(standing(after, day('2025-02-12'))).toEqual(standing({ versions: bloc }, day('2025-02-12')))
    expect(after.ended).toEqual(['A', 'B'])
    expect(edges(after)).toEqual(['consolidate A>N', 'consolidate B>N'])
    expect([after.routes, after.emptied]).toEqual([[], []])
  })

  it('consolidates cells: their members go to the new one, their groups too', () => {
    const after = done([{ kind: 'consolidate', inputs: ['C', 'D'], unit: fresh('N', 'khoi', 'grassroots_cell') }])
    expect(routes(after)).toEqual(['C>N rest', 'D>N rest'])
    expect(after.emptied).toEqual(['C', 'D'])
    expect(standing(after)).toContain('g<N')
  })

  it('absorbs cells into one that goes on, single members elsewhere', () => {
    const members = [{ from: 'a2', to: 'b1', members: ['m7'] }]
    const after = done([{ kind: 'absorb', inputs: ['a2'], into: 'a1', members }])
    expect(routes(after)).toEqual(['a2>b1 m7', 'a2>a1 rest'])
    expect(edges(after)).toEqual(['absorb a2>a1'])
  })

  it('splits a committee: each child goes where the act says', () => {
    const units = [fresh('N1', 'khoi', 'grassroots_committee'), fresh('N2', 'khoi', 'grassroots_committee')]
    const after = done([{ kind: 'split', input: 'A', units, children: { a1: 'N1', a2: 'N2', S: 'N2' } }])
    expect(standing(after)).toEqual(expect.arrayContaining(['a1<N1', 'a2<N2', 'S<N2', 's1<S']))
    expect([after.ended, after.founded]).toEqual([['A'], ['N1', 'N2']])
    expect(edges(after)).toEqual(['split A>N1', 'split A>N2'])
  })

  it('separates: the unit goes on and keeps what is not named', () => {
    const units = [fresh('N', 'khoi', 'grassroots_committee')]
    const after = done([{ kind: 'separate', input: 'A', units, children: { S: 'N' } }])
    expect(standing(after)).toEqual(expect.arrayContaining(['A<khoi', 'a1<A', 'a2<A', 'S<N', 's1<S']))
    expect(after.ended).toEqual([])
    expect(edges(after)).toEqual(['separate A>N'])
  })

  it('separates a cell by its members', () => {
    const members = [{ from: 'C', to: 'N', members: ['m1', 'm2'] }]
    const after = done([
      { kind: 'separate', input: 'C', units: [fresh('N', 'khoi', 'grassroots_cell')], children: {}, members },
    ])
    expect([routes(after), after.emptied]).toEqual([['C>N m1,m2'], []])
  })

  it('moves, renames and changes without a new unit or an edge', () => {
    const after = done([
      { kind: 'move', unitId: 'b1', parentId: 'khoi', toKind: 'grassroots_cell' },
      { kind: 'rename', unitId: 'b1', name: 'Chi bộ mới', shortName: 'Mới' },
      { kind: 'change', unitId: 'b1', facts: { symbol: 'CB', sector: 'state' } },
    ])
    const versions = after.versions.filter((version) => version.unitId === 'b1')
    expect(
      versions.map(({ valid, parentId, kind, name, symbol, sector }) => [
        valid.from,
        parentId,
        kind,
        name,
        symbol,
        sector,
      ]),
    ).toEqual([
      ['2010-01-01', 'B', 'sub_cell', 'b1', null, null],
      [ON, 'khoi', 'grassroots_cell', 'Chi bộ mới', 'CB', 'state'],
    ])
    expect([after.lineage, after.ended, after.founded]).toEqual([[], [], []])
  })

  it('takes a unit in from outside, and hands one over with all below it but what other acts keep', () => {
    const after = done([
      { kind: 'transfer_in', unit: fresh('N', 'khoi', 'grassroots_cell'), from: 'Huyện ủy' },
      { kind: 'transfer_out', unitId: 'A', to: 'Đảng ủy tỉnh' },
      { kind: 'move', unitId: 's1', parentId: 'B' },
    ])
    expect(after.ended.toSorted()).toEqual(['A', 'S', 'a1', 'a2'])
    expect(standing(after)).toContain('s1<B')
    expect(edges(after).toSorted()).toEqual(
      ['transfer_in ->N', ...['A', 'S', 'a1', 'a2'].map((id) => `transfer_out ${id}>Đảng ủy tỉnh`)].toSorted(),
    )
    expect(after.left.map(({ unitId }) => unitId).toSorted()).toEqual(['a1', 'a2'])
    expect(after.emptied).toEqual([])
  })

  it('dissolves: heirs are those who took over', () => {
    const after = done([
      { kind: 'dissolve', input: 'S', children: { s1: 'A' } },
      { kind: 'dissolve', input: 'D', children: {}, members: [{ from: 'D', to: 'C', members: 'rest' }] },
      { kind: 'dissolve', input: 'g', children: {} },
    ])
    expect(edges(after)).toEqual(['dissolve S>A', 'dissolve D>C', 'dissolve g>-'])
    expect([routes(after), after.emptied]).toEqual([['D>C rest'], ['D']])
  })

  it('asks a cell that becomes a committee where its members go', () => {
    const after = done([
      { kind: 'dissolve', input: 'g', children: {} },
      { kind: 'change', unitId: 'C', facts: { kind: 'grassroots_committee' } },
      {
        ...{ kind: 'found', unit: fresh('c1', 'C', 'sub_cell') },
        members: [{ from: 'C', to: 'c1', members: 'rest' }],
      },
    ])
    expect([after.emptied, routes(after)]).toEqual([['C'], ['C>c1 rest']])
  })
})

describe('acts of one plan', () => {
  it('see each other whatever their order', () => {
    const acts: ReorganisationAct[] = [
      { kind: 'move', unitId: 'a1', parentId: 'N' },
      { kind: 'absorb', inputs: ['B'], into: 'A' },
      { kind: 'move', unitId: 'b1', parentId: 'N' },
      { kind: 'found', unit: fresh('N', 'khoi', 'grassroots_committee') },
    ]
    const there = standing(done(acts))
    expect(there).toEqual(expect.arrayContaining(['a1<N', 'b1<N', 'b2<A', 'a2<A']))
    expect(standing(done(acts.toReversed()))).toEqual(there)
  })

  it('recorded late carry through later versions of facts they do not concern', () => {
    const renamed = changeFacts(
      bloc.filter((v) => v.unitId === 'a1'),
      { name: 'sau' },
      act(day('2026-01-01')),
      newVersionId,
    )
    const versions = [...bloc.filter((v) => v.unitId !== 'a1'), ...(renamed as UnitVersion[])]
    const after = done([{ kind: 'absorb', inputs: ['A'], into: 'B' }], versions)
    expect(standing(after, day('2026-06-01'))).toContain('a1<B')
    expect(after.versions.filter((v) => v.unitId === 'a1').map((v) => [v.valid.from, v.name, v.parentId])).toEqual([
      ['2010-01-01', 'a1', 'A'],
      [ON, 'a1', 'B'],
      ['2026-01-01', 'sau', 'B'],
    ])
  })
})

describe('each refusal', () => {
  const consolidate = (...inputs: Id[]): ReorganisationAct => ({
    ...{ kind: 'consolidate', inputs, unit: fresh('N', 'khoi', 'grassroots_committee') },
  })
  const closed = (unitId: Id, on: string) => [
    ...bloc.filter((version) => version.unitId !== unitId),
    ...(closeHistory(
      bloc.filter((version) => version.unitId === unitId),
      day(on),
    ) as UnitVersion[]),
  ]

  it.each<[string, ReorganisationAct[], [number, string, string]]>([
    ['an unknown unit', [consolidate('A', 'X')], [0, 'inputs.1', 'units.unknown']],
    ['an unknown parent', [{ kind: 'move', unitId: 'a1', parentId: 'X' }], [0, 'parentId', 'units.unknown']],
    ['the same unit twice', [consolidate('A', 'A')], [0, 'inputs.1', 'units.act_same_unit']],
    ['a unit into itself', [{ kind: 'absorb', inputs: ['A'], into: 'A' }], [0, 'into', 'units.act_same_unit']],
    [
      'an id on file',
      [{ kind: 'found', unit: fresh('A', 'khoi', 'grassroots_cell') }],
      [0, 'unit', 'units.act_id_taken'],
    ],
    ['the top', [{ kind: 'transfer_out', unitId: 'khoi', to: 'x' }], [0, 'unitId', 'units.act_top']],
    ['a moved top', [{ kind: 'move', unitId: 'khoi', parentId: 'A' }], [0, 'unitId', 'units.act_top']],
    [
      'a cell joined to a committee',
      [{ kind: 'absorb', inputs: ['C'], into: 'A' }],
      [0, 'inputs.0', 'units.act_sorts_differ'],
    ],
    [
      'a cell split into committees',
      [{ kind: 'separate', input: 'C', units: [fresh('N', 'khoi', 'grassroots_committee')], children: {} }],
      [0, 'units.0.kind', 'units.act_sorts_differ'],
    ],
    [
      'children without a place',
      [{ kind: 'dissolve', input: 'S', children: {} }],
      [0, 'children', 'units.act_child_not_placed'],
    ],
    [
      'a child of somebody else',
      [{ kind: 'dissolve', input: 'S', children: { s1: 'A', b1: 'A' } }],
      [0, 'children.b1', 'units.act_not_a_child'],
    ],
    [
      'a move to where it stands',
      [{ kind: 'move', unitId: 'a1', parentId: 'A' }],
      [0, 'unitId', 'units.act_nothing_changed'],
    ],
    ['a change of nothing', [{ kind: 'change', unitId: 'a1', facts: {} }], [0, 'unitId', 'units.act_nothing_changed']],
    ['a cycle', [{ kind: 'move', unitId: 'A', parentId: 'S' }], [0, 'parentId', 'units.act_cycle']],
    [
      'a place the rules do not know',
      [{ kind: 'move', unitId: 'a1', parentId: 'khoi' }],
      [0, 'parentId', 'units.act_nesting'],
    ],
    [
      'a kind that does not fit its children',
      [{ kind: 'change', unitId: 'B', facts: { kind: 'grassroots_cell' } }],
      [0, 'kind', 'units.act_nesting'],
    ],
    [
      'powers for a section',
      [{ kind: 'change', unitId: 'S', facts: { delegated: true } }],
      [0, 'delegated', 'units.delegated_kind'],
    ],
    [
      'a unit ended twice',
      [
        { kind: 'absorb', inputs: ['A'], into: 'B' },
        { kind: 'transfer_out', unitId: 'A', to: 'x' },
      ],
      [1, 'unitId', 'units.act_overlap'],
    ],
    [
      'two places for one unit',
      [
        { kind: 'move', unitId: 'b1', parentId: 'A' },
        { kind: 'move', unitId: 'b1', parentId: 'S' },
      ],
      [1, 'parentId', 'units.act_overlap'],
    ],
    [
      'a new name for a unit that ends',
      [
        { kind: 'absorb', inputs: ['A'], into: 'B' },
        { kind: 'rename', unitId: 'A', name: 'x', shortName: 'x' },
      ],
      [1, 'name', 'units.act_overlap'],
    ],
    [
      'a place under a unit that ends',
      [
        { kind: 'absorb', inputs: ['A'], into: 'B' },
        { kind: 'move', unitId: 'b1', parentId: 'A' },
      ],
      [1, 'parentId', 'units.act_target_ends'],
    ],
    [
      'a unit joined to one that ends',
      [
        { kind: 'absorb', inputs: ['A'], into: 'B' },
        { kind: 'transfer_out', unitId: 'B', to: 'x' },
      ],
      [0, 'into', 'units.act_target_ends'],
    ],
    [
      'members from a committee',
      [{ kind: 'absorb', inputs: ['A'], into: 'B', members: [{ from: 'A', to: 'b1', members: 'rest' }] }],
      [0, 'members.0.from', 'units.act_route_source'],
    ],
    [
      'members to a cell that ends',
      [
        { kind: 'dissolve', input: 'D', children: {}, members: [{ from: 'D', to: 'b1', members: 'rest' }] },
        { kind: 'absorb', inputs: ['b1'], into: 'b2' },
      ],
      [0, 'members.0.to', 'units.act_route_target'],
    ],
    [
      'one member on two ways',
      [
        {
          ...{ kind: 'dissolve', input: 'D', children: {} },
          members: [
            { from: 'D', to: 'C', members: ['m'] },
            { from: 'D', to: 'b1', members: ['m'] },
          ],
        },
      ],
      [0, 'members.1.members', 'units.act_route_twice'],
    ],
  ])('%s', (_, acts, fault) => {
    expect(faults(acts)).toContainEqual(fault)
  })

  it('an act before the unit existed, after it ended, before what is on record for later', () => {
    expect(faults([consolidate('b2', 'b1')], bloc, day('2024-12-31'))).toContainEqual([
      0,
      'inputs.0',
      'units.act_not_yet',
    ])
    expect(faults([consolidate('b2', 'b1')], bloc, day('2025-01-01'))).toContainEqual([
      0,
      'inputs.0',
      'units.act_sorts_differ',
    ])
    expect(faults([{ kind: 'absorb', inputs: ['b2'], into: 'b1' }], bloc, day('2025-01-01'))).toEqual([
      [0, 'inputs.0', 'units.act_not_yet'],
    ])
    expect(faults([{ kind: 'absorb', inputs: ['b2'], into: 'b1' }], closed('b2', '2025-02-13'))).toEqual([
      [0, 'inputs.0', 'units.act_closed'],
    ])
    expect(faults([{ kind: 'absorb', inputs: ['b2'], into: 'b1' }], closed('b2', '2026-01-01'))).toEqual([
      [0, 'inputs.0', 'units.act_closed'],
    ])
    expect(faults([{ kind: 'absorb', inputs: ['b2'], into: 'b1' }], closed('b1', '2026-01-01'))).toEqual([])
    const later = changeFacts(
      bloc.filter((v) => v.unitId === 'a1'),
      { parentId: 'B' },
      act(day('2026-01-01')),
      newVersionId,
    )
    const versions = [...bloc.filter((v) => v.unitId !== 'a1'), ...(later as UnitVersion[])]
    expect(faults([{ kind: 'absorb', inputs: ['a1'], into: 'a2' }], versions)).toEqual([
      [0, 'inputs.0', 'units.act_later'],
    ])
    // Somebody comes under B next year: B cannot end before.
    expect(faults([{ kind: 'absorb', inputs: ['B'], into: 'A' }], versions)).toEqual([
      [0, 'inputs.0', 'units.act_parent_missing'],
    ])
  })

  it('a plan carried out a second time', () => {
    const acts: ReorganisationAct[] = [consolidate('A', 'B')]
    const again = faults(acts, done(acts).versions)
    expect(again).toContainEqual([0, 'inputs.0', 'units.act_closed'])
    expect(again).toContainEqual([0, 'unit', 'units.act_id_taken'])
  })
})
