// Words of the report as a paper and as a workbook.
import { dayOfMonth, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

const two = (n: number) => String(n).padStart(2, '0')

export const paperWords = {
  party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  number: 'Số',
  symbol: 'BC/ĐU',
  draft: 'DỰ THẢO',
  kind: 'BÁO CÁO',
  place: '…………',
  recipients: 'Nơi nhận:',
  recipientLines: ['Cấp ủy cấp trên,', 'Các tổ chức cơ sở đảng,', 'Lưu Văn phòng Đảng ủy.'],
  authority: ['T/M BAN THƯỜNG VỤ'],
  post: 'BÍ THƯ',
  summary: 'Một số kết quả chính',
  unitColumn: 'Tổ chức đảng',
  indicatorColumn: 'Chỉ số',
  now: 'Kỳ này',
  before: 'Cùng kỳ',
  change: 'Tăng, giảm',
  target: 'Chỉ tiêu năm',
  progress: '% chỉ tiêu',
  appendix: 'Phụ lục',
  byUnit: 'Số liệu tổng hợp theo tổ chức đảng',
  againstTarget: 'So với cùng kỳ năm trước và chỉ tiêu năm',
  breakdowns: 'Phân tích số liệu toàn Đảng bộ',
  part: 'Trong đó',
  value: 'Số lượng',
  unknown: 'Chưa rõ',
  code: 'Mã',
  kind2: 'Loại tổ chức',
  standing: 'Tiến độ nộp',
  submittedOn: 'Ngày nộp',
  sheetFigures: 'Tổng hợp',
  sheetBreakdowns: 'Phân tích',
  sheetParts: 'Tiến độ nộp',
  ended: 'đã kết thúc hoạt động',
} as const

/** ngày 05 tháng 10 năm 2020; a draft leaves day and month to be filled. */
export const dayWords = (on: Day | null, year: number): string =>
  on === null
    ? `ngày      tháng      năm ${year}`
    : `ngày ${two(dayOfMonth(on))} tháng ${two(monthOf(on))} năm ${yearOf(on)}`

export const hashNote = (hash: string): string => `Mã kiểm tra (SHA-256): ${hash}`
export const draftNote = 'Bản dự thảo: số liệu còn thay đổi theo hồ sơ cho đến khi chốt.'
export const restatedNote = (name: string, reason: string): string => `${name}. Lý do: ${reason}`
export const completenessLine = (accepted: number, units: number): string =>
  `Báo cáo tổng hợp từ ${accepted}/${units} tổ chức cơ sở đảng đã được tiếp nhận báo cáo.`

/** The committee that issues, from the name of its unit: Đảng bộ Khối … → Đảng ủy Khối …. */
export const issuerOf = (unitName: string): string => unitName.replace(/^Đảng bộ/u, 'Đảng ủy').toLocaleUpperCase('vi')

/** The superior committee as far as the unit's name tells it: … tỉnh X → Tỉnh ủy X; a gap otherwise. */
export function superiorOf(unitName: string): string {
  const match = /(tỉnh|thành phố|huyện)\s+(\p{Lu}.*)$/u.exec(unitName)
  const committee = { tỉnh: 'Tỉnh ủy', 'thành phố': 'Thành ủy', huyện: 'Huyện ủy' }[match?.[1] ?? '']
  return committee && match ? `${committee} ${match[2]}`.toLocaleUpperCase('vi') : '…………'
}

/** The seat, where the unit's name tells it. */
export const placeOf = (unitName: string): string =>
  /(?:tỉnh|thành phố|huyện)\s+(\p{Lu}.*)$/u.exec(unitName)?.[1] ?? paperWords.place

/** Lines of the title below BÁO CÁO: without the word itself, broken at the comma. */
export function subjectLines(title: string): string[] {
  const rest = title.replace(/^Báo cáo\s+/u, '')
  const [head = rest, ...tail] = rest.split(/,\s+/u)
  return tail.length === 0 ? [head] : [`${head},`, tail.join(', ')]
}
