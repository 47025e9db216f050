// Words of roles and sentences of the access area.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { Role } from './roles.ts'

export const roleNames: Record<Role, string> = {
  cell_secretary: 'Bí thư chi bộ',
  grassroots_committee: 'Đảng ủy cơ sở',
  bloc_officer: 'Cơ quan chuyên trách của Khối',
  bloc_leader: 'Thường trực Đảng ủy Khối',
  administrator: 'Quản trị hệ thống',
}

export const accessErrors: ErrorCatalogue = {
  'access.unknown_role': { status: 422, text: 'Vai trò này không có trong danh mục. Xin chọn lại.' },
  'access.grant_overlaps': {
    status: 409,
    text: 'Người này đã có vai trò đó tại đơn vị trong khoảng thời gian trùng. Kết thúc quyền cũ trước khi cấp mới.',
  },
  'access.end_before_start': { status: 422, text: 'Ngày kết thúc phải sau ngày bắt đầu.' },
}
