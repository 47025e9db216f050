// What one cell means: its text repaired, its day, its code of a list, its number. What was taken for granted is noted, what cannot be is a
// fault; both in the sheet's own terms.
import type { Day } from '#kernel/day.ts'
import { isDay } from '#kernel/day.ts'
import { writtenDay } from '#kernel/vietnamese/written-day.ts'
import type { LegacyEncoding } from '#kernel/vietnamese/legacy-encoding.ts'
import { properName } from '#kernel/vietnamese/name.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import type { SheetCell } from '#platform/paper/headed-sheet.ts'
import type { ColumnKey, RegisterColumn } from './columns.ts'
import { repairText } from './repair-text.ts'
import type { Repair } from './repair-text.ts'
import { codeSynonyms, noWords, nothingWords, wordsOf, yesWords } from './value-messages.ts'

/** A remark on one cell: `read` is what stands there, masked where few may read it. */
export interface Finding {
  readonly field: ColumnKey
  readonly code: string
  readonly read: string
  readonly details?: Readonly<Record<string, unknown>>
}

export interface Understood {
  /** null: empty. */
  readonly value: string | boolean | null
  readonly faults: readonly Finding[]
  readonly notes: readonly Finding[]
}

export interface Reading {
  readonly font: LegacyEncoding | null
  /** The year two digits of a year may not go beyond. */
  readonly latestYear: number
}

const REPAIRED: Record<Repair, string> = {
  encoding: 'intake.repaired_encoding',
  form: 'intake.repaired_form',
  letters: 'intake.repaired_letters',
  spaces: 'intake.repaired_spaces',
}
const EXCEL_FAULT = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)/
const DOT = '•'
/** All but the last three signs hidden. */
export const masked = (text: string): string => DOT.repeat(Math.max(text.length - 3, 0)) + text.slice(-3)

/** As people see it in the cell: days as 21/09/2023, numbers as they are. */
export const shownCell = (cell: SheetCell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  return isDay(cell) ? `${cell.slice(8)}/${cell.slice(5, 7)}/${cell.slice(0, 4)}` : String(cell).slice(0, 200)
}

const tables = new Map<ColumnKey, ReadonlyMap<string, string>>()

/** Folded words by code of a column. */
function tableOf(column: RegisterColumn): ReadonlyMap<string, string> {
  const known = tables.get(column.key)
  if (known) return known
  const own = wordsOf(column.key)
  const others = codeSynonyms[column.key] ?? {}
  const table = new Map(
    // Our own word wins over another's short form.
    (column.codes ?? []).flatMap((code) => (others[code] ?? []).map((word): [string, string] => [fold(word), code])),
  )
  for (const code of column.codes ?? []) table.set(fold(own[code] ?? code), code)
  tables.set(column.key, table)
  return table
}

const plain = (text: string): string =>
  fold(text)
    .replace(/[.,;]+$/g, '')
    .replace(/^(?:dan toc|dao|ton giao)\s+/, '')

function codeOf(column: RegisterColumn, text: string): string | null {
  const table = tableOf(column)
  const folded = fold(text)
  return table.get(folded) ?? table.get(plain(text)) ?? table.get(folded.replace(/[\s.-]+/g, '')) ?? null
}

