// Registers in Excel made by the project's own writer, for the tests of imports: rows as people would have typed them.
import { writeWorkbook } from '#platform/paper/xlsx.ts'
import type { ColumnKind, WorkbookCell } from '#platform/paper/workbook-rows.ts'

export interface SheetSample {
  name?: string
  title?: readonly string[]
  heads: readonly string[]
  kinds?: readonly ColumnKind[]
  rows: Iterable<readonly WorkbookCell[]>
}

export async function workbook(...sheets: SheetSample[]): Promise<Uint8Array> {
  const stream = writeWorkbook(
    sheets.map(({ name = 'Danh sách', title = [], heads, kinds = [], rows }) => ({
      name,
      title,
      columns: heads.map((header, at) => ({ header, width: 14, kind: kinds[at] ?? 'text' })),
      rows,
    })),
  )
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** A small register in the order of a cell's own list, one plain row. */
export const HEADS = ['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Dân tộc', 'Chi bộ', 'Ngày vào Đảng', 'Ngày chính thức', 'Số thẻ', 'CCCD', 'Điện thoại'] // prettier-ignore
export type Plain = Partial<Record<(typeof HEADS)[number], WorkbookCell>>

export const sheetOf = (rows: readonly Plain[]): SheetSample => ({
  title: ['ĐẢNG BỘ KHỐI', 'DANH SÁCH ĐẢNG VIÊN'],
  heads: HEADS,
  rows: rows.map((row, at) => HEADS.map((head) => (head === 'STT' ? String(at + 1) : row[head]))),
})

export const someone = (more: Plain = {}): Plain => ({
  'Họ và tên': 'Nông Thị Hằng',
  'Ngày sinh': '19/05/1990',
  'Giới tính': 'Nữ',
  'Dân tộc': 'Tày',
  'Chi bộ': 'Chi bộ Văn phòng',
  'Ngày vào Đảng': '03/02/2015',
  'Ngày chính thức': '03/02/2016',
  ...more,
})
