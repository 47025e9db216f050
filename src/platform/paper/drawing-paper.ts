// A drawing of boxes and lines as a paper in the Party's layout, lying on its side: letterhead and title on the first sheet only.
import { MM_PER_INCH, PARTY_LAYOUT } from './party-layout.ts'
import type { PaperHeader, PaperTitle } from './report-paper.ts'

/** Places and sizes in the drawing's own unit; `scale` is points for each. */
export interface DrawnSheet {
  readonly scale: number
  readonly width: number
  readonly height: number
  readonly boxes: readonly {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
    readonly depth: number
    readonly lines: readonly string[]
    readonly notes: readonly string[]
  }[]
  readonly lines: readonly { readonly points: readonly (readonly [number, number])[] }[]
}

export interface DrawingPaper {
  readonly size: 'a4' | 'a3'
  /** A drawing has no number of its own. */
  readonly header: Pick<PaperHeader, 'party' | 'issuerUpper' | 'issuer' | 'place' | 'dayWords'>
  readonly title: PaperTitle
  readonly sheets: readonly DrawnSheet[]
  /** Sizes of the words inside boxes, in the drawing's unit. */
  readonly text: {
    readonly name: number
    readonly note: number
    readonly line: number
    readonly noteLine: number
    readonly pad: number
  }
}

/** In millimetres. */
const MARGIN = 15
const LETTERHEAD = 43
const SIDES = { a4: [297, 210], a3: [420, 297] } as const

const points = (mm: number) => (mm / MM_PER_INCH) * 72

const areaOf = ([width, height]: readonly [number, number]) => ({
  width: points(width - 2 * MARGIN),
  first: points(height - 2 * MARGIN - LETTERHEAD),
  // A line of air, so that rounding never pushes a drawing onto a sheet of its own.
  next: points(height - 2 * MARGIN) - 4,
})

/** Points left for the drawing on the first sheet, below letterhead and title, and on the following ones. */
export const SHEET_AREAS = { a4: areaOf(SIDES.a4), a3: areaOf(SIDES.a3) }

/** The data of the template `drawing`. */
export const drawingData = (paper: DrawingPaper) => ({
  paper,
  layout: PARTY_LAYOUT,
  margin: MARGIN,
  letterhead: LETTERHEAD,
})
