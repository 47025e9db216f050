// Words of meetings: states, marks, titles, what the indicators count, and the sentences of refusals.
import { formatDay, isDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import type { IndicatorWords } from '#modules/figures/figures.server.ts'
import type { Mark, MeetingKind, MeetingState, MonthOutcome } from './meeting.ts'

export const kindNames: Record<MeetingKind, string> = {
  regular: 'Sinh hoạt thường kỳ',
  extraordinary: 'Sinh hoạt bất thường',
}

export const stateNames: Record<MeetingState, string> = {
  planned: 'đã lên lịch',
  held: 'đã sinh hoạt',
  cancelled: 'không tổ chức',
}

/** Short answer for the grid, and what it means in full. */
export const markNames: Record<Mark, { label: string; say: string }> = {
  present: { label: 'Có', say: 'có mặt' },
  excused: { label: 'P', say: 'vắng có lý do' },
  absent: { label: 'K', say: 'vắng không lý do' },
}

export const outcomeNames: Record<MonthOutcome, string> = {
  held: 'đã sinh hoạt',
  planned: 'đã lên lịch',
  late: 'chưa sinh hoạt',
  open: 'trong tháng',
  not_due: 'chưa đến kỳ',
}

export const monthName = (month: Day): string => `tháng ${monthOf(month)}/${yearOf(month)}`

/** «Sinh hoạt chi bộ tháng 11/2026» */
export function meetingTitle(meeting: { kind: MeetingKind; month: Day }): string {
  return `${meeting.kind === 'regular' ? 'Sinh hoạt chi bộ' : 'Sinh hoạt bất thường'} ${monthName(meeting.month)}`
}

const cellKinds = { grassroots_cell: 'Chi bộ cơ sở', sub_cell: 'Chi bộ trực thuộc' }

export const regularWords: IndicatorWords = {
  name: 'Tỷ lệ chi bộ sinh hoạt định kỳ đúng quy định',
  short: 'Sinh hoạt đúng kỳ',
  unit: '%',
  how: 'Số tháng chi bộ có sinh hoạt thường kỳ trên số tháng phải sinh hoạt; tính chi bộ có mặt trong ngày cuối tháng',
  dimensions: { kind: { label: 'Loại chi bộ', values: cellKinds } },
}

export const attendanceWords: IndicatorWords = {
  name: 'Tỷ lệ đảng viên dự sinh hoạt',
  short: 'Dự sinh hoạt',
  unit: '%',
  how: 'Số lượt có mặt trên số lượt phải dự của các buổi trong kỳ; không tính đảng viên được miễn sinh hoạt',
  dimensions: { kind: { label: 'Loại buổi', values: { regular: 'Thường kỳ', extraordinary: 'Bất thường' } } },
}

export const thematicWords: IndicatorWords = {
  name: 'Tỷ lệ chi bộ sinh hoạt chuyên đề đủ theo quý',
  short: 'Chuyên đề theo quý',
  unit: '%',
  how: 'Số quý chi bộ sinh hoạt đủ số chuyên đề theo quy định trên số quý phải có; tính chi bộ có mặt trong ngày cuối quý',
  dimensions: { kind: { label: 'Loại chi bộ', values: cellKinds } },
}

export const topicWords: IndicatorWords = {
  name: 'Số chuyên đề đã sinh hoạt',
  short: 'Chuyên đề',
  unit: 'chuyên đề',
  how: 'Đếm buổi sinh hoạt có chuyên đề theo ngày họp',
  dimensions: {},
}

export const recordWords = {
  held: 'Đã sinh hoạt',
  notHeld: 'Chưa có sinh hoạt thường kỳ',
  topics: (count: number) => (count === 0 ? 'Chưa có chuyên đề' : `${count} chuyên đề`),
  present: (present: number, obliged: number) => `${present}/${obliged} có mặt`,
  quarter: (from: Day) => `Quý ${['I', 'II', 'III', 'IV'][Math.floor((monthOf(from) - 1) / 3)]}/${yearOf(from)}`,
  month: (month: Day) => `Tháng ${monthOf(month)}/${yearOf(month)}`,
}

const months = (d: ErrorDetails): string =>
  Array.isArray(d['months']) && d['months'].length > 0
    ? d['months']
        .filter(isDay)
        .map((month) => `${monthOf(month)}/${yearOf(month)}`)
        .join(', ')
    : 'này'

/** Why a planned meeting of a cell that ended does not take place. */
export const handedOverReason = 'Chi bộ kết thúc hoạt động; chi bộ tiếp nhận có buổi sinh hoạt riêng.'

const openNames = (d: ErrorDetails): string => ((d['names'] as string[] | undefined) ?? []).slice(0, 3).join('; ')

export const meetingsErrors: ErrorCatalogue = {
  'meetings.unit_has_planned': {
    status: 409,
    text: (d) =>
      `Chi bộ còn ${String(d['count'])} buổi sinh hoạt đã lên lịch sau ngày này (${openNames(d)}). Hủy các buổi ấy trước, hoặc kết thúc chi bộ bằng một phương án sắp xếp.`,
  },
  'meetings.unit_met_later': {
    status: 409,
    text: (d) =>
      `Chi bộ đã ghi ${String(d['count'])} buổi sinh hoạt từ ngày này trở đi (${openNames(d)}). Sửa ngày họp, hoặc chọn ngày kết thúc sau đó.`,
  },
  'meetings.heir_no_cell': {
    status: 422,
    text: 'Buổi sinh hoạt chỉ bàn giao cho một chi bộ đang hoạt động. Xin chọn một chi bộ.',
  },
  'meetings.unknown_cell': {
    status: 404,
    text: 'Không có chi bộ này, hoặc đồng chí không được ghi sổ của chi bộ. Xin chọn lại.',
  },
  'meetings.not_a_cell': {
    status: 422,
    text: 'Sinh hoạt chỉ ghi cho chi bộ. Xin chọn một chi bộ cơ sở hoặc chi bộ trực thuộc.',
  },
  'meetings.no_cell_that_day': {
    status: 422,
    text: (d) =>
      `Chi bộ chưa thành lập hoặc đã kết thúc hoạt động${isDay(d['on']) ? ` vào ngày ${formatDay(d['on'])}` : ''}. Xin kiểm tra lại ngày.`,
  },
  'meetings.month': { status: 422, text: 'Tháng chưa đúng. Nhập theo dạng 11/2026.' },
  'meetings.no_month': { status: 422, text: 'Chọn ít nhất một tháng.' },
  'meetings.time': { status: 422, text: 'Giờ chưa đúng. Nhập theo dạng 19:30.' },
  'meetings.month_taken': {
    status: 409,
    text: (d) => `Tháng ${months(d)} đã có buổi sinh hoạt thường kỳ. Mở buổi đó ra để ghi, hoặc chọn tháng khác.`,
  },
  'meetings.held_in_future': {
    status: 422,
    text: 'Ngày sinh hoạt chưa đến nên chưa ghi là đã sinh hoạt được. Sửa lại ngày, hoặc để buổi này ở lịch.',
  },
  'meetings.other_month': {
    status: 422,
    text: 'Ngày sinh hoạt phải nằm trong tháng của buổi này. Sửa lại ngày, hoặc mở buổi của tháng khác.',
  },
  'meetings.topic_required': { status: 422, text: 'Sinh hoạt chuyên đề phải có tên chuyên đề.' },
  'meetings.not_of_cell': {
    status: 422,
    text: 'Người này không thuộc chi bộ trong ngày sinh hoạt. Kiểm tra lại ngày, hoặc danh sách đảng viên.',
  },
  'meetings.exempt': {
    status: 422,
    text: 'Đồng chí này không phải dự trong ngày đó (miễn, tạm miễn, đình chỉ sinh hoạt hoặc sinh hoạt tạm thời nơi khác), không ghi điểm danh.',
  },
  'meetings.mark_missing': { status: 422, text: 'Còn đồng chí chưa được điểm danh. Chọn Có, P hoặc K cho từng người.' },
  'meetings.marks_do_not_fit': {
    status: 422,
    text: 'Điểm danh chưa khớp với danh sách đảng viên của chi bộ trong ngày sinh hoạt. Xem lại từng người rồi lưu.',
  },
  'meetings.not_held': {
    status: 409,
    text: 'Buổi này chưa ghi là đã sinh hoạt. Nhập ngày sinh hoạt và lưu buổi trước khi điểm danh.',
  },
  'meetings.is_cancelled': {
    status: 409,
    text: 'Buổi này đã ghi là không tổ chức. Lập buổi mới cho tháng nếu chi bộ đã sinh hoạt.',
  },
  'meetings.reopen_first': {
    status: 409,
    text: 'Buổi này đã ghi là đã sinh hoạt. Mở lại buổi (có lý do) trước khi hủy.',
  },
  'meetings.only_held_reopens': { status: 409, text: 'Chỉ buổi đã sinh hoạt mới mở lại được.' },
  'meetings.reason_required': {
    status: 422,
    text: 'Tháng này đã qua, số liệu có thể đã vào báo cáo. Ghi lý do sửa rồi lưu lại.',
  },
}
