// Words of a member's extract (trích lục hồ sơ).
import { formatDay, isDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

export const extractWords = {
  title: 'TRÍCH LỤC HỒ SƠ ĐẢNG VIÊN',
  symbol: 'TL/CB',
  asOf: (day: Day) => `Tính đến ngày ${formatDay(day)}`,
  party: 'Trong Đảng',
  cells: 'Chi bộ đã sinh hoạt',
  events: 'Các sự việc có quyết định',
  restricted: 'Thông tin hạn chế',
  documents: 'Giấy tờ trong hồ sơ',
  item: 'Mục',
  value: 'Nội dung',
  from: 'Từ',
  to: 'Đến',
  cell: 'Chi bộ',
  on: 'Ngày',
  what: 'Sự việc',
  paper: 'Quyết định',
  name: 'Tên giấy tờ',
  number: 'Số, ngày',
  issuer: 'Nơi cấp',
  status: 'Diện',
  admitted: 'Ngày vào Đảng',
  confirmed: 'Ngày chính thức',
  seniority: 'Tuổi đảng',
  open: 'Trích lục không có thông tin hạn chế, quan hệ gia đình và kỷ luật.',
  full: 'Trích lục có thông tin hạn chế: chỉ dùng đúng mục đích đã ghi; việc in đã được ghi vào nhật ký.',
} as const

export const monthsText = (months: number | null): string | null => {
  if (months === null) return null
  const years = Math.floor(months / 12)
  const rest = months % 12
  return [years > 0 ? `${years} năm` : '', rest > 0 || years === 0 ? `${rest} tháng` : ''].filter(Boolean).join(' ')
}

export const dayText = (on: string | null): string => (on !== null && isDay(on) ? formatDay(on) : (on ?? ''))
