// The sheet to begin with: all columns with an example, and the words each list has.
import { COLUMNS, columnHints, columnNames, wordsOf } from '#modules/intake/intake.server.ts'
import type { RegisterColumn } from '#modules/intake/intake.server.ts'
import { load } from '#pages'
import type { ColumnKind, WorkbookCell } from '#platform/paper/workbook-rows.ts'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { sheetColumn } from '../sheet-columns.ts'
import type { RequestHandler } from './$types'

const EXAMPLE: Partial<Record<RegisterColumn['key'], string>> = {
  fullName: 'Nguyễn Văn Ví Dụ',
  birthOn: '1990-05-19',
  sex: 'Nam',
  citizenId: '001090000001',
  phone: '0912345678',
  ethnicity: 'Kinh',
  religion: 'Không',
  cell: 'Chi bộ Văn phòng',
  state: 'Chính thức',
  admittedOn: '2015-02-03',
  confirmedOn: '2016-02-03',
  education: 'Đại học',
  theoryLevel: 'Trung cấp',
}

function* wordRows(): Generator<WorkbookCell[]> {
  const lists = COLUMNS.filter((column) => column.kind === 'choice').map((column) =>
    (column.codes ?? []).map((code) => wordsOf(column.key)[code] ?? code),
  )
  const longest = Math.max(...lists.map((list) => list.length))
  for (let at = 0; at < longest; at++) yield lists.map((list) => list[at] ?? null)
}

export const GET: RequestHandler = async (event) => {
  // Only whoever has pages at all; there is nothing of anybody in it.
  await load(event, () => Promise.resolve({}))
  const text: ColumnKind = 'text'
  return workbookAnswer('mau-danh-sach-dang-vien', [
    {
      name: 'Danh sách',
      freeze: 1,
      columns: COLUMNS.map(sheetColumn),
      rows: [COLUMNS.map((column) => EXAMPLE[column.key] ?? null)],
    },
    {
      name: 'Danh mục',
      columns: COLUMNS.filter((column) => column.kind === 'choice').map((column) => ({
        header: columnNames[column.key],
        width: 24,
        kind: text,
      })),
      rows: wordRows(),
    },
    {
      name: 'Cách ghi',
      columns: [
        { header: 'Cột', width: 32, kind: text },
        { header: 'Bắt buộc khi nhập mới', width: 14, kind: text },
        { header: 'Cách ghi', width: 60, kind: text },
      ],
      rows: COLUMNS.map((column) => [
        columnNames[column.key],
        column.needed ? 'Có' : null,
        columnHints[column.key] ?? null,
      ]),
      notes: ['Dòng ví dụ ở trang Danh sách cần xóa trước khi gửi.'],
    },
  ])
}
