// Vietnamese words of committees: bodies, bases, reasons, and every refusal with what to do next.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import type { EndReason, HoldingBasis, TermBasis } from './committee.ts'
import type { BodyKind } from './post-kinds.ts'

export const bodyKindNames: Readonly<Record<BodyKind, string>> = {
  executive: 'Cấp ủy (ban chấp hành, chi ủy)',
  standing: 'Ban thường vụ',
  inspection: 'Ủy ban kiểm tra',
  board: 'Ban, văn phòng',
}

/** What a body is called when nobody names it. */
export const bodyNameOf = (kind: BodyKind, cell: boolean): string =>
  kind === 'executive' ? (cell ? 'Chi ủy' : 'Ban chấp hành') : kind === 'board' ? 'Văn phòng' : bodyKindNames[kind]

export const termBasisNames: Readonly<Record<TermBasis, string>> = {
  congress: 'Đại hội bầu',
  appointed: 'Cấp ủy cấp trên chỉ định',
}

export const holdingBasisNames: Readonly<Record<HoldingBasis, string>> = {
  elected: 'Bầu',
  appointed: 'Chỉ định, bổ nhiệm',
  appointed_after_failed_election: 'Chỉ định sau khi bầu không đủ phiếu',
  acting: 'Giao quyền, phụ trách',
}

export const endReasonNames: Readonly<Record<EndReason, string>> = {
  term_end: 'Hết nhiệm kỳ',
  dismissed: 'Miễn nhiệm, cho thôi giữ chức vụ',
  resigned: 'Xin thôi',
  moved: 'Chuyển công tác, chuyển sinh hoạt',
  retired: 'Nghỉ hưu',
  died: 'Từ trần',
  disciplined: 'Cách chức, bị kỷ luật',
  other: 'Lý do khác',
  body_ended: 'Ban, bộ phận kết thúc',
  unit_ended: 'Tổ chức kết thúc',
}

/** Heads of the composition tables. */
export const compositionNames: Readonly<Record<string, string>> = {
  sex: 'Giới tính',
  ethnicity: 'Dân tộc',
  age: 'Tuổi',
  education: 'Học vấn',
  theory: 'Lý luận chính trị',
  service: 'Tham gia cấp ủy',
  'ethnicity.kinh': 'Kinh',
  'ethnicity.minority': 'Dân tộc thiểu số',
  'service.new': 'Tham gia lần đầu',
  'service.returning': 'Tái cử',
  unknown: 'Chưa rõ',
}

/** What is missing from a committee. */
export const vacancyWords = {
  noCommittee: 'Chưa có cấp ủy',
  empty: (count: number) => `Khuyết ${count}`,
  headless: (kind: BodyKind | null) =>
    kind === 'executive' ? 'Khuyết bí thư' : kind === 'inspection' ? 'Khuyết chủ nhiệm' : 'Khuyết người đứng đầu',
  acting: (name: string) => `${name} phụ trách`,
} as const

/** Words of the warnings that rest on no rule of the rulebook. */
export const warningWords = {
  ordinal: (expected: number) =>
    `Thứ tự đại hội không nối tiếp nhiệm kỳ trước (lần thứ ${expected}); nếu đánh số lại từ đầu, hãy ghi rõ là đánh số lại.`,
  notInCommittee: (name: string) => `${name} chưa có tên trong ban chấp hành của nhiệm kỳ này.`,
} as const

