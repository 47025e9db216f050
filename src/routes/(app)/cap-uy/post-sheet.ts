// The list of posts as a sheet: the columns that are written and read alike.
import { addDays, isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { holdingBasisNames } from '#modules/committees/committees.server.ts'
import type { ListedHolding, SheetHolding, SheetHoldingField } from '#modules/committees/committees.server.ts'
import { cellText } from '#platform/paper/headed-sheet.ts'
import type { HeadedLine, SheetCell } from '#platform/paper/headed-sheet.ts'
import type { ColumnKind, WorkbookCell } from '#platform/paper/workbook-rows.ts'

export type PostColumn = Exclude<SheetHoldingField, 'decision'> | 'unitName' | 'number' | 'issuedOn' | 'issuer'

interface SheetColumn {
  header: string
  width: number
  kind: ColumnKind
  value: (one: ListedHolding) => WorkbookCell
}

const column = (header: string, width: number, kind: ColumnKind, value: SheetColumn['value']): SheetColumn => ({ header, width, kind, value }) // prettier-ignore

const served = (value: boolean | null) => (value === null ? null : value ? 'Có' : 'Không')

export const POST_COLUMNS: Readonly<Record<PostColumn, SheetColumn>> = {
  unitCode: column('Mã tổ chức', 12, 'text', (one) => one.unitCode),
  unitName: column('Tổ chức', 44, 'text', (one) => one.unitName),
  body: column('Ban, bộ phận', 24, 'text', (one) => one.bodyName),
  post: column('Chức vụ', 26, 'text', (one) => one.label),
  name: column('Họ và tên', 28, 'text', (one) => one.name),
  birthOn: column('Ngày sinh', 12, 'day', (one) => one.birthOn),
  basis: column('Hình thức', 30, 'text', (one) => holdingBasisNames[one.basis]),
  from: column('Từ ngày', 12, 'day', (one) => one.valid.from),
  to: column('Thôi giữ từ ngày', 14, 'day', (one) => one.valid.to),
  servedBefore: column('Tái cử', 9, 'text', (one) => served(one.servedBefore)),
  number: column('Số văn bản', 16, 'text', (one) => one.decision?.number),
  issuedOn: column('Ngày văn bản', 12, 'day', (one) => one.decision?.issuedOn),
  issuer: column('Cơ quan ban hành', 36, 'text', (one) => one.decision?.issuer),
}

export const HEADINGS = Object.fromEntries(
  Object.entries(POST_COLUMNS).map(([key, { header }]) => [key, header]),
) as Record<PostColumn, string>

export const NEEDED: PostColumn[] = ['unitCode', 'body', 'post', 'name', 'basis', 'from']

export interface CellFault {
  line: number
  field: PostColumn
  text: string
}

const SERIAL_ZERO = '1899-12-30' as Day

function dayOf(cell: SheetCell | undefined): Day | null | undefined {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell > 0 && cell < 100_000)
    return addDays(SERIAL_ZERO, cell)
  const text = cellText(cell)
  return text === '' ? null : isDay(text) ? text : (parseDay(text) ?? undefined)
}

/** A line as the import takes it, or null with what cannot be read. */
export function readPostLine({ row: line, cells }: HeadedLine<PostColumn>): {
  row: SheetHolding | null
  faults: CellFault[]
} {
  const faults: CellFault[] = []
  const wrong = (field: PostColumn, text: string) => void faults.push({ line, field, text })
  const words = (field: PostColumn) => {
    const text = cellText(cells[field])
    if (text === '' && NEEDED.includes(field)) wrong(field, 'Chưa ghi ô này.')
    return text
  }
  const day = (field: PostColumn) => {
    const on = dayOf(cells[field])
    if (on === undefined) wrong(field, `“${cellText(cells[field])}” không phải ngày. Ghi như 21/09/2023.`)
    else if (on === null && NEEDED.includes(field)) wrong(field, 'Chưa ghi ngày.')
    return on ?? null
  }
  const again = fold(cellText(cells.servedBefore))
  if (!['', 'co', 'khong'].includes(again)) wrong('servedBefore', 'Ghi Có hoặc Không, hoặc để trống.')
  const number = words('number')
  const issuedOn = day('issuedOn')
  const issuer = words('issuer')
  if (number !== '' && issuedOn === null) wrong('issuedOn', 'Có số văn bản thì phải có ngày văn bản.')
  if (number !== '' && issuer === '') wrong('issuer', 'Có số văn bản thì phải có cơ quan ban hành.')
  const from = day('from')
  const row = {
    line,
    unitCode: words('unitCode'),
    body: words('body'),
    post: words('post'),
    name: words('name'),
    birthOn: day('birthOn'),
    basis: words('basis'),
    from: from ?? SERIAL_ZERO,
    to: day('to'),
    servedBefore: again === '' ? null : again === 'co',
    decision:
      number !== '' && issuedOn !== null && issuer !== ''
        ? { number, kind: 'decision', issuedOn, issuer, signer: null, abstract: `Về chức vụ trong cấp ủy` }
        : null,
  }
  return { row: faults.length > 0 ? null : row, faults }
}
