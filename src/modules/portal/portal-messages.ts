// Words of the portal: sections, states of articles, kinds of sources, and the sentences of refusals.
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import type { ArticleState, Section, SourceKind } from './article.ts'

export const sectionNames: Record<Section, string> = {
  news: 'Tin tức',
  party_building: 'Xây dựng Đảng',
  following_uncle: 'Học và làm theo Bác',
  mass_work: 'Dân vận khéo',
  grassroots: 'Từ cơ sở',
}

/** The word of a section in addresses. */
export const sectionSlugs: Record<Section, string> = {
  news: 'tin-tuc',
  party_building: 'xay-dung-dang',
  following_uncle: 'hoc-va-lam-theo-bac',
  mass_work: 'dan-van-kheo',
  grassroots: 'tu-co-so',
}

export const articleStateNames: Record<ArticleState, string> = {
  draft: 'Đang viết',
  in_review: 'Chờ duyệt',
  approved: 'Đã duyệt, chờ đăng',
  published: 'Đã đăng',
  withdrawn: 'Đã gỡ',
}

export const sourceKindNames: Record<SourceKind, string> = {
  conference: 'Hồ sơ hội nghị',
  conference_item: 'Chương trình',
  conference_guest: 'Thành phần',
  conference_paper: 'Tham luận, phát biểu',
  recommendation: 'Kiến nghị',
  conclusion_point: 'Việc trong kết luận',
  figure: 'Số liệu báo cáo đã chốt',
  editor: 'Biên tập viên',
}

const count = (d: ErrorDetails): string => (typeof d['count'] === 'number' ? `Còn ${d['count']} chỗ` : 'Còn chỗ')

export const portalErrors: ErrorCatalogue = {
  'portal.unknown_conference': { status: 422, text: 'Không có hội nghị này. Xin chọn trong danh sách.' },
  'portal.conference_not_held': {
    status: 409,
    text: 'Hội nghị chưa họp nên chưa có gì để viết bài. Ghi nhận hội nghị đã họp trước.',
  },
  'portal.not_editable': {
    status: 409,
    text: 'Bài đang đăng trên cổng nên không sửa trực tiếp. Gỡ bài, sửa, duyệt rồi đăng lại.',
  },
  'portal.not_draft': { status: 409, text: 'Chỉ gửi duyệt bài đang viết. Tải lại trang để xem bài đang ở bước nào.' },
  'portal.not_in_review': {
    status: 409,
    text: 'Chỉ duyệt bài đã gửi duyệt. Tải lại trang để xem bài đang ở bước nào.',
  },
  'portal.not_returnable': {
    status: 409,
    text: 'Bài này không đang chờ duyệt hay chờ đăng nên không trả lại được. Tải lại trang.',
  },
  'portal.not_approved': { status: 409, text: 'Bài chưa được duyệt nên chưa đăng được. Gửi duyệt trước.' },
  'portal.not_published': { status: 409, text: 'Bài này không đang đăng nên không cần gỡ.' },
  'portal.findings_open': {
    status: 422,
    text: (d) =>
      `${count(d)} có thể là dữ liệu cá nhân hoặc thông tin không được đăng. Sửa bài, hoặc xác nhận từng chỗ kèm lý do.`,
  },
  'portal.unknown_finding': { status: 409, text: 'Bài không còn chỗ này nữa. Tải lại trang.' },
  'portal.same_person': {
    status: 422,
    text: 'Người duyệt phải khác người viết bài, theo quy định của đảng bộ (PORTAL-01). Nhờ đồng chí khác duyệt.',
  },
  'portal.no_text': { status: 422, text: 'Bài chưa có câu nào. Viết nội dung rồi gửi duyệt.' },
  'portal.unknown_picture': { status: 422, text: 'Không có ảnh này. Chọn trong các ảnh của hội nghị hoặc của bài.' },
  'portal.slug_taken': { status: 409, text: 'Đường dẫn của bài vừa có bài khác dùng. Xin lưu lại lần nữa.' },
}
