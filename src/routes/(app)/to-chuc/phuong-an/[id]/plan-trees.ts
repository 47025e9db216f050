// The trees of a plan as nodes: one in which units are chosen, with what the acts do to each; and before and after side by side.
import type { PlanRow, PlanView } from '#modules/reorganisations/reorganisations.server.ts'
import { isGrassroots } from '#modules/units/units.server.ts'
import type { TreeChange } from '#modules/units/units.server.ts'
import type { TreeNode } from '#ui/tree.ts'
import { treeNodes } from '../../tree-nodes.ts'

const changesOf = (rows: readonly PlanRow[]): Record<string, TreeChange> =>
  Object.fromEntries(rows.flatMap((row) => (row.change === null ? [] : [[row.id, row.change]])))

/** Nodes of one state of the tree; what the plan changes is unfolded. */
export function planNodes(rows: readonly PlanRow[], day: string): TreeNode[] {
  return treeNodes(rows, {
    href: (unit) => `/to-chuc/${unit.id}?ngay=${day}`,
    numbers: ({ members }) => ({ count: members }),
    changes: changesOf(rows),
    open: false,
  })
}

/** Grassroots units that no act of the plan is about, themselves or by a unit above them. */
export function leftOver(before: readonly PlanRow[], acts: PlanView['acts']): PlanRow[] {
  const said = JSON.stringify(acts.map(({ act }) => act))
  return before.filter((row) => isGrassroots(row.kind) && row.change === null && !said.includes(row.id))
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
    open: kept.length < 60,
  })
  const finish = (node: TreeNode): TreeNode => {
    const row = byId.get(node.id)
    const acts = actsOf(node.id)
    return {
      ...node,
      id: row?.code || node.id,
      disabled: row?.change === 'gone' || row?.change === 'new' || row?.parentId === null,
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
