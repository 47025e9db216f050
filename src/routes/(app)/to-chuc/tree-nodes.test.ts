// Nodes of the tree page: nested whatever the order, roots open, and the way to every change unfolded.
import { expect, it } from 'vitest'
import { numbersOf, treeNodes } from './tree-nodes.ts'

const unit = (id: string, parentId: string | null, name = id) => ({
  id,
  parentId,
  name,
  kind: 'sub_cell' as const,
  ordinal: 0,
  sectorName: null,
  localityName: parentId === null ? null : 'Huyện Đảo',
})
const words = { href: (one: { id: string }) => `/${one.id}`, numbers: () => ({ count: 1 }), open: false }

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

it('leads every count to the records it counts', () => {
  const committee = { id: 'u', kind: 'grassroots_committee' as const, cells: 3, below: { sub_cell: 3, section: 1 } }
  const numbers = numbersOf(committee, { total: 21, full: 21, probationary: 0 }, null)
  expect(numbers.countHref).toBe('/so-lieu/I03?don-vi=u')
  expect(numbers.figures).toEqual([
    { value: 3, href: '/so-lieu/I02?don-vi=u' },
    { value: 21, href: '/so-lieu/I03?don-vi=u&loc=status:full' },
    { value: 0 },
  ])
  expect(numbers.parts).toEqual([
    { value: 1, label: 'đảng bộ bộ phận', href: '/so-lieu/I02B?don-vi=u' },
    { value: 3, label: 'chi bộ trực thuộc', href: '/so-lieu/I02?don-vi=u' },
  ])
})

it('counts cells for who may not read figures, and leads nowhere', () => {
  const bloc = { id: 'u', kind: 'bloc' as const, cells: 5, below: { grassroots_cell: 5 } }
  expect(numbersOf(bloc, null, null)).toEqual({
    count: 5,
    parts: [{ value: 5, label: 'chi bộ cơ sở', href: undefined }],
  })
})
