// Shapes of the frame's navigation. The words come from the routes; the frame knows none.
import type { IconName } from './icons.ts'

export interface NavItem {
  href: string
  label: string
  current?: boolean | undefined
  /** How many things wait there; said aloud with `badgeLabel` ("12 việc"). */
  badge?: number | undefined
  badgeLabel?: string | undefined
  icon?: IconName | undefined
}

export interface NavGroup {
  label?: string | undefined
  items: NavItem[]
}
