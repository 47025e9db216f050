// Colours of the tree: the most frequent value first, sectors inherited, beyond ten one grey, and nothing lost in the legend.
import { describe, expect, it } from 'vitest'
import { colourTree } from './tree-colours.ts'

const unit = (id: string, parentId: string | null, sectorName: string | null, localityName: string | null = null) => ({
  id,
  parentId,
  sectorName,
  localityName,
})

describe('colours of the tree', () => {
  it('gives the most frequent value the first hue; cells take the sector of their committee', () => {
    const units = [
      unit('top', null, null),
      unit('a', 'top', 'Y tế'),
      unit('a1', 'a', null),
      unit('b', 'top', 'Giáo dục'),
    ]
    const { marks, legend } = colourTree([...units, unit('c', 'top', 'Giáo dục')], 'loai-hinh')
    expect(marks.get('b')).toEqual({ look: 'k1', label: 'Giáo dục' })
    expect(marks.get('a1')).toEqual({ look: 'k2', label: 'Y tế' })
    expect(legend.map(({ label, count }) => [label, count])).toEqual([
      ['Giáo dục', 2],
      ['Y tế', 1],
      ['chưa xếp loại hình', 1],
    ])
  })

  it('does not inherit a locality: without one a unit works at the seat', () => {
    const { marks } = colourTree([unit('a', null, null, 'Huyện Đảo'), unit('a1', 'a', null)], 'dia-ban')
    expect(marks.get('a')?.label).toBe('Huyện Đảo')
    expect(marks.get('a1')?.label).toBe('tại trụ sở của Khối')
  })

  it('shares grey beyond ten values, and the legend still counts every unit', () => {
    const units = Array.from({ length: 14 }, (_, n) => unit(`u${n}`, null, `Loại ${String(n).padStart(2, '0')}`))
    const { marks, legend } = colourTree(units, 'loai-hinh')
    expect(new Set([...marks.values()].map(({ look }) => look)).size).toBe(11)
    expect(legend.at(-1)).toEqual({ look: 'rest', label: '4 loại hình khác', count: 4 })
    expect(legend.reduce((sum, { count }) => sum + count, 0)).toBe(14)
  })
})
