// The tree as a sheet: the columns that are written and read alike, and those that are only for reading.
import type { Id } from '#kernel/ids.ts'
import { fold, tidy } from '#kernel/vietnamese/text.ts'
import type { SheetField, SheetRow, TreeUnit, UnitKind } from '#modules/units/units.server.ts'
import { sealNames, unitKindNames } from '#modules/units/units-messages.ts'
import type { HeadedLine, SheetCell } from '#platform/paper/headed-sheet.ts'
import { cellText } from '#platform/paper/headed-sheet.ts'
import type { WorkbookCell, ColumnKind } from '#platform/paper/workbook-rows.ts'
import type { MemberCounts } from './member-counts.server.ts'

interface SheetColumn {
  header: string
  width: number
  kind: ColumnKind
  value: (unit: TreeUnit, parentCode: string | null) => WorkbookCell
}

const text = (header: string, width: number, value: SheetColumn['value']): SheetColumn => ({
  ...{ header, width, value },
  kind: 'text',
})

/** Columns that the import reads; the words of a cell are the same both ways. */
export const TREE_COLUMNS = {
  code: text('Mã', 12, (unit) => unit.code),
  name: text('Tên tổ chức', 48, (unit) => unit.name),
  shortName: text('Tên ngắn', 28, (unit) => unit.shortName),
  kind: text('Loại hình tổ chức', 20, (unit) => unitKindNames[unit.kind]),
  parentCode: text('Mã cấp trên', 12, (_, parentCode) => parentCode),
  sector: text('Loại hình cơ sở', 24, (unit) => unit.sectorName),
  localityId: text('Địa bàn', 24, (unit) => unit.localityName),
  symbol: text('Ký hiệu văn bản', 12, (unit) => unit.symbol),
  seal: text('Con dấu', 16, (unit) => unit.seal && sealNames[unit.seal]),
  delegated: text('Được giao quyền', 12, (unit) => (unit.delegated ? 'Có' : null)),
  provisional: text('Tạm thời', 10, (unit) => (unit.provisional ? 'Có' : null)),
  ordinal: { header: 'Thứ tự', width: 8, kind: 'integer', value: (unit) => unit.ordinal },
} satisfies Partial<Record<SheetField, SheetColumn>>

export type TreeColumn = keyof typeof TREE_COLUMNS

export const HEADINGS = Object.fromEntries(
  Object.entries(TREE_COLUMNS).map(([key, column]) => [key, column.header]),
) as Record<TreeColumn, string>

const READ_ONLY: { header: string; value: (unit: TreeUnit, members: MemberCounts | null) => WorkbookCell }[] = [
  { header: 'Cấp', value: (unit) => unit.depth },
  { header: 'Tổ chức cơ sở đảng', value: (unit) => unit.grassroots },
  { header: 'Đảng bộ bộ phận', value: (unit) => unit.sections },
  { header: 'Chi bộ trực thuộc', value: (unit) => unit.subCells },
  { header: 'Số chi bộ', value: (unit) => unit.cells },
  { header: 'Đảng viên', value: (_, members) => members?.total },
  { header: 'Chính thức', value: (_, members) => members?.full },
  { header: 'Dự bị', value: (_, members) => members?.probationary },
]

/** Columns and rows of the sheet; `members` null leaves their columns empty. */
export function treeSheet(units: readonly TreeUnit[], members: ((id: Id) => MemberCounts) | null) {
  const codes = new Map(units.map((unit) => [unit.id, unit.code]))
  const own: SheetColumn[] = Object.values(TREE_COLUMNS)
  return {
    columns: [
      ...own.map(({ header, width, kind }) => ({ header, width, kind })),
      ...READ_ONLY.map(({ header }) => ({ header, width: 11, kind: 'integer' as const })),
    ],
    rows: units.map((unit) => [
      ...own.map((column) => column.value(unit, codes.get(unit.parentId ?? '') ?? null)),
      ...READ_ONLY.map((column) => column.value(unit, members?.(unit.id) ?? null)),
    ]),
  }
}

/** What the words of cells may mean; keys are folded. */
export interface SheetLists {
  codes: ReadonlySet<string>
  sectors: ReadonlyMap<string, string>
  /** More than one id where places share a name. */
  localities: ReadonlyMap<string, readonly Id[]>
}

