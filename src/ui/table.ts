// Shapes of a table's columns.
import type { Snippet } from 'svelte'
import type { Shown } from './show.ts'

export interface Column<Row> {
  key: string
  label: string
  /** Right aligned figures. */
  num?: boolean | undefined
  /** Defaults to the row's field of the same key. */
  value?: ((row: Row) => Shown) | undefined
  /** Where the value's records are; undefined: no link. */
  href?: (row: Row) => string | undefined
  /** Own markup instead of the value; told the column, so that one snippet may draw several. */
  cell?: Snippet<[Row, Column<Row>]> | undefined
  sortable?: boolean | undefined
  /** CSS width. */
  width?: string | undefined
  /** The whole word when the label is shortened. */
  title?: string | undefined
  /** The column one is looking at. */
  on?: boolean | undefined
}

export interface Sort {
  key: string
  dir: 'asc' | 'desc'
}
