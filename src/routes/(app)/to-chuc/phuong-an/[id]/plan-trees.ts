// The trees of a plan as nodes: one in which units are chosen, with what the acts do to each; and before and after side by side.
import type { PlanRow, PlanView } from '#modules/reorganisations/reorganisations.server.ts'
import { isGrassroots } from '#modules/units/units.server.ts'
import type { TreeChange } from '#modules/units/units.server.ts'
import type { TreeNode } from '#ui/tree.ts'
import { treeNodes } from '../../tree-nodes.ts'
import { inputsOfAct } from './act-input.ts'

/** Fewer units than this are shown unfolded. */
const SMALL = 60

const changesOf = (rows: readonly PlanRow[]): Record<string, TreeChange> =>
  Object.fromEntries(rows.flatMap((row) => (row.change === null ? [] : [[row.id, row.change]])))

/** Branches that end are named by their top; what is below them is seen by unfolding. */
const folded = (node: TreeNode): TreeNode => ({
  ...node,
  ...(node.change === 'gone' ? { open: false } : {}),
  ...(node.children ? { children: node.children.map(folded) } : {}),
})

/** Nodes of one state of the tree; what the plan changes is unfolded. */
export function planNodes(rows: readonly PlanRow[], day: string): TreeNode[] {
  const nodes = treeNodes(rows, {
    href: (unit) => `/to-chuc/${unit.id}?ngay=${day}`,
    numbers: ({ members }) => ({ count: members }),
    changes: changesOf(rows),
    open: false,
  })
  return nodes.map(folded)
}

/**
 * The rows the plan changes with the way up to them. Both trees show the same units, so that one sees what a branch was and what it
 * is to be, also where something only ends.
 */
export function changedBranches({ before, after }: { before: readonly PlanRow[]; after: readonly PlanRow[] }) {
  const changed = new Set([...before, ...after].flatMap(({ id, change }) => (change === null ? [] : [id])))
  const once = withWayUp(before, changed)
  const later = withWayUp(after, once)
  const sooner = withWayUp(before, later)
  return { before: before.filter(({ id }) => sooner.has(id)), after: after.filter(({ id }) => later.has(id)) }
}

/** `ids`, and everything above those of them that stand among the rows. */
function withWayUp(rows: readonly PlanRow[], ids: ReadonlySet<string>): Set<string> {
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]))
  const kept = new Set(ids)
  for (const id of ids) for (let at = parents.get(id); at && !kept.has(at); at = parents.get(at)) kept.add(at)
  return kept
}

/** The units an act is about: chosen for it, taking others in, or of its making. */
export function concernedBy({ act }: PlanView['acts'][number]): string[] {
  const made = 'unit' in act ? [act.unit.unitId] : 'units' in act ? act.units.map(({ unitId }) => unitId) : []
  return [...inputsOfAct(act), ...(act.kind === 'absorb' ? [act.into] : []), ...made]
}

/** Grassroots units that no act of the plan is about, themselves or by a unit above them. */
export function leftOver(before: readonly PlanRow[], acts: PlanView['acts']): PlanRow[] {
  const said = new Set(acts.flatMap(concernedBy))
  return before.filter((row) => isGrassroots(row.kind) && row.change === null && !said.has(row.id))
}

interface Picking {
  /** Every unit once: those of the tree after, and those that end. */
  rows: readonly PlanRow[]
  /** Which acts are about a unit. */
  actsOf: (unitId: string) => number[]
  /** Only these and what is below them. */
  only: ReadonlySet<string> | null
}

/** The tree for choosing: a node is known by its code, short enough for an address; a unit to come by its id. */
export function pickNodes({ rows, actsOf, only }: Picking): TreeNode[] {
  const kept = only === null ? rows : branches(rows, only)
  const byId = new Map(kept.map((row) => [row.id, row]))
  const nodes = treeNodes(kept, {
    href: () => '',
    numbers: ({ members }) => ({ count: members }),
    changes: changesOf(kept),
    open: kept.length < SMALL,
  })
  const finish = (node: TreeNode): TreeNode => {
    const row = byId.get(node.id)
    const acts = actsOf(node.id)
    return {
      ...node,
      id: row?.code || node.id,
      disabled: row?.change === 'gone' || row?.change === 'new' || row?.parentId === null,
      // Marks tell where something happens; the tree stays short to choose from.
      open: row?.parentId === null || kept.length < SMALL,
      ...(acts.length > 0 ? { tag: { state: 'draft' as const, label: `việc ${acts.join(', ')}` } } : {}),
      ...(node.children ? { children: node.children.map(finish) } : {}),
    }
  }
  return nodes.map(finish)
}

function branches(rows: readonly PlanRow[], tops: ReadonlySet<string>): PlanRow[] {
  const inside = new Set(tops)
  for (const { id, parentId } of rows) if (parentId !== null && inside.has(parentId)) inside.add(id)
  return rows.filter(({ id }) => inside.has(id))
}