export interface CellFault {
  row: number
  field: SheetField
  text: string
}

const KINDS = new Map(Object.entries(unitKindNames).map(([kind, name]) => [fold(name), kind as UnitKind]))
const SEALS = new Map(Object.entries(sealNames).map(([seal, name]) => [fold(name), seal as keyof typeof sealNames]))
const YES = new Set(['co', 'x', '1', 'true', 'dung'])
const NO = new Set(['', 'khong', '0', 'false'])

/** A line of the sheet as a row of the import; what cannot be read is told and left out. Columns that are not there stay out. */
export function readTreeLine(line: HeadedLine<TreeColumn>, lists: SheetLists): { row: SheetRow; faults: CellFault[] } {
  const faults: CellFault[] = []
  const row: Partial<SheetRow> & Pick<SheetRow, 'line' | 'code'> = { line: line.row, code: null }
  const has = (field: TreeColumn) => field in line.cells
  const words = (field: TreeColumn) => cellText(line.cells[field])
  const wrong = (field: TreeColumn, text: string) => void faults.push({ row: line.row, field, text })
  const one = <T>(field: TreeColumn, known: ReadonlyMap<string, T>, what: string): T | null | undefined => {
    if (words(field) === '') return null
    const value = known.get(fold(words(field)))
    if (value === undefined) wrong(field, `Không có ${what} “${words(field)}”. Viết đúng như trong danh mục.`)
    return value
  }
  const yes = (field: 'delegated' | 'provisional') => {
    const word = fold(words(field))
    if (YES.has(word)) row[field] = true
    else if (NO.has(word)) row[field] = false
    else wrong(field, `“${words(field)}” không rõ. Ghi Có, hoặc để trống.`)
  }

  row.code = codeOf(line.cells.code, lists.codes, (text) => wrong('code', text))
  if (has('parentCode'))
    row.parentCode = codeOf(line.cells.parentCode, lists.codes, (text) => wrong('parentCode', text))
  if (has('name')) row.name = words('name')
  if (has('shortName')) row.shortName = words('shortName')
  if (has('symbol')) row.symbol = words('symbol') || null
  if (has('kind')) {
    const kind = one('kind', KINDS, 'loại hình tổ chức')
    if (kind === null) wrong('kind', 'Chưa ghi loại hình tổ chức.')
    else if (kind !== undefined) row.kind = kind
  }
  if (has('sector')) {
    const sector = one('sector', lists.sectors, 'loại hình cơ sở')
    if (sector !== undefined) row.sector = sector
  }
  if (has('localityId')) {
    const places = one('localityId', lists.localities, 'địa bàn')
    if (places && places.length > 1)
      wrong(
        'localityId',
        `Có ${places.length} địa bàn tên “${words('localityId')}”. Để trống ô này, rồi chọn địa bàn ở trang của tổ chức.`,
      )
    else if (places !== undefined) row.localityId = places?.[0] ?? null
  }
  if (has('seal')) {
    const seal = one('seal', SEALS, 'loại con dấu')
    if (seal !== undefined) row.seal = seal
  }
  if (has('delegated')) yes('delegated')
  if (has('provisional')) yes('provisional')
  if (has('ordinal') && words('ordinal') !== '') {
    const ordinal = Number(words('ordinal'))
    if (Number.isInteger(ordinal) && ordinal >= 0 && ordinal <= 100_000) row.ordinal = ordinal
    else wrong('ordinal', `“${words('ordinal')}” không phải số thứ tự. Ghi số nguyên, từ 0.`)
  }
  return { row, faults }
}

// Excel turns a typed 07 into the number 7: such a code is found again, or the person is told why it is none.
function codeOf(cell: SheetCell | undefined, known: ReadonlySet<string>, wrong: (text: string) => void): string | null {
  if (typeof cell !== 'number') return tidy(cellText(cell)) || null
  const plain = String(cell)
  const found = [plain, plain.padStart(2, '0')].find((code) => known.has(code))
  if (found === undefined) wrong(`Excel đã đổi mã này thành số ${plain}. Định dạng cột mã là văn bản rồi gõ lại mã.`)
  return found ?? plain
}
