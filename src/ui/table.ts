// Shapes of a table's columns.
import type { Snippet } from 'svelte'
import type { Shown } from './show.ts'

export interface Column<Row> {
  key: string
  label: string
  /** Right aligned figures. */
  num?: boolean
  /** Defaults to the row's field of the same key. */
  value?: (row: Row) => Shown
  /** Where the value's records are; undefined: no link. */
  href?: (row: Row) => string | undefined
  /** Own markup instead of the value. */
  cell?: Snippet<[Row]>
  sortable?: boolean
  /** CSS width. */
  width?: string
  /** The whole word when the label is shortened. */
  title?: string
  /** The column one is looking at. */
  on?: boolean
}

export interface Sort {
  key: string
  dir: 'asc' | 'desc'
}
