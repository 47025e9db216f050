// Organigrams of any shape: boxes apart, the top centred, lines beside boxes and never through them, nothing lost on any sheet.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chartSheets, SMALLEST } from './organigram-sheets.ts'
import type { ChartBox, ChartNode, Drawing } from './organigram.ts'
import { bestColumns, CHART_TEXT, drawChart } from './organigram.ts'
import { textWidth, wrapText } from './text-lines.ts'

const words = fc.array(
  fc.constantFrom('Đảng bộ', 'Chi bộ', 'Sở Giáo dục và Đào tạo', 'Trường', 'Thanh tra', 'nghiệp'),
  {
    minLength: 1,
    maxLength: 7,
  },
)
let next = 0
const named = (label: string[], children: ChartNode[]): ChartNode => ({
  id: String(next++),
  label: label.join(' '),
  note: children.length > 2 ? '45 đảng viên' : undefined,
  children,
})
const leaf = words.map((label) => named(label, []))
const deep = fc.tuple(words, fc.array(leaf, { maxLength: 4 })).map(([label, children]) => named(label, children))
const child = fc.tuple(words, fc.array(fc.oneof(leaf, deep), { maxLength: 8 })).map(([l, c]) => named(l, c))
const tree = fc.tuple(words, fc.array(child, { maxLength: 70 })).map(([label, children]) => named(label, children))
const columns = fc.integer({ min: 1, max: 14 })

const count = (node: ChartNode): number => 1 + (node.children ?? []).reduce((sum, one) => sum + count(one), 0)
const apart = (a: ChartBox, b: ChartBox) =>
  a.x + a.width <= b.x + 0.01 ||
  b.x + b.width <= a.x + 0.01 ||
  a.y + a.height <= b.y + 0.01 ||
  b.y + b.height <= a.y + 0.01

function noOverlap({ boxes }: Pick<Drawing, 'boxes'>) {
  for (const [at, box] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) expect(apart(box, other), `${box.label} / ${other.label}`).toBe(true)
  }
}

function crossings({ boxes, lines }: Pick<Drawing, 'boxes' | 'lines'>): string[] {
  const found: string[] = []
  for (const { points } of lines) {
    for (let at = 1; at < points.length; at++) {
      const [[x1, y1], [x2, y2]] = [points[at - 1], points[at]] as [[number, number], [number, number]]
      expect(Math.min(Math.abs(x1 - x2), Math.abs(y1 - y2))).toBeLessThan(0.01)
      const inside = (box: ChartBox) =>
        Math.max(x1, x2) > box.x + 0.01 &&
        Math.min(x1, x2) < box.x + box.width - 0.01 &&
        Math.max(y1, y2) > box.y + 0.01 &&
        Math.min(y1, y2) < box.y + box.height - 0.01
      for (const box of boxes) if (inside(box)) found.push(`${x1},${y1} ${x2},${y2} through ${box.label}`)
    }
  }
  return found
}

describe('the layout', () => {
  it('keeps boxes apart and inside, lines beside them, and loses nobody', () => {
    fc.assert(
      fc.property(tree, columns, (top, most) => {
        const drawing = drawChart(top, most)
        expect(drawing.boxes).toHaveLength(count(top))
        noOverlap(drawing)
        expect(crossings(drawing)).toEqual([])
        for (const box of drawing.boxes) {
          expect(box.x).toBeGreaterThanOrEqual(-0.01)
          expect(box.y).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(drawing.width + 0.01)
          expect(box.y + box.height).toBeLessThanOrEqual(drawing.height + 0.01)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('centres the top over its first row, and every row below it', () => {
    fc.assert(
      fc.property(tree, columns, (top, most) => {
        const { boxes, rows } = drawChart(top, most)
        const head = boxes[0] as ChartBox
        for (const row of rows.keys()) {
          const heads = boxes.filter((box) => box.row === row && box.depth === 1)
          expect(heads.length).toBeLessThanOrEqual(most)
          const middle = ((heads[0] as ChartBox).x + (heads.at(-1) as ChartBox).x + (heads[0] as ChartBox).width) / 2
          expect(middle).toBeCloseTo(head.x + head.width / 2, 5)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('sets 63 children in even rows', () => {
    const top = named(
      ['Khối'],
      Array.from({ length: 63 }, (_, n) => named([`Tổ chức ${n}`], [])),
    )
    const { rows, boxes } = drawChart(top, 10)
    expect(rows).toHaveLength(7)
    expect(rows.map((_, row) => boxes.filter((box) => box.row === row).length)).toEqual([9, 9, 9, 9, 9, 9, 9])
    expect(bestColumns(top, 1500, 1000)).toBeGreaterThan(4)
  })

  it('draws a unit with nothing below it', () => {
    expect(drawChart(named(['Chi bộ'], []), 5)).toMatchObject({ rows: [], lines: [], boxes: [{ depth: 0 }] })
  })
})

describe('sheets', () => {
  const area = { width: 757, first: 360, next: 500 }
  it('show every box once, whole, in words that can be read', () => {
    fc.assert(
      fc.property(tree, (top) => {
        const sheets = chartSheets(top, area)
        const shown = sheets.flatMap((sheet) => sheet.boxes.map((box) => box.id))
        expect(shown.toSorted()).toEqual([...new Set(shown)].toSorted())
        expect(shown).toHaveLength(count(top))
        for (const [at, sheet] of sheets.entries()) {
          expect(sheet.width * sheet.scale).toBeLessThanOrEqual(area.width + 0.01)
          expect(sheet.height * sheet.scale).toBeLessThanOrEqual(
            Math.max(area.first, at > 0 ? area.next : area.first) + 0.01,
          )
          noOverlap(sheet)
          expect(crossings(sheet)).toEqual([])
        }
      }),
      { numRuns: 40 },
    )
  })

  it('keep the smallest size unless one row is higher than a sheet', () => {
    const top = named(
      ['Khối'],
      Array.from({ length: 63 }, (_, n) => named([`Đảng bộ ${n}`], [])),
    )
    for (const { scale } of chartSheets(top, area))
      expect(scale * CHART_TEXT.name).toBeGreaterThanOrEqual(SMALLEST - 0.01)
  })
})

describe('lines of text', () => {
  it('are never wider than the box, and hold every letter unless they end in an ellipsis', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          words.map((all) => all.join(' ')),
          fc.string(),
        ),
        fc.integer({ min: 40, max: 300 }),
        (text, width) => {
          const lines = wrapText(text, width, 11, 5)
          for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(width)
          expect(lines.length).toBeLessThanOrEqual(5)
          if (!lines.at(-1)?.endsWith('…')) {
            expect(lines.join('').replace(/\s/g, '')).toBe(text.normalize('NFC').replace(/\s/g, ''))
          }
        },
      ),
    )
  })
})
