// Words of congresses: states, forms, acts of the timeline, and the sentences of refusals.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import type { CongressForm, CongressState, CongressStep } from './congress.ts'

export const congressStateNames: Record<CongressState | 'due', string> = {
  due: 'Chưa lên kế hoạch',
  planned: 'Đã lên kế hoạch',
  postponed: 'Đã lùi ngày',
  content_approved: 'Đã duyệt nội dung',
  held: 'Đã tổ chức',
  reported: 'Đã báo cáo kết quả',
  approved: 'Đã chuẩn y',
  cancelled: 'Đã hủy',
}

export const congressFormNames: Record<CongressForm, string> = {
  members: 'Đại hội đảng viên',
  delegates: 'Đại hội đại biểu',
}

/** What each act is called where it is done. */
export const congressActNames: Record<CongressStep['act'], string> = {
  plan: 'Lên kế hoạch',
  enter: 'Nhập đại hội đã tổ chức',
  edit: 'Sửa kế hoạch',
  approve_content: 'Duyệt nội dung, nhân sự',
  hold: 'Ghi đã tổ chức',
  report: 'Báo cáo kết quả',
  approve: 'Chuẩn y kết quả',
  postpone: 'Lùi ngày',
  cancel: 'Hủy đại hội',
  take_back: 'Bỏ bước vừa ghi',
}

const onDay = (details: ErrorDetails, key = 'on'): string => {
  const on = details[key]
  return isDay(on) ? formatDay(on) : ''
}

export const congressesErrors: ErrorCatalogue = {
  'congresses.unit_not_there': {
    status: 422,
    text: (d) => `Tổ chức này không hoạt động vào ngày ${onDay(d)}. Chọn ngày khác hoặc tổ chức khác.`,
  },
  'congresses.no_congress': { status: 422, text: 'Tổ đảng không mở đại hội. Xin chọn chi bộ hoặc đảng bộ.' },
  'congresses.taken': {
    status: 409,
    text: 'Tổ chức này đã có đại hội của nhiệm kỳ đó. Mở đại hội đã có để sửa, hoặc ghi nhiệm kỳ khác.',
  },
  'congresses.cycle': { status: 422, text: 'Nhiệm kỳ chưa đúng. Nhập theo dạng 2025-2030.' },
  'congresses.none_chosen': { status: 422, text: 'Chưa chọn tổ chức nào. Đánh dấu các tổ chức rồi lưu lại.' },
  'congresses.rule': { status: 422, text: (d) => String(d['sentence'] ?? 'Chưa đúng quy định.') },
  'congresses.not_to_come': {
    status: 409,
    text: 'Đại hội này đã tổ chức hoặc đã hủy nên không sửa kế hoạch được nữa. Nếu ghi nhầm, bỏ bước vừa ghi trước.',
  },
  'congresses.content_approved_already': {
    status: 409,
    text: 'Nội dung đại hội này đã được duyệt, hoặc đại hội đã qua. Mở trang đại hội để xem.',
  },
  'congresses.not_held': {
    status: 409,
    text: 'Chỉ báo cáo kết quả của đại hội đã tổ chức và chưa báo cáo. Ghi đã tổ chức trước.',
  },
  'congresses.not_reported': {
    status: 409,
    text: 'Chỉ chuẩn y kết quả đã được báo cáo và chưa chuẩn y. Ghi báo cáo kết quả trước.',
  },
  'congresses.nothing_to_take_back': {
    status: 409,
    text: 'Đại hội này chưa có bước nào để bỏ. Muốn thôi hẳn thì hủy đại hội, ghi rõ lý do.',
  },
  'congresses.term_opened': {
    status: 409,
    text: 'Kết quả này đã mở nhiệm kỳ cấp ủy mới. Sửa nhiệm kỳ ở trang cấp ủy trước rồi mới bỏ được.',
  },
  'congresses.in_future': {
    status: 422,
    text: (d) => `Ngày ${onDay(d)} chưa đến. Chỉ ghi việc đã diễn ra; xin kiểm tra lại ngày.`,
  },
  'congresses.ends_before': { status: 422, text: 'Ngày bế mạc phải từ ngày khai mạc trở đi.' },
  'congresses.before': {
    status: 422,
    text: (d) => `Ngày này phải từ ngày ${onDay(d)} trở đi, là ngày của bước trước. Xin kiểm tra lại.`,
  },
  'congresses.after_opening': {
    status: 422,
    text: (d) => `Nội dung phải được duyệt trước ngày khai mạc ${onDay(d)}. Xin kiểm tra lại ngày.`,
  },
  'congresses.same_day': { status: 422, text: 'Ngày mới giống ngày đang ghi. Chọn ngày khác để lùi đại hội.' },
  'congresses.decision_needed': {
    status: 422,
    text: 'Chuẩn y phải có quyết định: số, ngày, cơ quan ban hành. Nhập hoặc chọn văn bản ở dưới.',
  },
  'congresses.unit_has_congress': {
    status: 409,
    text: (d) =>
      `Tổ chức này còn ${String(d['count'])} đại hội chưa tổ chức. Hủy đại hội, ghi rõ lý do, rồi kết thúc tổ chức.`,
  },
  'congresses.no_sheet': {
    status: 422,
    text: 'Không đọc được tệp này, hoặc tệp không có dòng nào. Tải mẫu, điền ngày dự kiến rồi chọn lại tệp.',
  },
}