const text = (details: ErrorDetails, key: string): string => {
  const value = details[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
const dayText = (value: unknown): string => (isDay(value) ? formatDay(value) : '')
const on = (details: ErrorDetails): string => (isDay(details['on']) ? `ngày ${dayText(details['on'])}` : 'ngày đó')
const span = (details: ErrorDetails): string => {
  const { from, to } = details
  if (!isDay(from)) return ''
  return isDay(to) ? `từ ${dayText(from)} đến trước ${dayText(to)}` : `từ ${dayText(from)}`
}

export const committeesErrors: ErrorCatalogue = {
  'committees.rule': {
    status: 422,
    text: (details) => text(details, 'sentence') || 'Trái với quy định đang có hiệu lực. Xin kiểm tra lại.',
  },
  'committees.ends_before_start': {
    status: 422,
    text: 'Ngày kết thúc phải sau ngày bắt đầu. Xin sửa một trong hai ngày.',
  },
  'committees.unit_not_there': {
    status: 422,
    text: (details) => `Tổ chức này chưa có hoặc đã kết thúc vào ${on(details)}. Xin chọn ngày khác.`,
  },
  'committees.unknown_unit': {
    status: 404,
    text: 'Không có tổ chức mang mã này, hoặc đồng chí không được ghi chức vụ ở đó. Xin kiểm tra lại mã tổ chức.',
  },
  'committees.no_such_body': {
    status: 422,
    text: 'Loại tổ chức này không có bộ phận đó. Đảng bộ bộ phận và chi bộ không lập ủy ban kiểm tra, ban thường vụ. Xin chọn bộ phận khác.',
  },
  'committees.term_overlaps': {
    status: 409,
    text: (details) =>
      `Trùng ngày với nhiệm kỳ ${text(details, 'label')} (${span(details)}). Kết thúc nhiệm kỳ đó trước, hoặc chọn ngày khác.`,
  },
  'committees.no_term': {
    status: 422,
    text: (details) =>
      `Tổ chức này chưa có nhiệm kỳ nào vào ${on(details)}. Mở nhiệm kỳ trước, rồi lập cấp ủy trong nhiệm kỳ đó.`,
  },
  'committees.outside_term': {
    status: 422,
    text: (details) =>
      `Ngoài thời gian của nhiệm kỳ ${text(details, 'label')} (${span(details)}). Xin chọn ngày trong nhiệm kỳ, hoặc gia hạn nhiệm kỳ.`,
  },
  'committees.body_there': {
    status: 409,
    text: (details) =>
      `Đã có ${text(details, 'name')} ${span(details)}. Kết thúc bộ phận đó trước, hoặc sửa bộ phận đã có.`,
  },
  'committees.unknown_body': {
    status: 422,
    text: 'Không tìm thấy ban, bộ phận này. Xin mở lại trang cấp ủy của tổ chức và chọn lại.',
  },
  'committees.body_has_later': {
    status: 409,
    text: (details) =>
      `Có việc được ghi bắt đầu từ ${dayText(details['from'])} (${text(details, 'name')}), sau ngày kết thúc. Hủy việc ghi đó trước, hoặc chọn ngày muộn hơn.`,
  },
  'committees.already_ended': {
    status: 409,
    text: (details) => `Đã kết thúc từ ${dayText(details['on'])}. Xin chọn ngày sớm hơn, hoặc để nguyên.`,
  },
  'committees.outside_body': {
    status: 422,
    text: (details) =>
      `Ngoài thời gian của ${text(details, 'name')} (${span(details)}). Xin chọn ngày nằm trong thời gian đó.`,
  },
  'committees.no_such_post': {
    status: 422,
    text: (details) => `${text(details, 'name')} không có chức vụ này. Xin chọn một chức vụ trong danh sách.`,
  },
  'committees.not_a_member': {
    status: 422,
    text: (details) =>
      `${text(details, 'name')} chưa phải đảng viên của đảng bộ vào ${on(details)}. Chọn ngày khác, hoặc chỉ ghi họ tên nếu là người ngoài đảng bộ.`,
  },
  'committees.member_left': {
    status: 422,
    text: (details) =>
      `${text(details, 'name')} đã rời khỏi đảng bộ trước ${on(details)}. Xin chọn người khác hoặc ngày khác.`,
  },
  'committees.probationary': {
    status: 422,
    text: (details) =>
      `${text(details, 'name')} còn là đảng viên dự bị vào ${on(details)}; chức vụ này chỉ dành cho đảng viên chính thức. Xin chọn người khác hoặc ngày khác.`,
  },
  'committees.same_post': {
    status: 409,
    text: (details) =>
      `${text(details, 'name')} đã giữ đúng chức vụ này ${span(details)}. Kết thúc lần giữ chức trước, hoặc chọn ngày khác.`,
  },
  'committees.other_post': {
    status: 409,
    text: (details) =>
      `${text(details, 'name')} đang giữ một chức vụ khác trong cùng bộ phận ${span(details)}. Kết thúc chức vụ đó trước, vì mỗi người chỉ giữ một chức vụ trong một bộ phận.`,
  },
  'committees.post_taken': {
    status: 409,
    text: (details) =>
      `${text(details, 'name')} đang giữ chức vụ ${text(details, 'label')} ${span(details)}; chức vụ này chỉ một người giữ. Kết thúc chức vụ của người đó trước.`,
  },
  'committees.no_seat_left': {
    status: 409,
    text: (details) =>
      `${text(details, 'name')} có ${text(details, 'seats')} người, đã đủ vào ${on(details)}. Kết thúc một người, hoặc sửa số lượng theo văn bản mới.`,
  },
  'committees.acting_single': {
    status: 422,
    text: (details) =>
      `Chức vụ ${text(details, 'label')} có nhiều người giữ nên không giao quyền. Xin chọn hình thức khác.`,
  },
  'committees.acting_taken': {
    status: 409,
    text: (details) =>
      `${text(details, 'name')} đang được giao phụ trách chức vụ ${text(details, 'label')} ${span(details)}. Kết thúc việc giao đó trước.`,
  },
  'committees.acting_not_vacant': {
    status: 422,
    text: (details) =>
      `Chức vụ ${text(details, 'label')} đang có ${text(details, 'name')} giữ. Chọn người được thay trong mục “Phụ trách thay”, hoặc kết thúc chức vụ của người đó.`,
  },
  'committees.acting_goes_on': {
    status: 409,
    text: (details) =>
      `${text(details, 'name')} còn được giao phụ trách chức vụ ${text(details, 'label')} ${span(details)}. Kết thúc việc giao đó vào ngày người mới nhận chức trước.`,
  },
  'committees.acting_for_whom': {
    status: 422,
    text: 'Chỉ phụ trách thay được người đang giữ chính chức vụ đó trong cùng bộ phận. Xin chọn lại người được thay.',
  },
  'committees.acting_for_oneself': {
    status: 422,
    text: 'Một người không phụ trách thay chính mình. Xin chọn người khác.',
  },
  'committees.acting_outside': {
    status: 422,
    text: (details) =>
      `Thời gian phụ trách phải nằm trong thời gian giữ chức của ${text(details, 'name')} (${span(details)}). Xin sửa ngày.`,
  },
  'committees.no_holder': {
    status: 422,
    text: 'Chưa rõ ai giữ chức vụ. Tìm và chọn một đảng viên, hoặc ghi họ tên người ngoài đảng bộ.',
  },
  'committees.unknown_person': {
    status: 422,
    text: 'Không tìm thấy đảng viên này trong phạm vi của đồng chí. Xin tìm lại theo tên hoặc số thẻ rồi chọn.',
  },
  'committees.own_rise': {
    status: 422,
    text: 'Đồng chí không tự ghi cho mình chức vụ có thêm quyền. Xin nhờ người khác có quyền ghi chức vụ thực hiện.',
  },
  'committees.voided': {
    status: 409,
    text: 'Việc ghi này đã được hủy. Xin mở lại trang cấp ủy để xem điều đang có hiệu lực.',
  },
  'committees.unit_has_posts': {
    status: 409,
    text: 'Tổ chức còn người giữ chức vụ từ ngày đó. Kết thúc các chức vụ, hoặc chọn cho chúng kết thúc cùng tổ chức trong phương án sắp xếp.',
  },
  'committees.sheet_body': {
    status: 422,
    text: (details) =>
      `Tổ chức này không có “${text(details, 'name')}” vào ${on(details)}. Ghi đúng tên như trên trang cấp ủy, hoặc lập ban, bộ phận đó trước.`,
  },
  'committees.sheet_post': {
    status: 422,
    text: (details) => `Không có chức vụ “${text(details, 'name')}” ở đây. Ghi một trong: ${text(details, 'known')}.`,
  },
  'committees.sheet_basis': {
    status: 422,
    text: (details) => `Hình thức “${text(details, 'name')}” không rõ. Ghi một trong: ${text(details, 'known')}.`,
  },
  'committees.sheet_person': {
    status: 422,
    text: (details) =>
      `Không có đảng viên ${text(details, 'name')} sinh ngày này. Sửa ngày sinh, hoặc để trống ngày sinh nếu là người ngoài đảng bộ.`,
  },
  'committees.sheet_namesake': {
    status: 422,
    text: (details) =>
      `Có ${text(details, 'count')} đảng viên tên ${text(details, 'name')}. Ghi ngày sinh để biết là ai.`,
  },
  'committees.no_sheet': {
    status: 422,
    text: 'Không đọc được dòng nào trong tệp. Xin dùng tệp Excel (.xlsx) theo mẫu tải về, giữ nguyên hàng tên cột.',
  },
}