/** Understands a cell of a column. Total: whatever stands there, a value or a fault comes out. */
export function understand(column: RegisterColumn, cell: SheetCell | undefined, reading: Reading): Understood {
  const shown = shownCell(cell)
  const read = column.masked ? masked(shown) : shown
  const fault = (code: string, details?: Finding['details']): Understood => ({
    value: null,
    faults: [{ field: column.key, code, read, ...(details ? { details } : {}) }],
    notes: [],
  })
  if (cell === null || cell === undefined || shown.trim() === '') return { value: null, faults: [], notes: [] }
  if (typeof cell === 'string' && EXCEL_FAULT.test(cell)) return fault('intake.cell_error')
  if (column.kind === 'day') return dayIn(column, cell, read, reading)

  const digits = column.kind === 'digits' || column.kind === 'number'
  // A long number that Excel holds as one has lost its first zeros; they are put back below.
  const written = typeof cell === 'number' ? (Number.isInteger(cell) ? cell.toFixed(0) : String(cell)) : String(cell)
  const { text, repairs } = repairText(
    written,
    reading.font,
    column.kind === 'name' ? 'name' : column.kind === 'digits' ? 'digits' : 'text',
  )
  const notes: Finding[] = repairs.map((repair) => ({
    field: column.key,
    code: REPAIRED[repair],
    read,
    details: { value: column.masked ? masked(text) : text },
  }))
  if (text === '' || (text.includes(DOT) && column.masked)) return { value: null, faults: [], notes: [] }
  const done = (value: string | boolean | null): Understood => ({ value, faults: [], notes })
  if (nothingWords.includes(fold(text)) && column.kind !== 'choice' && column.kind !== 'flag') return done(null)
  if (digits) return numberIn(column, typeof cell === 'number', text.replace(/[\s.]/g, ''), read, notes)
  if (column.kind === 'choice') {
    const code = codeOf(column, text)
    if (code !== null) return done(code)
    return nothingWords.includes(fold(text)) ? done(null) : fault('intake.unknown_word')
  }
  if (column.kind === 'flag') {
    if (yesWords.includes(fold(text))) return done(true)
    return noWords.includes(fold(text)) || nothingWords.includes(fold(text))
      ? done(false)
      : fault('intake.not_yes_or_no')
  }
  if (text.length > column.max) return fault('intake.too_long', { max: column.max })
  if (column.kind !== 'name') return done(text)
  const name = text.replace(/\s+/g, ' ')
  if (!/^[\p{L}\p{M}' .’-]+$/u.test(name) || !/\s/.test(name)) return fault('intake.not_a_name')
  // Registers write names loud; records have them as people do.
  return done(name === name.toUpperCase() || name === name.toLowerCase() ? properName(name) : name)
}

function dayIn(column: RegisterColumn, cell: NonNullable<SheetCell>, read: string, reading: Reading): Understood {
  const asked = typeof cell === 'string' && !isDay(cell) ? repairText(cell, reading.font, 'digits') : null
  if (asked && (asked.text === '' || nothingWords.includes(fold(asked.text))))
    return { value: null, faults: [], notes: [] }
  const found =
    typeof cell === 'boolean' ? null : writtenDay(asked?.text ?? (cell as string | number), reading.latestYear)
  if (!found) return { value: null, faults: [{ field: column.key, code: 'intake.not_a_day', read }], notes: [] }
  const note = (code: string): Finding => ({ field: column.key, code, read, details: { on: found.day } })
  const notes = [
    ...(found.exact === 'year' ? [note('intake.only_year')] : []),
    ...(found.exact === 'month' ? [note('intake.only_month')] : []),
    ...(found.by === 'two_digits' ? [note('intake.short_year')] : []),
    ...(found.by === 'serial' && typeof cell === 'string' ? [note('intake.serial_day')] : []),
  ]
  return { value: found.day satisfies Day, faults: [], notes }
}

const CITIZEN_ID = 12

function numberIn(
  column: RegisterColumn,
  asNumber: boolean,
  text: string,
  read: string,
  notes: readonly Finding[],
): Understood {
  const fault = (code: string): Understood => ({
    value: null,
    faults: [{ field: column.key, code, read, details: { digits: text.length } }],
    notes: [],
  })
  const padded = (length: number): Understood => ({
    value: text.padStart(length, '0'),
    faults: [],
    notes: [...notes, { field: column.key, code: 'intake.zeros_back', read }],
  })
  if (column.key === 'citizenId') {
    if (/^\d{12}$/.test(text)) return { value: text, faults: [], notes }
    return asNumber && /^\d{10,11}$/.test(text) ? padded(CITIZEN_ID) : fault('intake.citizen_id')
  }
  if (column.key === 'phone') {
    const plainNumber = text.replace(/[()-]/g, '')
    if (/^\+?\d{9,12}$/.test(plainNumber) && (plainNumber.length > 9 || !asNumber))
      return { value: plainNumber, faults: [], notes }
    return asNumber && /^\d{9}$/.test(plainNumber) ? padded(10) : fault('intake.phone')
  }
  return text.length > column.max ? fault('intake.too_long') : { value: text, faults: [], notes }
}
