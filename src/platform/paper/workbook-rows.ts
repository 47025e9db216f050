// Rows of an Excel sheet as XML: true numbers, true days, and text that can never become a formula.
import { daysBetween, day, formatDay, isDay } from '#kernel/day.ts'

/** `percent` cells hold the ratio (0.6778 shows as 67,78%); `day` cells hold ISO days. */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'percent' | 'day'

/** Text in a column of numbers stays text ("—", a remark); null leaves the cell empty. */
export type WorkbookCell = string | number | boolean | null | undefined

// Excel counts days from here; before March 1900 it believes in a day that never was.
const SERIAL_ZERO = day('1899-12-30')
const FIRST_SAFE_DAY = day('1900-03-01')
const MAX_TEXT = 32_767

/** How Excel shows a column. Separators follow the reader's machine: on a Vietnamese one 4.351 and 67,78%. */
export const NUMBER_FORMATS: Readonly<Record<ColumnKind, string>> = {
  text: '@',
  integer: '#,##0',
  decimal: '#,##0.00',
  percent: '0.00%',
  day: 'dd/mm/yyyy',
}

/** One `<row>`; `row` from 1; `styles` and `kinds` by column. Empty for a row without content. */
export function rowXml(
  row: number,
  cells: readonly WorkbookCell[],
  kinds: readonly ColumnKind[],
  styles: readonly number[],
): string {
  let out = ''
  for (let i = 0; i < kinds.length; i++) {
    out += cellXml(`${columnLetters(i)}${row}`, cells[i], kinds[i] ?? 'text', styles[i] ?? 0)
  }
  return `<row r="${row}">${out}</row>`
}

/** A row with one text in its first column, without frame: a note below the table. */
export function noteXml(row: number, text: string): string {
  return `<row r="${row}"><c r="A${row}" t="inlineStr">${inline(text)}</c></row>`
}

function cellXml(ref: string, value: WorkbookCell, kind: ColumnKind, style: number): string {
  const open = `<c r="${ref}" s="${style}"`
  if (value === null || value === undefined || value === '') return `${open}/>`
  if (typeof value === 'boolean') return `${open} t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') return Number.isFinite(value) ? `${open}><v>${value}</v></c>` : `${open}/>`
  if (kind === 'day' && isDay(value)) {
    if (value >= FIRST_SAFE_DAY) return `${open}><v>${daysBetween(SERIAL_ZERO, value)}</v></c>`
    return `${open} t="inlineStr">${inline(formatDay(value))}</c>`
  }
  // An inline string is never calculated, whatever it begins with: = + - @ stay what the person typed.
  return `${open} t="inlineStr">${inline(value)}</c>`
}

function inline(text: string): string {
  return `<is><t xml:space="preserve">${xmlText(text)}</t></is>`
}

// Control characters are not XML at all: one in a name would make Excel refuse the whole file.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

function xmlText(text: string): string {
  const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text
  return cut
    .toWellFormed()
    .replace(NOT_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  const own = String.fromCharCode(65 + (index % 26))
  return index < 26 ? own : columnLetters(Math.floor(index / 26) - 1) + own
}
