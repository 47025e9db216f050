// The trees of a plan's page: what is changed is seen, what is settled cannot be chosen, what nobody thought of is listed.
import type { PlanRow, PlanView } from '#modules/reorganisations/reorganisations.server.ts'
import type { TreeChange, UnitKind } from '#modules/units/units.server.ts'
import type { TreeNode } from '#ui/tree.ts'
import { expect, it } from 'vitest'
import { changedBranches, leftOver, pickNodes, planNodes } from './plan-trees.ts'

const row = (id: string, parentId: string | null, kind: UnitKind, change: TreeChange | null = null): PlanRow => ({
  ...{ id, parentId, kind, change, code: id === 'n' ? '' : `c-${id}`, name: id, shortName: id, ordinal: 0 },
  ...{ sector: null, sectorName: null, localityId: null, localityName: null, members: 9, full: 9 },
  ...{ depth: 0, children: 0, descendants: 0 },
})
const before = [
  row('k', null, 'bloc'),
  row('a', 'k', 'grassroots_committee', 'gone'),
  row('a1', 'a', 'sub_cell'),
  row('b', 'k', 'grassroots_committee'),
  row('c', 'k', 'grassroots_cell'),
]
const after = [
  row('k', null, 'bloc'),
  row('n', 'k', 'grassroots_committee', 'new'),
  row('a1', 'n', 'sub_cell', 'moved'),
  row('b', 'k', 'grassroots_committee'),
  row('c', 'k', 'grassroots_cell'),
]
const flat = (nodes: readonly TreeNode[]): TreeNode[] => nodes.flatMap((node) => [node, ...flat(node.children ?? [])])

it('keeps the changed rows and the way up, in both trees', () => {
  const cut = changedBranches({ before, after })
  expect(cut.before.map(({ id }) => id)).toEqual(['k', 'a', 'a1'])
  expect(cut.after.map(({ id }) => id)).toEqual(['k', 'n', 'a1'])
  expect(flat(planNodes(cut.before, '2025-01-01')).find(({ id }) => id === 'a')).toMatchObject({
    change: 'gone',
    open: false,
  })
})

it('shows what remains of a branch in which something only ends', () => {
  const cut = changedBranches({
    before: [
      row('k', null, 'bloc'),
      row('b', 'k', 'grassroots_committee'),
      row('b1', 'b', 'sub_cell', 'gone'),
      row('c', 'k', 'grassroots_cell'),
    ],
    after: [row('k', null, 'bloc'), row('b', 'k', 'grassroots_committee'), row('c', 'k', 'grassroots_cell')],
  })
  expect(cut.before.map(({ id }) => id)).toEqual(['k', 'b', 'b1'])
  expect(cut.after.map(({ id }) => id)).toEqual(['k', 'b'])
})

it('lets one choose what goes on, by code; what ends, what is new and the top are only places', () => {
  const rows = [...after, before[1] as PlanRow]
  const nodes = flat(pickNodes({ rows, actsOf: (id) => (id === 'a' ? [1] : []), only: null }))
  expect(nodes.filter(({ disabled }) => !disabled).map(({ id }) => id)).toEqual(['c-a1', 'c-b', 'c-c'])
  expect(nodes.find(({ id }) => id === 'n')).toMatchObject({ disabled: true })
  expect(nodes.find(({ id }) => id === 'c-a')?.tag?.label).toBe('việc 1')
  const only = flat(pickNodes({ rows, actsOf: () => [], only: new Set(['b']) }))
  expect(only.map(({ id }) => id)).toEqual(['c-b'])
})

it('lists grassroots units that no act is about', () => {
  const acts = [
    { id: 'x', ordinal: 1, act: { kind: 'absorb', inputs: ['a'], into: 'b' } },
  ] as unknown as PlanView['acts']
  expect(leftOver(before, acts).map(({ id }) => id)).toEqual(['c'])
  expect(leftOver(before, []).map(({ id }) => id)).toEqual(['b', 'c'])
})
