// Words and sentences of reports: states, titles, refusals.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { periodLabel } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'
import type { PartState, Standing } from './report.ts'

export const partStateNames: Record<PartState, string> = {
  none: 'Chưa làm',
  draft: 'Đang soạn',
  submitted: 'Chờ duyệt',
  returned: 'Trả lại',
  accepted: 'Đã tiếp nhận',
}

export const standingNames: Record<Standing, string> = { ...partStateNames, late: 'Quá hạn' }

/** For the completeness strip: "54 đã tiếp nhận". */
export const standingCounts: Record<Standing, string> = {
  accepted: 'đã tiếp nhận',
  submitted: 'chờ duyệt',
  returned: 'trả lại',
  late: 'quá hạn',
  draft: 'đang soạn',
  none: 'chưa làm',
}

/** The title where custom knows no pattern for the period. */
export const plainTitle = (period: Period): string => `Báo cáo kết quả công tác xây dựng Đảng ${periodLabel(period)}`

/** The name of a report in lists and heads. */
export const shortTitle = (period: Period): string => `Báo cáo ${periodLabel(period)}`

export const restatedName = (ordinal: number): string =>
  ordinal === 1 ? 'Bản chốt' : `Bản điều chỉnh lần ${ordinal - 1}`

const on = (value: unknown): string => (typeof value === 'string' ? formatDay(value as Day) : '')

export const reportsErrors: ErrorCatalogue = {
  'reports.unit_has_parts': {
    status: 409,
    text: (d) => `Tổ chức còn ${String(d['count'])} phần báo cáo chưa được tiếp nhận. Xin hoàn thành trước.`,
  },
  'reports.taken': {
    status: 409,
    text: 'Kỳ này đã có báo cáo. Mở báo cáo đó trong danh sách, hoặc chọn kỳ khác.',
  },
  'reports.cut_off_outside': {
    status: 422,
    text: (d) => `Ngày chốt số liệu phải nằm trong kỳ, từ ${on(d['from'])} đến ${on(d['to'])}.`,
  },
  'reports.due_before_period': {
    status: 422,
    text: (d) => `Hạn nộp phải từ ngày ${on(d['from'])} trở đi: trước đó kỳ báo cáo chưa bắt đầu.`,
  },
  'reports.sent_twice': {
    status: 409,
    text: 'Báo cáo của đơn vị đã nộp rồi, không nộp lần nữa. Muốn sửa, rút lại trước khi Khối tiếp nhận, hoặc đề nghị Khối trả lại.',
  },
  'reports.nothing_written': {
    status: 409,
    text: 'Đơn vị chưa soạn nội dung nào nên chưa nộp được. Soạn các mục bắt buộc rồi nộp.',
  },
  'reports.not_writable': {
    status: 409,
    text: 'Báo cáo đã nộp nên không sửa được. Rút lại (khi chưa tiếp nhận) hoặc đề nghị Khối trả lại rồi sửa.',
  },
  'reports.not_withdrawable': {
    status: 409,
    text: 'Chỉ rút được báo cáo đã nộp mà Khối chưa tiếp nhận. Đề nghị Khối trả lại nếu cần sửa.',
  },
  'reports.not_submitted': {
    status: 409,
    text: 'Đơn vị chưa nộp báo cáo, hoặc vừa rút lại. Tải lại trang để xem trạng thái mới.',
  },
  'reports.heading_empty': {
    status: 422,
    text: (d) =>
      typeof d['parameter'] === 'string'
        ? `Mục ${d['parameter']} bắt buộc, chưa có nội dung. Nếu không phát sinh, ghi rõ “Không phát sinh”.`
        : 'Còn mục bắt buộc chưa có nội dung. Soạn các mục được chỉ ra rồi nộp.',
  },
  'reports.unknown_heading': { status: 422, text: 'Báo cáo này không có đề mục đó. Tải lại trang rồi chọn lại.' },
  'reports.frozen': {
    status: 409,
    text: 'Báo cáo đã chốt nên không thay đổi được. Sửa hồ sơ gốc rồi lập bản điều chỉnh, có nêu lý do.',
  },
  'reports.not_frozen': {
    status: 409,
    text: 'Báo cáo chưa chốt nên chưa có gì để điều chỉnh. Số liệu đang tự cập nhật theo hồ sơ.',
  },
  'reports.before_cut_off': {
    status: 409,
    text: (d) =>
      `Chưa đến ngày chốt số liệu ${on(d['on'])} nên chưa chốt được báo cáo. Chờ đến ngày đó, số liệu mới đủ.`,
  },
  'reports.nothing_to_restate': {
    status: 409,
    text: 'Số liệu và hồ sơ không khác bản đã chốt, nên không cần bản điều chỉnh. Sửa hồ sơ gốc trước.',
  },
  'reports.nothing_accepted': {
    status: 409,
    text: 'Chưa tiếp nhận báo cáo của đơn vị nào nên chưa có nội dung để ghép. Tiếp nhận ít nhất một báo cáo trước.',
  },
  'reports.not_adding_up': {
    status: 500,
    text: 'Số liệu tổng hợp không khớp với hồ sơ nên chưa chốt. Xin báo người quản trị hệ thống; chưa có gì bị thay đổi.',
  },
}

/** The rulebook's title pattern with its year: `… 9 tháng đầu năm {năm}`. */
export const titleFrom = (pattern: string, year: number): string => pattern.replaceAll('{năm}', String(year))
