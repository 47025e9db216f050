// Lays out an organigram: one box on top, its children in as many rows as they need, what is below them hanging under each. Pure.
// Boxes never overlap; the top is centred over the first row; lines run between boxes, never through them.
import { wrapText } from './text-lines.ts'

export interface ChartNode {
  id: string
  label: string
  /** Small, below the name. */
  note?: string | undefined
  href?: string | undefined
  children?: ChartNode[] | undefined
}

export interface ChartBox {
  id: string
  label: string
  href: string | null
  /** 0 is the top. */
  depth: number
  x: number
  y: number
  width: number
  height: number
  /** The name as it is written, and the note below it. */
  lines: string[]
  notes: string[]
  /** The row it belongs to; the top has −1. */
  row: number
}

/** A broken line along the axes; drawings that are cut between rows know by `row` where it belongs. */
export interface ChartLine {
  row: number
  points: [number, number][]
}

export interface Drawing {
  width: number
  height: number
  boxes: ChartBox[]
  lines: ChartLine[]
  /** Upper and lower edge of each row, with the line that runs above its boxes. */
  rows: { top: number; bottom: number }[]
}

/** All measures of the drawing's own unit; 1 is a CSS pixel on pages. */
export const CHART = {
  box: 148,
  topBox: 300,
  gap: 12,
  busGap: 14,
  rowGap: 10,
  listGap: 4,
  indent: 12,
  pad: 6,
  trunk: 10,
}
export const CHART_TEXT = { name: 11, note: 9, line: 14, noteLine: 12 }
const MOST_LINES = 5
const MOST_NOTES = 2

interface Block {
  width: number
  height: number
  boxes: ChartBox[]
  lines: ChartLine[]
}

function boxOf(node: ChartNode, depth: number, x: number, y: number, width: number): ChartBox {
  const inner = width - 2 * CHART.pad
  const lines = wrapText(node.label, inner, CHART_TEXT.name, MOST_LINES)
  const notes = node.note ? wrapText(node.note, inner, CHART_TEXT.note, MOST_NOTES) : []
  const height = 2 * CHART.pad + lines.length * CHART_TEXT.line + notes.length * CHART_TEXT.noteLine
  return { id: node.id, label: node.label, href: node.href ?? null, depth, x, y, width, height, lines, notes, row: -1 }
}

/** A child of the top with everything below it as a list that hangs from its left edge, indented level by level. */
function blockOf(node: ChartNode, headHeight: number): Block {
  const head = boxOf(node, 1, 0, 0, CHART.box)
  head.height = Math.max(head.height, headHeight)
  const boxes = [head]
  const lines: ChartLine[] = []
  let bottom = head.height
  const hang = (children: readonly ChartNode[], parent: ChartBox): void => {
    const x = parent.x + CHART.indent
    const spine = parent.x + CHART.indent / 2
    let last = parent.y + parent.height
    for (const child of children) {
      const box = boxOf(child, parent.depth + 1, x, bottom + CHART.listGap, CHART.box - x)
      boxes.push(box)
      bottom = box.y + box.height
      const middle = box.y + box.height / 2
      lines.push({
        row: 0,
        points: [
          [spine, last],
          [spine, middle],
          [x, middle],
        ],
      })
      last = middle
      hang(child.children ?? [], box)
    }
  }
  hang(node.children ?? [], head)
  return { width: CHART.box, height: bottom, boxes, lines }
}

/** The drawing with at most `columns` children of the top side by side; rows are filled evenly. */
export function drawChart(top: ChartNode, columns: number): Drawing {
  const children = top.children ?? []
  const rowCount = Math.ceil(children.length / Math.max(1, columns))
  const perRow = Math.ceil(children.length / Math.max(1, rowCount))
  const step = CHART.box + CHART.gap
  const rowWidth = (count: number) => count * step - CHART.gap
  // The line that joins the rows runs down at the left of them.
  const left = rowCount > 1 ? CHART.trunk : 0
  const width = left + Math.max(CHART.topBox, perRow > 0 ? rowWidth(perRow) : 0)
  const centre = left + (width - left) / 2
  const head = boxOf(top, 0, centre - CHART.topBox / 2, 0, CHART.topBox)
  const boxes = [head]
  const lines: ChartLine[] = []
  const rows: Drawing['rows'] = []
  let y = head.height
  let busBefore = 0
  for (let row = 0; row < rowCount; row++) {
    const members = children.slice(row * perRow, (row + 1) * perRow)
    const headHeight = Math.max(...members.map((child) => boxOf(child, 1, 0, 0, CHART.box).height))
    const blocks = members.map((child) => blockOf(child, headHeight))
    const bus = y + (row === 0 ? CHART.busGap : CHART.rowGap)
    const boxTop = bus + CHART.busGap
    const from = centre - rowWidth(blocks.length) / 2
    const centres = blocks.map((_, at) => from + at * step + CHART.box / 2)
    lines.push(
      ...busLines(row, { centre, bus, boxTop, centres, headBottom: head.height, busBefore, many: rowCount > 1 }),
    )
    for (const [at, block] of blocks.entries()) {
      const x = from + at * step
      boxes.push(...block.boxes.map((box) => ({ ...box, x: box.x + x, y: box.y + boxTop, row })))
      for (const line of block.lines) lines.push({ row, points: line.points.map(([px, py]) => [px + x, py + boxTop]) })
    }
    const bottom = boxTop + Math.max(...blocks.map((block) => block.height))
    rows.push({ top: y, bottom })
    y = bottom
    busBefore = bus
  }
  return { width, height: y, boxes, lines, rows }
}

interface Bus {
  centre: number
  bus: number
  boxTop: number
  centres: readonly number[]
  headBottom: number
  busBefore: number
  many: boolean
}

function busLines(row: number, { centre, bus, boxTop, centres, headBottom, busBefore, many }: Bus): ChartLine[] {
  const first = Math.min(...centres, row === 0 ? centre : Infinity)
  const last = Math.max(...centres, row === 0 ? centre : -Infinity)
  const lines: ChartLine[] = centres.map((x) => ({
    row,
    points: [
      [x, bus],
      [x, boxTop],
    ],
  }))
  lines.push({
    row,
    points: [
      [many ? 0 : first, bus],
      [last, bus],
    ],
  })
  if (row === 0)
    lines.push({
      row,
      points: [
        [centre, headBottom],
        [centre, bus],
      ],
    })
  else
    lines.push({
      row,
      points: [
        [0, busBefore],
        [0, bus],
      ],
    })
  return lines
}

/** The number of columns with which the drawing is largest in an area of these proportions. */
export function bestColumns(top: ChartNode, width: number, height: number, most = 14): number {
  const count = top.children?.length ?? 0
  let best = 1
  let scale = 0
  for (let columns = 1; columns <= Math.min(most, Math.max(1, count)); columns++) {
    const drawing = drawChart(top, columns)
    const fits = Math.min(width / drawing.width, height / drawing.height)
    if (fits > scale) [best, scale] = [columns, fits]
  }
  return best
}
