// The register of letters (10-SHĐ) as lines of text: the sheet of paper and the workbook show the same.
import { formatDay, monthOf, yearOf } from '#kernel/day.ts'
import { transferKindNames, transferStateNames } from '#modules/transfers/transfers.server.ts'
import type { RegisterRow } from '#modules/transfers/transfers.server.ts'

export const REGISTER_COLUMNS = [
  ['STT', 6],
  ['Số giấy', 16],
  ['Ngày cấp', 12],
  ['Họ và tên', 26],
  ['Ngày sinh', 12],
  ['Ngày vào Đảng', 14],
  ['Ngày chính thức', 14],
  ['Số thẻ', 14],
  ['Loại', 14],
  ['Từ tổ chức đảng', 34],
  ['Đến tổ chức đảng', 34],
  ['Cấp ủy giới thiệu', 28],
  ['Đảng phí hết tháng', 14],
  ['Kết quả', 28],
] as const

export const registerLine = (row: RegisterRow, at: number): string[] => [
  String(at + 1),
  row.letterText,
  formatDay(row.issuedOn),
  row.name,
  formatDay(row.birthOn),
  formatDay(row.admittedOn),
  row.confirmedOn ? formatDay(row.confirmedOn) : '',
  row.cardNumber ?? '',
  transferKindNames[row.kind],
  row.from,
  row.to,
  row.issuer ?? (row.direction === 'in' ? row.from : ''),
  row.duesPaidTo ? `${monthOf(row.duesPaidTo)}/${yearOf(row.duesPaidTo)}` : '',
  `${transferStateNames[row.state]}${row.closedOn ? ` ${formatDay(row.closedOn)}` : ''}`,
]
