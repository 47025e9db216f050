// The tree of one day from flat rows: order among siblings, depth, counts, and a search that keeps the way up. Pure.
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'

export interface TreeRow {
  id: Id
  parentId: Id | null
  name: string
  ordinal: number
}

/** A row in its place: depth 0 is a root; `children` counts direct children, `descendants` everything below. */
export type Placed<Row extends TreeRow> = Row & { depth: number; children: number; descendants: number }

function siblingOrder(a: TreeRow, b: TreeRow): number {
  if (a.ordinal !== b.ordinal) return a.ordinal - b.ordinal
  const left = fold(a.name)
  const right = fold(b.name)
  if (left !== right) return left < right ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/**
 * All rows in reading order: each parent before its children, siblings by ordinal, then by name without marks.
 * A row whose parent is not among the rows is a root: what a caller may see starts wherever the rights start.
 */
export function placeRows<Row extends TreeRow>(rows: readonly Row[]): Placed<Row>[] {
  const present = new Set(rows.map((row) => row.id))
  const below = new Map<Id | null, Row[]>()
  for (const row of rows.toSorted(siblingOrder)) {
    const parent = row.parentId !== null && present.has(row.parentId) ? row.parentId : null
    const siblings = below.get(parent)
    if (siblings) siblings.push(row)
    else below.set(parent, [row])
  }
  const placed: Placed<Row>[] = []
  const place = (parent: Id | null, depth: number): void => {
    for (const row of below.get(parent) ?? []) {
      const at = placed.push({ ...row, depth, children: below.get(row.id)?.length ?? 0, descendants: 0 }) - 1
      place(row.id, depth + 1)
      const self = placed[at]
      if (self) self.descendants = placed.length - at - 1
    }
  }
  place(null, 0)
  return placed
}

/** For each row how many rows at or below it satisfy `test`; rows must be in reading order. */
export function countBelow<Row extends TreeRow>(
  placed: readonly Placed<Row>[],
  test: (row: Row) => boolean,
): Map<Id, number> {
  const before = [0]
  for (const row of placed) before.push((before.at(-1) ?? 0) + (test(row) ? 1 : 0))
  return new Map(placed.map((row, at) => [row.id, (before[at + row.descendants + 1] ?? 0) - (before[at] ?? 0)]))
}

/**
 * The rows whose text holds every word of `search` (without marks), with all their ancestors, in the same order.
 * `text` defaults to the name. An empty search keeps everything.
 */
export function searchTree<Row extends TreeRow>(
  placed: readonly Placed<Row>[],
  search: string,
  text: (row: Row) => string = (row) => row.name,
): { rows: Placed<Row>[]; hits: Set<Id> } {
  const words = fold(search).split(' ').filter(Boolean)
  const hits = new Set<Id>()
  if (words.length === 0) return { rows: [...placed], hits }
  const kept = new Set<number>()
  const path: number[] = []
  placed.forEach((row, at) => {
    path.length = row.depth
    path.push(at)
    const folded = fold(text(row))
    if (!words.every((word) => folded.includes(word))) return
    hits.add(row.id)
    for (const step of path) kept.add(step)
  })
  return { rows: placed.filter((_, at) => kept.has(at)), hits }
}
