// Shapes of the frame's navigation. The words come from the routes; the frame knows none.
import type { IconName } from './icons.ts'

export interface NavItem {
  href: string
  label: string
  current?: boolean
  /** How many things wait there; said aloud with `badgeLabel` ("12 việc"). */
  badge?: number
  badgeLabel?: string
  icon?: IconName
}

export interface NavGroup {
  label?: string
  items: NavItem[]
}
