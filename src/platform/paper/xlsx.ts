// Excel in and out. Writing streams any number of rows into a skeleton made by the spreadsheet library, which alone cannot
// stream a filtered sheet with a styled head; reading streams rows out under hard limits, since files come from anybody.
import { isDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { HucreError } from 'hucre'
import { readXlsx, streamXlsxRows, writeXlsx } from 'hucre/xlsx'
import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx'
import { PaperError } from './paper-error.ts'
import { guardWorkbook } from './workbook-guard.ts'
import type { WorkbookLimits } from './workbook-guard.ts'
import { NUMBER_FORMATS, columnLetters, noteXml, rowXml } from './workbook-rows.ts'
import type { ColumnKind, WorkbookCell } from './workbook-rows.ts'
import { listZip, readZipEntry, zipStream } from './zip.ts'
import type { ZipPart } from './zip.ts'

export interface WorkbookColumn {
  readonly header: string
  /** In characters. */
  readonly width: number
  readonly kind: ColumnKind
  /** Outline level: columns of level 1 and more can be folded away. */
  readonly level?: number
}

export interface WorkbookSheet {
  readonly name: string
  readonly columns: readonly WorkbookColumn[]
  readonly rows: AsyncIterable<readonly WorkbookCell[]> | Iterable<readonly WorkbookCell[]>
  /** Lines above the head. */
  readonly title?: readonly string[]
  /** Columns that stay in view at the left; the head always does. */
  readonly freeze?: number
  /** Lines below the rows. */
  readonly notes?: readonly string[]
}

const LAST_EXCEL_ROW = 1_048_576
const CHUNK = 64 * 1024
const MAX_SKELETON = 4 * 1024 * 1024
const WIDE = 8
const LINE = { style: 'thin', color: { rgb: '808080' } } as const
const FRAME = { top: LINE, bottom: LINE, left: LINE, right: LINE } as const

/** An .xlsx file as a stream; rows are pulled as the reader reads. Throws PaperError `too-many-rows` past Excel's own end. */
export function writeWorkbook(sheets: readonly WorkbookSheet[]): ReadableStream<Uint8Array> {
  return zipStream(workbookParts(sheets))
}

async function* workbookParts(sheets: readonly WorkbookSheet[]): AsyncGenerator<ZipPart> {
  const names = sheetNames(sheets.map((s) => s.name))
  const skeleton = await writeXlsx({
    stringMode: 'inline',
    defaultFont: { name: 'Times New Roman', size: 12 },
    sheets: sheets.map((sheet, i) => skeletonSheet(sheet, names[i] ?? '')),
  })
  for (const entry of listZip(skeleton) ?? []) {
    const bytes = readZipEntry(skeleton, entry, MAX_SKELETON)
    if (!bytes) throw new Error(`skeleton of the workbook lacks ${entry.name}`)
    const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(entry.name)?.[1]
    const sheet = number ? sheets[Number(number) - 1] : undefined
    yield { name: entry.name, data: sheet ? filledSheet(new TextDecoder().decode(bytes), sheet) : bytes }
  }
}

// Title, head and one example row, from which the streamed rows take their styles.
function skeletonSheet(sheet: WorkbookSheet, name: string): WriteSheet {
  const title = sheet.title ?? []
  const head = title.length
  const last = columnLetters(sheet.columns.length - 1)
  const cells = new Map<string, Partial<Cell>>()
  title.forEach((_, i) => cells.set(`${i},0`, { style: { font: { bold: true, size: i === 0 ? 14 : 12 } } }))
  sheet.columns.forEach((column, c) => {
    cells.set(`${head},${c}`, { style: HEAD_STYLE })
    cells.set(`${head + 1},${c}`, { style: cellStyle(column.kind) })
  })
  return {
    name,
    columns: sheet.columns.map((c) => ({ width: c.width, ...(c.level ? { outlineLevel: c.level } : {}) })),
    rows: [
      ...title.map((text) => [text]),
      sheet.columns.map((c) => c.header),
      sheet.columns.map((c) => (c.kind === 'text' ? 'x' : 1)),
    ],
    cells,
    autoFilter: { range: `A${head + 1}:${last}${head + 2}` },
    freezePane: { rows: head + 1, columns: sheet.freeze ?? 0 },
    pageSetup: {
      paperSize: 'a4',
      orientation: sheet.columns.length > WIDE ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${head + 1}:$${head + 1}`,
    },
  }
}

const HEAD_STYLE: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EFEFEF' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: FRAME,
}

function cellStyle(kind: ColumnKind): CellStyle {
  return {
    numFmt: NUMBER_FORMATS[kind],
    border: FRAME,
    alignment: kind === 'text' ? { vertical: 'top', wrapText: true } : { vertical: 'top' },
  }
}

async function* filledSheet(skeleton: string, sheet: WorkbookSheet): AsyncGenerator<Uint8Array> {
  const head = (sheet.title?.length ?? 0) + 1
  const example = skeleton.lastIndexOf('<row ')
  const end = skeleton.indexOf('</sheetData>')
  const styles = [...skeleton.slice(example, end).matchAll(/<c [^>]*?s="(\d+)"/g)].map((m) => Number(m[1]))
  const kinds = sheet.columns.map((c) => c.kind)
  const encoder = new TextEncoder()

  // The size written in advance would be that of the skeleton.
  let pending = skeleton.slice(0, example).replace(/<dimension [^>]*\/>/, '')
  let row = head
  for await (const cells of sheet.rows) {
    row++
    if (row > LAST_EXCEL_ROW) throw new PaperError('paper.too-many-rows', { max: LAST_EXCEL_ROW })
    pending += rowXml(row, cells, kinds, styles)
    if (pending.length < CHUNK) continue
    yield encoder.encode(pending)
    pending = ''
  }
  const filter = `A${head}:${columnLetters(sheet.columns.length - 1)}${row}`
  const notes = (sheet.notes ?? []).map((text, i) => noteXml(row + 2 + i, text)).join('')
  yield encoder.encode(
    pending + notes + skeleton.slice(end).replace(/<autoFilter ref="[^"]*"/, `<autoFilter ref="${filter}"`),
  )
}

// Excel refuses names over 31 characters, with []:*?/\ or a quote at an end, or twice the same.
function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((text, i) => {
    const clean =
      text
        .replace(/[[\]:*?/\\\s]+/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, 31) || String(i + 1)
    let name = clean
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${clean.slice(0, 31 - ` (${n})`.length)} (${n})`
    taken.add(name.toLowerCase())
    return name
  })
}

/** A row read: `index` from 0 as in the sheet; days come as ISO days, everything else as Excel holds it. */
export interface ReadRow {
  readonly index: number
  readonly cells: readonly (string | number | boolean | Day | null)[]
}

/** A sheet of a read workbook; `rows` may be walked once or more, each walk counts against the limits. */
export interface ReadSheet {
  readonly name: string
  readonly hidden: boolean
  rows(): AsyncGenerator<ReadRow>
}

/**
 * Sheets of an .xlsx file, rows read as they are asked for. Formulas give their last calculated value.
 * Throws PaperError: `too-large`, `zip-bomb`, `macros`, `encrypted`, `not-a-workbook`; while rows are walked also
 * `too-many-rows`, `too-many-cells`.
 */
export async function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits): Promise<ReadSheet[]> {
  guardWorkbook(bytes, limits)
  const found: { name: string; hidden: boolean }[] = []
  await translated(async () =>
    readXlsx(bytes, {
      sheets: (info) => {
        found.push({ name: info.name, hidden: Boolean(info.hidden ?? info.veryHidden) })
        return false
      },
    }),
  )
  const used = { rows: 0, cells: 0 }
  return found.map((sheet, i) => ({ ...sheet, rows: () => sheetRows(bytes, i, limits, used) }))
}

