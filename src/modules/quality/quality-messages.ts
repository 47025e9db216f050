// Words of data quality: the figure, the gravity of a finding, and what is to be done about it.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { IndicatorWords } from '#modules/figures/figures.server.ts'
import { ruleTitles } from '#modules/rulebook/rulebook.server.ts'
import { PREFIX } from './data-rules.ts'
import type { Severity } from './data-rules.ts'

export const severityNames: Record<Severity, string> = { fault: 'Lỗi', warning: 'Cần xem' }

/** What each rule finds, by code. */
export const dataRuleNames: Readonly<Record<string, string>> = ruleTitles(PREFIX)

export const dataFaultWords: IndicatorWords = {
  name: 'Lỗi dữ liệu đảng viên',
  short: 'Lỗi dữ liệu',
  unit: 'chỗ',
  how: 'Đếm chỗ chưa đúng, chưa đủ trong hồ sơ đảng viên và chi bộ của ngày đó theo quy tắc dữ liệu; mỗi quy tắc một chỗ',
  dimensions: {
    severity: { label: 'Mức độ', values: severityNames },
    rule: { label: 'Quy tắc', values: dataRuleNames },
  },
}

/** The verb on the way to the form that mends it. */
export const mendNames = {
  person: 'Sửa hồ sơ',
  event: 'Đính chính',
  profile: 'Mở hồ sơ',
  papers: 'Bổ sung hồ sơ',
  confirm: 'Ghi quyết định',
  move: 'Chuyển chi bộ',
  compare: 'So hai hồ sơ',
  secretary: 'Ghi bí thư',
  members: 'Xem đảng viên',
} as const

export const bornWords = (on: Day): string => `sinh ${formatDay(on)}`

export const qualityErrors: ErrorCatalogue = {
  'quality.unknown_rule': {
    status: 422,
    text: 'Không có quy tắc dữ liệu mang mã này. Chọn lại quy tắc trong danh sách.',
  },
}
