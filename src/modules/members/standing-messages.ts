// Words of standings and exits, and the sentences of their refusals.
import { formatDay, isDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const groundNames: Record<string, string> = {
  age: 'Tuổi cao',
  illness: 'Ốm đau, bệnh tật',
  away: 'Đi làm ăn xa, việc làm không ổn định',
  treatment: 'Điều trị dài ngày',
  abroad: 'Ra nước ngoài',
  maternity: 'Nghỉ thai sản',
  retirement: 'Chờ nghỉ hưu',
  other: 'Lý do khác',
}

export const hearingNames = {
  heard: 'Đã tự kiểm điểm trước chi bộ',
  absent_after_three: 'Vắng sau ba lần yêu cầu kiểm điểm',
  refused: 'Cố tình không chấp hành',
} as const

export const restorationNames = {
  wrongful: 'Bị kỷ luật, xóa tên không đúng',
  returned: 'Trường hợp khác',
} as const

const monthText = (on: Day): string => `${monthOf(on)}/${yearOf(on)}`

/** Who was wrongly outside owes the dues of that time. */
export const duesOwed = (from: Day, to: Day): string =>
  `Tuổi đảng được tính liên tục; đảng phí từ tháng ${monthText(from)} đến trước tháng ${monthText(to)} phải truy nộp.`

export const standingErrors: ErrorCatalogue = {
  'members.ballots': {
    status: 422,
    text: 'Số phiếu tán thành không thể nhiều hơn số người có quyền biểu quyết. Ghi đủ cả hai số, hoặc để trống cả hai.',
  },
  'members.cause_required': { status: 422, text: 'Ghi trường hợp xóa tên theo quy định.' },
  'members.answer_without_complaint': {
    status: 422,
    text: 'Ngày trả lời phải sau ngày khiếu nại. Ghi ngày khiếu nại trước.',
  },
  'members.complaint_before_notice': {
    status: 422,
    text: (d) =>
      `Ngày khiếu nại phải từ ngày công bố quyết định${isDay(d['on']) ? ` (${formatDay(d['on'])})` : ''} trở đi.`,
  },
}
