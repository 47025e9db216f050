// One example for each reason to refuse an act of a plan.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { describe, expect, it } from 'vitest'
import { act, bloc, done, faults, fresh, newVersionId } from '../../../tests/samples/acts.ts'
import { changeFacts, closeHistory } from './history.ts'
import type { UnitVersion } from './history.ts'
import type { ReorganisationAct } from './reorganisation-acts.ts'

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
