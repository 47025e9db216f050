// Colours of the tree by sector or by locality: five hues, then the same five hollow, the rest grey; the word always stands beside.
import type { Id } from '#kernel/ids.ts'

export const COLOURINGS = { 'loai-hinh': 'Loại hình cơ sở', 'dia-ban': 'Địa bàn' } as const

export type Colouring = keyof typeof COLOURINGS

export const isColouring = (text: string | null): text is Colouring => text !== null && text in COLOURINGS

export interface ColouredUnit {
  id: Id
  parentId: Id | null
  sectorName: string | null
  localityName: string | null
}

export interface Mark {
  look: string
  label: string
}

const LOOKS = ['k1', 'k2', 'k3', 'k4', 'k5', 'k1 hollow', 'k2 hollow', 'k3 hollow', 'k4 hollow', 'k5 hollow']
const REST = 'rest'
const NONE = 'none hollow'
const NONE_WORDS: Record<Colouring, string> = { 'loai-hinh': 'chưa xếp loại hình', 'dia-ban': 'tại trụ sở của Khối' }

/**
 * The mark of each unit and what the marks mean, with how many units carry the value themselves, most first.
 * A unit without a sector takes that of the nearest unit above; a locality is a unit's own. Units in reading order.
 */
export function colourTree(units: readonly ColouredUnit[], by: Colouring) {
  const valueOf = new Map<Id, string | null>()
  const counts = new Map<string, number>()
  let without = 0
  for (const unit of units) {
    const own = by === 'loai-hinh' ? unit.sectorName : unit.localityName
    if (own !== null) counts.set(own, (counts.get(own) ?? 0) + 1)
    const value = own ?? (by === 'loai-hinh' ? (valueOf.get(unit.parentId ?? '') ?? null) : null)
    if (value === null) without++
    valueOf.set(unit.id, value)
  }
  const names = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const looks = new Map(names.map(([name], at) => [name, LOOKS[at] ?? REST]))
  const marks = new Map<Id, Mark>(
    [...valueOf].map(([id, value]) => [
      id,
      value === null ? { look: NONE, label: NONE_WORDS[by] } : { look: looks.get(value) ?? REST, label: value },
    ]),
  )
  const legend = names
    .slice(0, LOOKS.length)
    .map(([label, count]) => ({ look: looks.get(label) ?? REST, label, count }))
  const rest = names.slice(LOOKS.length)
  if (rest.length > 0) {
    const count = rest.reduce((sum, [, n]) => sum + n, 0)
    legend.push({ look: REST, label: `${rest.length} ${by === 'dia-ban' ? 'địa bàn' : 'loại hình'} khác`, count })
  }
  if (without > 0) legend.push({ look: NONE, label: NONE_WORDS[by], count: without })
  return { marks, legend }
}
