// Heading rows of a table with grouped columns: which cells span, for PDF and DOCX alike.
import type { TableColumn } from './report-paper.ts'

/** A heading cell: `columns` and `rows` say how many it spans. */
export interface HeadingCell {
  readonly text: string
  readonly columns: number
  readonly rows: number
}

/** One row of cells when no column is grouped, else two: groups above, labels of the grouped columns below. */
export function headingTiers(columns: readonly TableColumn[]): HeadingCell[][] {
  if (!columns.some((c) => c.group)) return [columns.map((c) => ({ text: c.label, columns: 1, rows: 1 }))]
  const upper: HeadingCell[] = []
  const lower: HeadingCell[] = []
  columns.forEach((column, i) => {
    if (!column.group) {
      upper.push({ text: column.label, columns: 1, rows: 2 })
      return
    }
    lower.push({ text: column.label, columns: 1, rows: 1 })
    const last = upper.at(-1)
    if (i > 0 && last && columns[i - 1]?.group === column.group)
      upper[upper.length - 1] = { ...last, columns: last.columns + 1 }
    else upper.push({ text: column.group, columns: 1, rows: 1 })
  })
  return [upper, lower]
}
