// The list of learners as a sheet: the columns that are written and read alike.
import { addDays, isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import type { Learner, LearnerRow } from '#modules/classes/classes.server.ts'
import { outcomeNames, points, studiedNames } from '#modules/classes/classes.server.ts'
import { cellText } from '#platform/paper/headed-sheet.ts'
import type { HeadedLine, SheetCell } from '#platform/paper/headed-sheet.ts'
import type { ColumnKind, WorkbookCell } from '#platform/paper/workbook-rows.ts'

export type LearnerColumn =
  | 'name'
  | 'birthOn'
  | 'unitCode'
  | 'unitName'
  | 'present'
  | 'score'
  | 'essay'
  | 'outcome'
  | 'rank'
  | 'number'
  | 'issuedOn'

interface SheetColumn {
  header: string
  width: number
  kind: ColumnKind
  value: (one: Learner, code: string) => WorkbookCell
}

const column = (header: string, width: number, kind: ColumnKind, value: SheetColumn['value']): SheetColumn => ({ header, width, kind, value }) // prettier-ignore

export const LEARNER_COLUMNS: Readonly<Record<LearnerColumn, SheetColumn>> = {
  name: column('Họ và tên', 28, 'text', (one) => one.name),
  birthOn: column('Ngày sinh', 12, 'day', (one) => one.birthOn),
  unitCode: column('Mã tổ chức', 12, 'text', (_, code) => code),
  unitName: column('Tổ chức', 40, 'text', (one) => one.unitName),
  present: column('Có mặt', 10, 'text', (one) => (one.held === 0 ? null : `${one.present}/${one.held}`)),
  score: column('Điểm', 8, 'text', (one) => points(one.score)),
  essay: column('Điểm thu hoạch', 8, 'text', (one) => points(one.essay)),
  outcome: column(
    'Kết quả',
    12,
    'text',
    (one) =>
    one.exemptReason !== null ? 'Không phải học' : one.outcome ? outcomeNames[one.outcome] : one.held === 0 ? null : studiedNames[one.studied], // prettier-ignore
  ),
  rank: column('Thứ, giải', 14, 'text', (one) => [one.rank, one.prize].filter((part) => part !== null).join(' · ')),
  number: column('Số giấy chứng nhận', 20, 'text', (one) => one.number),
  issuedOn: column('Ngày cấp', 12, 'day', (one) => one.issuedOn),
}

export const HEADINGS = Object.fromEntries(
  Object.entries(LEARNER_COLUMNS).map(([key, { header }]) => [key, header]),
) as Record<LearnerColumn, string>

export const NEEDED: LearnerColumn[] = ['name', 'birthOn']

export interface CellFault {
  line: number
  field: LearnerColumn
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
export function readLearnerLine({ row: line, cells }: HeadedLine<LearnerColumn>): {
  row: LearnerRow | null
  faults: CellFault[]
} {
  const faults: CellFault[] = []
  const wrong = (field: LearnerColumn, text: string) => void faults.push({ line, field, text })
  const name = cellText(cells.name)
  if (name === '') wrong('name', 'Chưa ghi họ và tên.')
  const birthOn = dayOf(cells.birthOn)
  if (!birthOn) wrong('birthOn', `“${cellText(cells.birthOn)}” không phải ngày sinh. Ghi như 21/09/1990.`)
  const issuedOn = dayOf(cells.issuedOn)
  if (issuedOn === undefined) wrong('issuedOn', `“${cellText(cells.issuedOn)}” không phải ngày. Ghi như 20/05/2024.`)
  const words = fold(cellText(cells.outcome))
  const outcome = words === 'dat' ? 'passed' : words === 'khong dat' ? 'failed' : null
  if (outcome === null && words !== '') wrong('outcome', 'Ghi Đạt hoặc Không đạt, hoặc để trống.')
  const points_ = (field: 'score' | 'essay') => {
    const text = cellText(cells[field]).replace('.', ',')
    if (text !== '' && !/^\d{1,3}(,\d{1,2})?$/.test(text)) wrong(field, 'Điểm từ 0 đến 100. Ví dụ 8,5.')
    return text === '' ? null : text
  }
  const row = {
    line,
    name,
    birthOn: birthOn ?? SERIAL_ZERO,
    unitCode: cellText(cells.unitCode) || null,
    score: points_('score'),
    essay: points_('essay'),
    outcome: outcome as LearnerRow['outcome'],
    number: cellText(cells.number) || null,
    issuedOn: issuedOn ?? null,
  }
  return { row: faults.length > 0 ? null : row, faults }
}
