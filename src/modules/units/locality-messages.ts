// Refusals about localities, with what to do next.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { dayOf, namesOf } from './unit-kind-messages.ts'

export const localityErrors: ErrorCatalogue = {
  'units.locality_taken': { status: 409, text: 'Địa bàn này đã có trong danh mục trong thời gian đó.' },
  'units.locality_code_taken': {
    status: 409,
    text: 'Mã này đã có địa bàn khác cùng cấp dùng trong thời gian đó. Kiểm tra lại mã.',
  },
  'units.locality_parent': {
    status: 422,
    text: 'Huyện, xã thuộc một tỉnh, thành phố; tỉnh, thành phố thì để trống ô này.',
  },
  'units.locality_not_there': {
    status: 422,
    text: (d) => `${String(d['name'])} không có vào ngày ${dayOf(d)}. Chọn địa bàn khác hoặc ngày khác.`,
  },
  'units.locality_itself': { status: 422, text: 'Địa bàn không thể thay cho chính nó. Chọn địa bàn khác.' },
  'units.locality_ended': {
    status: 409,
    text: (d) => `${String(d['name'])} đã kết thúc từ ngày ${dayOf(d)}. Cần sửa nơi thay thế thì ghi ở mục dưới.`,
  },
  'units.locality_has_children': {
    status: 409,
    text: (d) =>
      `Còn ${String(d['count'])} huyện, xã trực thuộc vào ngày này (${namesOf(d)}). Kết thúc các địa bàn đó trước.`,
  },
  'units.locality_goes_on': {
    status: 422,
    text: (d) => `${String(d['name'])} chưa kết thúc nên chưa có nơi thay thế. Ghi ngày kết thúc trước.`,
  },
  'units.provinces_loaded': {
    status: 409,
    text: 'Danh mục tỉnh, thành phố đã nạp đủ từ trước. Không có gì phải thêm.',
  },
  'units.no_moves': {
    status: 422,
    text: 'Chưa chọn tổ chức nào để chuyển địa bàn. Chọn địa bàn mới cho ít nhất một tổ chức.',
  },
  'units.moved_twice': { status: 422, text: 'Tổ chức này có hai dòng trong bảng. Giữ lại một dòng.' },
}
