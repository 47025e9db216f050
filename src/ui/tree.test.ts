// Searching a tree keeps the way to every hit, and needs no marks.
import { expect, it } from 'vitest'
import { prune, sizeOf, type TreeNode } from './tree.ts'

const tree: TreeNode[] = [
  {
    id: 'a',
    label: 'Sở Tài chính',
    children: [
      { id: 'b', label: 'Phòng Ngân sách', children: [{ id: 'c', label: 'Tổ Đầu tư' }] },
      { id: 'd', label: 'Văn phòng' },
    ],
  },
  { id: 'e', label: 'Báo', children: [{ id: 'f', label: 'Ban Bạn đọc' }] },
]

it('keeps ancestors, opened, and drops what does not fit', () => {
  const found = prune(tree, 'dau tu')
  expect(sizeOf(found)).toBe(3)
  expect(found[0]?.id).toBe('a')
  expect(found[0]?.open).toBe(true)
  expect(found[0]?.children?.[0]?.children?.[0]?.id).toBe('c')
})

it('keeps what is below a hit that has no hit below it', () => {
  const found = prune(tree, 'báo')
  expect(found).toHaveLength(1)
  expect(found[0]?.children).toHaveLength(1)
})

it('shows everything for no words, nothing for strange ones', () => {
  expect(sizeOf(prune(tree, ' '))).toBe(6)
  expect(prune(tree, 'xyz')).toEqual([])
})
