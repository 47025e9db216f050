// From the units of a day to the nodes the tree component shows: words, counts, marks of change.
import type { TreeChange, UnitKind } from '#modules/units/units.server.ts'
import { treeChangeNames, unitKindNames } from '#modules/units/units-messages.ts'
import type { TreeNode } from '#ui/tree.ts'

export interface NodeUnit {
  id: string
  parentId: string | null
  kind: UnitKind
  name: string
  ordinal: number
  sectorName: string | null
  localityName: string | null
}

export interface NodeWords<Unit extends NodeUnit> {
  href: (unit: Unit) => string
  count: (unit: Unit) => number | null | undefined
  countHref?: (unit: Unit) => string | undefined
  changes: Readonly<Record<string, TreeChange>>
  /** All branches unfolded from the start. */
  open: boolean
}

const TONES: Partial<Record<TreeChange, 'new' | 'gone' | 'moved'>> = { new: 'new', gone: 'gone', moved: 'moved' }

/** Nested nodes from units in reading order; a unit whose parent is not among them is a root. */
export function treeNodes<Unit extends NodeUnit>(units: readonly Unit[], words: NodeWords<Unit>): TreeNode[] {
  const roots: TreeNode[] = []
  const nodes = new Map<string, TreeNode>()
  for (const unit of units) nodes.set(unit.id, nodeOf(unit, words))
  for (const unit of units) {
    const node = nodes.get(unit.id) as TreeNode
    const parent = unit.parentId === null ? undefined : nodes.get(unit.parentId)
    if (!parent) roots.push({ ...node, open: true })
    else (parent.children ??= []).push(node)
  }
  // What changed is seen without unfolding.
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  for (const id of Object.keys(words.changes)) {
    for (let at = parents.get(id); at; at = parents.get(at)) {
      const above = nodes.get(at)
      if (!above || above.open) break
      above.open = true
    }
  }
  // A root was copied before its children came.
  return roots.map((root) => {
    const { children } = nodes.get(root.id) as TreeNode
    return children ? { ...root, children } : root
  })
}

function nodeOf<Unit extends NodeUnit>(unit: Unit, words: NodeWords<Unit>): TreeNode {
  const change = words.changes[unit.id]
  const tone = change && TONES[change]
  const count = words.count(unit)
  const countHref = words.countHref?.(unit)
  return {
    id: unit.id,
    label: unit.name,
    href: words.href(unit),
    kind: [unitKindNames[unit.kind].toLowerCase(), unit.sectorName, unit.localityName].filter(Boolean).join(' · '),
    ...(count === undefined ? {} : { count }),
    ...(countHref === undefined ? {} : { countHref }),
    ...(change && !tone ? { tag: { state: 'draft' as const, label: treeChangeNames[change] ?? change } } : {}),
    ...(tone ? { change: tone } : {}),
    ...(words.open ? { open: true } : {}),
  }
}
