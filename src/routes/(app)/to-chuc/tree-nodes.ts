// From the units of a day to the nodes the tree component shows: words, counts with the way to their records, marks of change.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { TreeChange, UnitKind } from '#modules/units/units.server.ts'
import { treeChangeNames, unitKindNames } from '#modules/units/units-messages.ts'
import type { TreeNode, TreePart } from '#ui/tree.ts'
import type { MemberCounts } from './member-counts.server.ts'
import type { Mark } from './tree-colours.ts'

export interface NodeUnit {
  id: Id
  parentId: Id | null
  kind: UnitKind
  name: string
  ordinal: number
  sectorName: string | null
  localityName: string | null
}

export interface NodeWords<Unit extends NodeUnit> {
  href: (unit: Unit) => string
  /** The numbers of a unit, and what is below it. */
  numbers?: (unit: Unit) => Pick<TreeNode, 'count' | 'countHref' | 'figures' | 'parts'>
  mark?: (unit: Unit) => Mark | undefined
  changes: Readonly<Record<string, TreeChange>>
  /** All branches unfolded from the start. */
  open: boolean
}

const TONES: Partial<Record<TreeChange, 'new' | 'gone' | 'moved'>> = { new: 'new', gone: 'gone', moved: 'moved' }

const lower = (kind: UnitKind): string => (unitKindNames[kind] ?? kind).toLowerCase()

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
  const mark = words.mark?.(unit)
  return {
    id: unit.id,
    label: unit.name,
    href: words.href(unit),
    kind: [lower(unit.kind), unit.sectorName, unit.localityName].filter(Boolean).join(' · '),
    ...words.numbers?.(unit),
    ...(mark ? { mark } : {}),
    ...(change && !tone ? { tag: { state: 'draft' as const, label: treeChangeNames[change] ?? change } } : {}),
    ...(tone ? { change: tone } : {}),
    ...(words.open ? { open: true } : {}),
  }
}

/** Indicators whose records are the units themselves. */
const RECORDS_OF: Partial<Record<UnitKind, string>> = {
  grassroots_committee: '/so-lieu/I01',
  grassroots_cell: '/so-lieu/I01',
  section: '/so-lieu/I02B',
  sub_cell: '/so-lieu/I02',
}

/** Head of the columns of `numbersOf`; the count at the edge is members, or cells for who may not read figures. */
export const COLUMNS = ['Chi bộ', 'Chính thức', 'Dự bị']

interface NumberedUnit {
  id: Id
  kind: UnitKind
  cells: number
  below: Partial<Record<UnitKind, number>>
}

const asOf = (unit: NumberedUnit, day: Day | null) => `don-vi=${unit.id}${day === null ? '' : `&ngay=${day}`}`

/** From the top down. */
const UNIT_ORDER: readonly UnitKind[] = ['grassroots_committee', 'grassroots_cell', 'section', 'sub_cell', 'group']

/** What is below a unit, kind by kind, each leading to its units for who may read figures. */
export function partsOf(unit: NumberedUnit, mayRead: boolean, day: Day | null): TreePart[] {
  return UNIT_ORDER.flatMap((kind) => {
    const value = unit.below[kind]
    if (!value) return []
    const records = mayRead ? RECORDS_OF[kind] : undefined
    const href = records && `${records}?${asOf(unit, day)}${records.endsWith('I01') ? `&loc=kind:${kind}` : ''}`
    return [{ value, label: lower(kind), href }]
  })
}

/** A unit's numbers as of a day, each leading to its records. `members` null: the caller may not read figures. */
export function numbersOf(
  unit: NumberedUnit,
  members: MemberCounts | null,
  day: Day | null,
): Pick<TreeNode, 'count' | 'countHref' | 'figures' | 'parts'> {
  const parts = partsOf(unit, members !== null, day)
  // Cells of two kinds have no list of their own: then each kind is a link among the parts.
  const only = unit.below.sub_cell === unit.cells ? parts.find(({ label }) => label === lower('sub_cell')) : undefined
  // Cells of one kind alone are told by their column.
  const told = parts.length === 1 && only ? [] : parts
  if (!members) return { count: unit.cells, parts: told }
  const records = `/so-lieu/I03?${asOf(unit, day)}`
  const status = (value: number, name: string) =>
    value === 0 ? { value } : { value, href: `${records}&loc=status:${name}` }
  return {
    count: members.total,
    countHref: records,
    figures: [
      { value: unit.cells, href: only?.href },
      status(members.full, 'full'),
      status(members.probationary, 'probationary'),
    ],
    parts: told,
  }
}
