// Words of conferences: states, kinds of papers, and the sentences of refusals.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { ConferenceState, PaperKind, PaperState, RecommendationState } from './conference.ts'

export const conferenceStateNames: Record<ConferenceState, string> = {
  planned: 'Đang chuẩn bị',
  held: 'Đã họp, chờ kết luận',
  concluded: 'Đã kết luận',
}

export const paperKindNames: Record<PaperKind, string> = {
  lead_report: 'Báo cáo đề dẫn',
  paper: 'Tham luận',
  statement: 'Ý kiến phát biểu',
  directive: 'Phát biểu chỉ đạo',
}

export const paperStateNames: Record<PaperState, string> = {
  asked: 'Đã đặt bài',
  received: 'Đã nhận',
  approved: 'Đã duyệt',
  presented: 'Đã trình bày',
}

export const recommendationStateNames: Record<RecommendationState, string> = {
  open: 'Chờ trả lời',
  answered: 'Đã trả lời',
  refused: 'Không tiếp nhận',
}

export const phaseNames = { before: 'Trước hội nghị', during: 'Trong hội nghị', after: 'Sau hội nghị' } as const

export const conferencesErrors: ErrorCatalogue = {
  'conferences.unit_has_conferences': {
    status: 409,
    text: (d) =>
      `Tổ chức còn ${String(d['count'])} hội nghị hoặc tham luận chưa xong. Xin hoàn thành hoặc giao cho nơi khác trước.`,
  },
  'conferences.unknown_template': { status: 422, text: 'Không có mẫu hội nghị này. Xin chọn một mẫu trong danh sách.' },
  'conferences.unknown_report': { status: 422, text: 'Không có báo cáo này. Xin chọn một báo cáo trong danh sách.' },
  'conferences.time': { status: 422, text: 'Giờ chưa đúng. Nhập theo dạng 14:00.' },
  'conferences.ends_before': { status: 422, text: 'Giờ kết thúc phải sau giờ bắt đầu.' },
  'conferences.not_in_preparation': {
    status: 409,
    text: 'Hội nghị đã có kết luận nên không sửa phần này được nữa. Cần sửa thì mở lại hội nghị, ghi rõ lý do.',
  },
  'conferences.not_planned': { status: 409, text: 'Hội nghị này đã ghi là đã họp. Mở trang hội nghị để xem.' },
  'conferences.not_held': {
    status: 409,
    text: 'Kết luận chỉ ghi cho hội nghị đã họp và chưa kết luận. Ghi nhận hội nghị đã họp trước, hoặc mở lại kết luận cũ.',
  },
  'conferences.not_concluded': { status: 409, text: 'Hội nghị chưa kết luận nên không cần mở lại.' },
  'conferences.in_future': {
    status: 422,
    text: (d) =>
      `Hội nghị${isDay(d['on']) ? ` định họp ngày ${formatDay(d['on'])}` : ''} chưa diễn ra. Chờ đến giờ họp, hoặc sửa lại thời gian.`,
  },
  'conferences.attended_more': {
    status: 422,
    text: 'Số người dự không được lớn hơn số người mời. Kiểm tra lại hai số.',
  },
  'conferences.unknown_unit': { status: 422, text: 'Không có tổ chức này. Xin chọn trong danh sách.' },
  'conferences.unknown_line': {
    status: 409,
    text: 'Có dòng không còn trong hội nghị này. Tải lại trang rồi nhập lại.',
  },
  'conferences.line_text': {
    status: 422,
    text: 'Dòng này chưa có nội dung. Nhập nội dung, hoặc xóa trắng cả dòng để bỏ.',
  },
  'conferences.unknown_addressee': { status: 422, text: 'Không có cấp nhận này. Xin chọn trong danh sách.' },
  'conferences.answered': {
    status: 409,
    text: 'Kiến nghị này đã có trả lời nên không sửa được nội dung. Có thể ghi lại câu trả lời.',
  },
  'conferences.answered_before': { status: 422, text: 'Ngày trả lời không được trước ngày họp hoặc sau hôm nay.' },
  'conferences.concluded_day': { status: 422, text: 'Ngày kết luận không được trước ngày họp hoặc sau hôm nay.' },
  'conferences.no_points': {
    status: 422,
    text: 'Kết luận chưa có việc nào. Ghi ít nhất một việc với đơn vị thực hiện và hạn.',
  },
  'conferences.point_text': { status: 422, text: 'Việc này chưa có nội dung. Nhập việc phải làm.' },
  'conferences.point_owner': { status: 422, text: 'Việc này chưa có đơn vị thực hiện. Chọn đơn vị trong danh sách.' },
  'conferences.point_due': { status: 422, text: 'Việc này chưa có hạn. Nhập ngày phải xong.' },
  'conferences.point_due_past': { status: 422, text: 'Hạn phải từ hôm nay trở đi. Nhập lại ngày.' },
  'conferences.point_is_task': {
    status: 409,
    text: 'Việc này đã giao thành nhiệm vụ nên không bỏ và không đổi đơn vị, hạn ở đây được. Sửa hoặc hủy ở trang nhiệm vụ.',
  },
}
