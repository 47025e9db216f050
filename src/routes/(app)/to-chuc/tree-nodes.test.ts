// Nodes of the tree page: nested whatever the order, roots open, and the way to every change unfolded.
import { expect, it } from 'vitest'
import { treeNodes } from './tree-nodes.ts'

const unit = (id: string, parentId: string | null, name = id) => ({
  id,
  parentId,
  name,
  kind: 'sub_cell' as const,
  ordinal: 0,
  sectorName: null,
  localityName: parentId === null ? null : 'Huyện Đảo',
})
const words = { href: (one: { id: string }) => `/${one.id}`, count: () => 1, open: false }

it('nests units, begins where the rights begin, and shows changes without unfolding', () => {
  const units = [unit('a', 'hidden'), unit('b', 'a'), unit('c', 'b'), unit('d', 'a'), unit('e', 'd')]
  const [root, ...others] = treeNodes(units, { ...words, changes: { c: 'renamed', e: 'new' } })
  expect(others).toEqual([])
  expect(root).toMatchObject({ id: 'a', open: true, href: '/a', count: 1 })
  expect(root?.children).toMatchObject([
    { id: 'b', open: true, children: [{ id: 'c', tag: { label: 'đổi tên' }, kind: 'chi bộ trực thuộc · Huyện Đảo' }] },
    { id: 'd', open: true, children: [{ id: 'e', change: 'new' }] },
  ])
})

it('keeps branches without a change folded', () => {
  const [root] = treeNodes([unit('a', null), unit('b', 'a'), unit('c', 'b')], { ...words, changes: {} })
  expect(root?.children?.[0]?.open).toBeUndefined()
})
