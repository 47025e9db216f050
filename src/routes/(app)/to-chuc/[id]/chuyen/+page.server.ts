// Moving a unit with everything below it to another parent from a day on.
import { DEFAULT_NESTING, kindsUnder, moveUnit, readTree } from '#modules/units/units.server.ts'
import { unitKindNames } from '#modules/units/units-messages.ts'
import { actOn, loadAct } from '../../act-page.server.ts'
import { treeNodes } from '../../tree-nodes.ts'
import type { TreeNode } from '#ui/tree.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run, ctx, unit) => {
    const tree = await run(readTree, {})
    const self = tree.units.findIndex((other) => other.id === unit.id)
    const branch = new Set(
      self < 0 ? [] : tree.units.slice(self, self + 1 + (tree.units[self]?.descendants ?? 0)).map((other) => other.id),
    )
    // Only places that may hold something, and never the branch itself.
    const places = tree.units.filter(
      (other) => !branch.has(other.id) && kindsUnder(DEFAULT_NESTING, other.kind, ctx.today).length > 0,
    )
    const nodes = treeNodes(
      places.filter((other) => unit.current.kind === 'group' || !other.kind.endsWith('_cell')),
      { href: () => '', changes: {}, open: true },
    )
    const close = (node: TreeNode): TreeNode => ({
      ...node,
      disabled: node.id === unit.current.parentId,
      ...(node.children ? { children: node.children.map(close) } : {}),
    })
    return {
      places: nodes.map(close),
      kinds: Object.entries(unitKindNames)
        .filter(([kind]) => kind !== 'bloc')
        .map(([value, label]) => ({ value, label })),
    }
  })

export const actions: Actions = { default: actOn(moveUnit) }
