// Reads a sheet whose columns are known by their headings, in whatever order they stand: title lines above are passed over, columns
// nobody asked for too. What is wrong with a cell can be told by its letter and row, as people see them.
import { fold, tidy } from '#kernel/vietnamese/text.ts'
import type { ReadRow } from './xlsx.ts'
import { readWorkbook } from './xlsx.ts'
import type { WorkbookLimits } from './workbook-guard.ts'
import { columnLetters } from './workbook-rows.ts'

export type SheetCell = ReadRow['cells'][number]

export interface HeadedLine<Key extends string> {
  /** As Excel counts: the first row is 1. */
  row: number
  /** Cells of the columns that are there; empty ones are null. */
  cells: Partial<Record<Key, SheetCell>>
}

export interface HeadedSheet<Key extends string> {
  /** Letter of each column that was found: A, B, … */
  letters: Partial<Record<Key, string>>
  lines: HeadedLine<Key>[]
}

/** The text of a cell: tidy, '' for an empty one; numbers as they are. */
export const cellText = (cell: SheetCell | undefined): string =>
  cell === null || cell === undefined ? '' : tidy(String(cell))

/**
 * The first sheet with a row that holds all headings of `need` (marks and capitals do not matter); null when there is none.
 * Rows without a filled cell in any known column are left out. Throws PaperError as readWorkbook does.
 */
export async function readHeadedSheet<Key extends string>(
  bytes: Uint8Array,
  headings: Readonly<Record<Key, string>>,
  need: readonly NoInfer<Key>[],
  limits: WorkbookLimits,
): Promise<HeadedSheet<Key> | null> {
  const wanted = Object.entries<string>(headings) as [Key, string][]
  for (const sheet of await readWorkbook(bytes, limits)) {
    let places: [Key, number][] | null = null
    const lines: HeadedLine<Key>[] = []
    for await (const { index, cells } of sheet.rows()) {
      if (!places) {
        const heads = cells.map((cell) => fold(cellText(cell)))
        const found = wanted.flatMap(([key, heading]): [Key, number][] => {
          const at = heads.indexOf(fold(heading))
          return at < 0 ? [] : [[key, at]]
        })
        if (need.every((key) => found.some(([has]) => has === key))) places = found
        continue
      }
      const own = places.map(([key, at]) => [key, cells[at] ?? null] as const)
      if (own.every(([, cell]) => cellText(cell) === '')) continue
      lines.push({ row: index + 1, cells: Object.fromEntries(own) as HeadedLine<Key>['cells'] })
    }
    if (places) {
      const letters = Object.fromEntries(places.map(([key, at]) => [key, columnLetters(at)]))
      return { letters: letters as HeadedSheet<Key>['letters'], lines }
    }
  }
  return null
}
