// Finds what can be read in a workbook: every sheet with a row of headings among its first rows, and which columns these name. A title above,
// a second line of headings and empty rows are what registers usually have.
import type { Day } from '#kernel/day.ts'
import { detectLegacy, fromLegacy } from '#kernel/vietnamese/legacy-encoding.ts'
import { latinLetters } from '#kernel/vietnamese/look-alike.ts'
import { tidy } from '#kernel/vietnamese/text.ts'
import { readWorkbook } from '#platform/paper/xlsx.ts'
import type { WorkbookLimits } from '#platform/paper/workbook-guard.ts'
import { mapColumns } from './map-columns.ts'

export interface FoundSheet {
  readonly name: string
  /** The row of headings as Excel counts; with two lines of headings the lower one. */
  readonly head: number
  /** By column from A; '' for a column without heading. */
  readonly heads: readonly string[]
}

/** A register of a whole bloc with some years of growth; more is divided by unit. */
export const LIMITS: WorkbookLimits = { maxBytes: 20 * 1024 * 1024, maxRows: 20_000, maxCells: 1_500_000 }

const FIRST_ROWS = 40
const MOST_HEADS = 120
const ENOUGH = 2

type Cells = readonly (string | number | boolean | Day | null)[]

const wordsOf = (cells: Cells): string[] => {
  const read = cells
    .slice(0, MOST_HEADS)
    .map((cell) => (typeof cell === 'string' ? cell : cell === null ? '' : String(cell)))
  const font = detectLegacy(read.join(' '))
  return read.map((text) =>
    tidy(latinLetters(font ? fromLegacy(text, font) : text))
      .replace(/\s+/g, ' ')
      .slice(0, 200),
  )
}

/** Headings in two lines: what the lower one leaves open is said by the upper one. */
const joined = (upper: readonly string[], lower: readonly string[]): string[] =>
  Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => lower[at] || upper[at] || '')

const known = (heads: readonly string[]): number => Object.keys(mapColumns(heads)).length

/** Sheets that have headings we know, the fullest first; none when there is nothing to read. Throws PaperError as readWorkbook does. */
export async function findSheets(bytes: Uint8Array, limits: WorkbookLimits = LIMITS): Promise<FoundSheet[]> {
  const found: (FoundSheet & { score: number })[] = []
  for (const sheet of await readWorkbook(bytes, limits)) {
    if (sheet.hidden) continue
    let above: string[] = []
    let best: (FoundSheet & { score: number }) | null = null
    let looked = 0
    for await (const row of sheet.rows()) {
      if (looked++ >= FIRST_ROWS) break
      const own = wordsOf(row.cells)
      for (const heads of [own, joined(above, own)]) {
        const score = known(heads)
        if (score >= ENOUGH && score > (best?.score ?? 0))
          best = { name: sheet.name, head: row.index + 1, heads, score }
      }
      above = own
    }
    if (best) found.push(best)
  }
  return found.toSorted((a, b) => b.score - a.score).map(({ name, head, heads }) => ({ name, head, heads }))
}
