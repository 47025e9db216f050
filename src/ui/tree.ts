// Shape of a tree and what searching in it keeps: hits, what is below them, and every ancestor.
import { fold } from '#kernel/vietnamese/text.ts'
import type { Shown } from './show.ts'
import type { State } from './state.ts'

export interface TreeFigure {
  value: Shown
  href?: string | undefined
}

export interface TreePart extends TreeFigure {
  label: string
}

export interface TreeNode {
  id: string
  label: string
  href?: string | undefined
  /** What kind of thing it is, small and grey. */
  kind?: string | undefined
  /** The number at the right edge. */
  count?: Shown | undefined
  countHref?: string | undefined
  /** More numbers at the right edge, one for each column of the tree; seen on wide pages only. */
  figures?: readonly TreeFigure[] | undefined
  /** What is below it, in words: counts that each may lead somewhere. */
  parts?: readonly TreePart[] | undefined
  /** A colour that sorts nodes, always with its word. */
  mark?: { look: string; label: string } | undefined
  tag?: { state: State; label: string } | undefined
  /** Before and after a change. */
  change?: 'new' | 'gone' | 'moved' | undefined
  current?: boolean | undefined
  open?: boolean | undefined
  disabled?: boolean | undefined
  children?: TreeNode[] | undefined
}

/** The nodes whose label contains `query` (no marks needed), with ancestors opened; null when nothing fits. */
export function prune(nodes: readonly TreeNode[], query: string): TreeNode[] {
  const wanted = fold(query)
  if (wanted === '') return [...nodes]
  return nodes.flatMap((node): TreeNode[] => {
    const below = prune(node.children ?? [], query)
    const hit = fold(node.label).includes(wanted)
    if (below.length > 0) return [{ ...node, open: true, children: below }]
    return hit ? [{ ...node, open: false }] : []
  })
}

/** How many nodes there are, at all depths. */
export const sizeOf = (nodes: readonly TreeNode[]): number =>
  nodes.reduce((sum, node) => sum + 1 + sizeOf(node.children ?? []), 0)
