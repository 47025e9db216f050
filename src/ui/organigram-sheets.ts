// An organigram on paper: one sheet where the words stay legible on it, otherwise cut between rows over as many as it takes. Pure.
import type { ChartNode, Drawing } from './organigram.ts'
import { bestColumns, CHART, CHART_TEXT, drawChart } from './organigram.ts'

/** In points: what is left for the drawing beside margins and, on the first sheet, the letterhead. */
export interface SheetArea {
  width: number
  first: number
  next: number
}

export interface Sheet extends Pick<Drawing, 'boxes' | 'lines'> {
  /** Points for each unit of the drawing. */
  scale: number
  width: number
  height: number
}

/** Names are set no smaller than this many points. */
export const SMALLEST = 6.5

/** Never larger than this: a drawing of three boxes does not fill a wall. */
const LARGEST = 11

export function chartSheets(top: ChartNode, area: SheetArea): Sheet[] {
  const largest = LARGEST / CHART_TEXT.name
  const smallest = SMALLEST / CHART_TEXT.name
  const whole = drawChart(top, bestColumns(top, area.width, area.first))
  const scale = Math.min(largest, area.width / whole.width, area.first / whole.height)
  if (scale >= smallest) return [{ ...whole, scale }]
  const columns = Math.max(1, Math.floor((area.width / smallest - CHART.trunk + CHART.gap) / (CHART.box + CHART.gap)))
  return cut(drawChart(top, columns), area, smallest)
}

function cut(drawing: Drawing, area: SheetArea, wanted: number): Sheet[] {
  // A row higher than a sheet makes everything a little smaller: no box is cut in two.
  const [first, ...others] = drawing.rows
  const tallest = Math.max(1, ...others.map((row) => row.bottom - row.top))
  const scale = Math.min(
    wanted,
    area.width / drawing.width,
    area.first / (first?.bottom ?? drawing.height),
    area.next / tallest,
  )
  const groups: { from: number; to: number; top: number; bottom: number }[] = []
  for (const [at, row] of drawing.rows.entries()) {
    const last = groups.at(-1)
    const room = (groups.length <= 1 ? area.first : area.next) / scale
    // The box on top belongs to the first row.
    if (last && row.bottom - last.top <= room) Object.assign(last, { to: at, bottom: row.bottom })
    else groups.push({ from: at, to: at, top: at === 0 ? 0 : row.top, bottom: row.bottom })
  }
  return groups.map(({ from, to, top, bottom }, sheet) => ({
    scale,
    width: drawing.width,
    height: bottom - top,
    boxes: drawing.boxes
      .filter((box) => (box.row >= from || (sheet === 0 && box.row < 0)) && box.row <= to)
      .map((box) => ({ ...box, y: box.y - top })),
    // A line that comes from the sheet before begins at the edge.
    lines: drawing.lines
      .filter((line) => line.row >= from && line.row <= to)
      .map((line) => ({ ...line, points: line.points.map(([x, y]): [number, number] => [x, Math.max(0, y - top)]) })),
  }))
}
