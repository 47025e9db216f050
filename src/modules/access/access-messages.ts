// Words of roles and sentences of the access area.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { Role } from './roles.ts'

export const roleNames: Record<Role, string> = {
  cell_secretary: 'Bí thư chi bộ',
  grassroots_committee: 'Đảng ủy cơ sở',
  bloc_officer: 'Cơ quan chuyên trách của Khối',
  bloc_leader: 'Thường trực Đảng ủy Khối',
  administrator: 'Quản trị hệ thống',
  member: 'Đảng viên',
}

/** What a role may do, in a line. */
export const roleNotes: Record<Role, string> = {
  cell_secretary: 'Ghi đảng viên, sinh hoạt, nhiệm vụ của chi bộ',
  grassroots_committee: 'Xem và ghi trong đơn vị mình, nộp báo cáo',
  bloc_officer: 'Ghi tổ chức, đảng viên, chỉ tiêu, báo cáo, hội nghị, tin bài; đọc thông tin che',
  bloc_leader: 'Xem tất cả, chốt báo cáo, duyệt bài, xem nhật ký',
  administrator: 'Tài khoản, quyền, quy định, nhật ký; không xem hồ sơ đảng viên',
  member: 'Chỉ xem hồ sơ của chính mình và đề nghị sửa; gắn tài khoản với đảng viên để dùng được',
}

const otherAccount = (userName: unknown): string =>
  typeof userName === 'string' ? `tài khoản “${userName}”` : 'một tài khoản khác'

export const accessErrors: ErrorCatalogue = {
  'access.grant_overlaps': {
    status: 409,
    text: 'Người này đã có vai trò đó tại đơn vị trong khoảng thời gian trùng. Kết thúc quyền cũ trước khi cấp mới.',
  },
  'access.grant_ended': {
    status: 422,
    text: 'Quyền này đã kết thúc vào ngày đó hoặc sớm hơn. Xin chọn ngày trước ngày kết thúc đã ghi.',
  },
  'access.last_administrator': {
    status: 409,
    text: 'Đây là quản trị cuối cùng của cả Khối. Cấp quyền quản trị không thời hạn cho một người khác trước, rồi làm lại.',
  },
  'access.own_administrator': {
    status: 409,
    text: 'Đồng chí không tự kết thúc quyền quản trị của mình được. Xin nhờ một quản trị khác làm việc này.',
  },
  'access.own_account': {
    status: 409,
    text: 'Đồng chí không tự ngừng tài khoản của mình được. Xin nhờ một quản trị khác làm việc này.',
  },
  'access.unit_has_rights': {
    status: 409,
    text: 'Còn quyền được cấp tại đơn vị này. Chọn đơn vị tiếp nhận để quyền được cấp lại ở đó, hoặc cho các quyền đó kết thúc.',
  },
  'access.unknown_person': {
    status: 422,
    text: 'Không tìm thấy người này trong danh sách đảng viên. Xin tìm lại theo tên rồi chọn.',
  },
  'access.person_linked': {
    status: 409,
    text: ({ userName }) =>
      `Người này đã gắn với ${otherAccount(userName)} đang dùng. Bỏ gắn ở tài khoản đó trước, rồi gắn lại ở đây.`,
  },
  'access.person_elsewhere': {
    status: 409,
    text: ({ userName }) =>
      `Người gắn với tài khoản này nay đã gắn với ${otherAccount(userName)} đang dùng. Bỏ gắn người ở một trong hai tài khoản trước, rồi mở lại.`,
  },
  'access.end_before_start': { status: 422, text: 'Ngày kết thúc phải sau ngày bắt đầu.' },
}
