// Kinds of localities and what one is known by; all of them have days.
import type { DateRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'

export const LOCALITY_KINDS = ['province', 'district', 'commune'] as const
export type LocalityKind = (typeof LOCALITY_KINDS)[number]

export interface Locality {
  id: Id
  name: string
  kind: LocalityKind
  /** National code of its time. */
  code: string | null
  /** The province a district or commune belongs to. */
  parentId: Id | null
  /** The local committee that works there. */
  committee: string | null
  valid: DateRange
}

export interface PlacedLocality extends Locality {
  depth: number
}

/** Provinces with their districts and communes below them, by kind and name; what has no province of that day stands on top. */
export function placeLocalities(localities: readonly Locality[]): PlacedLocality[] {
  const rank = ({ kind }: Locality) => LOCALITY_KINDS.indexOf(kind)
  const sorted = localities.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'vi'))
  const known = new Set(sorted.map(({ id }) => id))
  const below = Map.groupBy(sorted, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null))
  const placed: PlacedLocality[] = []
  const put = (parentId: Id | null, depth: number): void => {
    for (const each of below.get(parentId) ?? []) {
      placed.push({ ...each, depth })
      put(each.id, depth + 1)
    }
  }
  put(null, 0)
  return placed
}
