// Names of the drawings in icons.svg (20-unit grid, 1.6 stroke, drawn for this house).
export const iconNames = [
  'alert', 'back', 'bell', 'calendar', 'chart', 'check', 'chev', 'clock', 'doc', 'down', 'download', 'edit', 'filter',
  'home', 'info', 'link', 'lock', 'menu', 'more', 'people', 'plus', 'print', 'search', 'sort-down', 'sort-up', 'trash',
  'tree', 'undo', 'user', 'x',
] as const

export type IconName = (typeof iconNames)[number]