async function* sheetRows(
  bytes: Uint8Array,
  sheet: number,
  limits: WorkbookLimits,
  used: { rows: number; cells: number },
): AsyncGenerator<ReadRow> {
  const source = streamXlsxRows(bytes, { sheet, maxRows: limits.maxRows - used.rows + 1 })
  try {
    for (;;) {
      const next = await translated(() => source.next())
      if (next.done) return
      used.rows++
      used.cells += next.value.values.length
      if (used.rows > limits.maxRows) throw new PaperError('paper.too-many-rows', { max: limits.maxRows })
      if (used.cells > limits.maxCells) throw new PaperError('paper.too-many-cells', { max: limits.maxCells })
      yield { index: next.value.index, cells: next.value.values.map(plainValue) }
    }
  } finally {
    await source.return()
  }
}

function plainValue(value: string | number | boolean | Date | null): ReadRow['cells'][number] {
  if (!(value instanceof Date)) return value
  if (Number.isNaN(value.getTime())) return null
  const iso = value.toISOString().slice(0, 10)
  return isDay(iso) ? iso : null
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof HucreError)) throw error
    const code = /exceeds limit|zip bomb/i.test(error.message) ? 'paper.zip-bomb' : 'paper.not-a-workbook'
    throw new PaperError(code, {}, { cause: error })
  }
}
