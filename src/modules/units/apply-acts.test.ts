// One example for each kind of act, and how acts of one plan see each other.
import { contains } from '#kernel/date-range.ts'
import { day } from '#kernel/day.ts'
import { describe, expect, it } from 'vitest'
import { act, bloc, done, fresh, newVersionId, ON } from '../../../tests/samples/acts.ts'
import type { AppliedActs } from './apply-acts.ts'
import { changeFacts } from './history.ts'
import type { UnitVersion } from './history.ts'
import type { ReorganisationAct } from './reorganisation-acts.ts'

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
