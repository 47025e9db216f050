// Tables of the Word file: figures with repeated heading rows, and the unruled two-column grid of letterhead and closing.
import {
  AlignmentType,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { FileChild } from 'docx'
import { headingTiers } from './header-tiers.ts'
import { A4, twips } from './party-layout.ts'
import type { PartyLayout } from './party-layout.ts'
import type { TableBlock } from './report-paper.ts'

const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const
const CELL_MARGINS = { marginUnitType: WidthType.DXA, top: 40, bottom: 40, left: 60, right: 60 } as const

/** Width between the margins, in twips. */
function textWidth(landscape: boolean, layout: PartyLayout): number {
  return twips((landscape ? A4.height : A4.width) - layout.margins.left - layout.margins.right)
}

/** Caption, unit and the table itself. */
export function figureTable(block: TableBlock, landscape: boolean, layout: PartyLayout): FileChild[] {
  const shares = block.columns.reduce((sum, c) => sum + c.width, 0)
  const widths = block.columns.map((c) => Math.floor((textWidth(landscape, layout) * c.width) / shares))
  const size = (block.columns.length > layout.wideFrom ? layout.size.wideTable : layout.size.table) * 2
  const named = block.columns.findIndex((c) => c.align === 'left')

  const head = headingTiers(block.columns).map(
    (tier) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: tier.map(
          (cell) =>
            new TableCell({
              columnSpan: cell.columns,
              rowSpan: cell.rows,
              verticalAlign: VerticalAlignTable.CENTER,
              children: [
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  children: [new TextRun({ text: cell.text, bold: true, size })],
                }),
              ],
            }),
        ),
      }),
  )
  const body = block.rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: block.columns.map(
          (column, i) =>
            new TableCell({
              verticalAlign: VerticalAlignTable.CENTER,
              children: [
                new Paragraph({
                  alignment: ALIGN[column.align],
                  indent: { left: i === named ? row.level * 160 : 0 },
                  children: [new TextRun({ text: row.cells[i] ?? '', bold: row.total, size })],
                }),
              ],
            }),
        ),
      }),
  )
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160 },
      children: [new TextRun({ text: block.caption, bold: true, size })],
    }),
    ...(block.unit
      ? [
          new Paragraph({
            alignment: AlignmentType.RIGHT,
            keepNext: true,
            children: [new TextRun({ text: block.unit, italics: true, size })],
          }),
        ]
      : []),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
      columnWidths: widths,
      margins: CELL_MARGINS,
      rows: [...head, ...body],
    }),
    // Word glues two tables that follow each other into one; this also leaves air below.
    new Paragraph({ children: [] }),
  ]
}

/** Two columns without rules, kept on one page; `leftShare` 0–1 of the text width. */
export function plainGrid(left: Paragraph[], right: Paragraph[], leftShare: number, layout: PartyLayout): Table {
  const full = textWidth(false, layout)
  const first = Math.round(full * leftShare)
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: full, type: WidthType.DXA },
    columnWidths: [first, full - first],
    borders: TableBorders.NONE,
    rows: [new TableRow({ cantSplit: true, children: [left, right].map((children) => new TableCell({ children })) })],
  })
}
