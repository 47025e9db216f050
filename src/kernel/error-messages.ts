// Sentences of the errors that belong to no module: wrong fields, missing records, stale forms, repeated requests.
import { formatDay, isDay } from './day.ts'
import type { ErrorCatalogue } from './errors.ts'

export const commonErrors: ErrorCatalogue = {
  unexpected: {
    status: 500,
    text: (d) =>
      `Hệ thống gặp lỗi, chưa có gì bị thay đổi. Xin thử lại; nếu vẫn lỗi, báo Văn phòng kèm mã ${String(d['requestId'] ?? '')}.`,
  },
  not_found: {
    status: 404,
    text: 'Không tìm thấy nội dung này, hoặc đồng chí không có quyền xem. Kiểm tra lại đường dẫn hoặc hỏi Văn phòng.',
  },
  sign_in_required: { status: 401, text: 'Xin đăng nhập để tiếp tục.' },
  invalid_input: {
    status: 422,
    text: 'Có ô nhập chưa đúng. Xin sửa các ô được chỉ ra rồi gửi lại; nội dung đã nhập vẫn được giữ.',
  },
  stale: {
    status: 409,
    text: 'Người khác vừa sửa nội dung này. Phần đồng chí nhập vẫn còn đây: xem bản mới bên cạnh, rồi lưu lại nếu vẫn muốn thay.',
  },
  ended: {
    status: 409,
    text: (d) =>
      `Khối này đã kết thúc hoạt động từ ngày ${isDay(d['on']) ? formatDay(d['on']) : ''}, hồ sơ chỉ để đọc. Việc mới xin ghi ở khối kế thừa.`,
  },
  duplicate: { status: 409, text: 'Nội dung này đã có. Kiểm tra lại trước khi thêm lần nữa.' },
  overlap: { status: 409, text: 'Khoảng thời gian này chồng lên một khoảng đã ghi. Xin kiểm tra lại ngày.' },
  unknown_reference: { status: 422, text: 'Nội dung được chọn không còn nữa. Xin chọn lại.' },
  idempotency_mismatch: {
    status: 409,
    text: 'Mã chống gửi trùng này đã dùng cho một nội dung khác. Tải lại trang rồi gửi lại.',
  },
  too_many_attempts: { status: 429, text: 'Thử quá nhiều lần. Xin chờ một phút rồi thử lại.' },
  file_too_large: { status: 413, text: 'Tệp quá lớn. Xin chọn tệp nhỏ hơn.' },
  'field.required': { status: 422, text: 'Cần điền hoặc chọn.' },
  'field.day': { status: 422, text: 'Ngày chưa đúng. Nhập theo dạng ngày/tháng/năm, ví dụ 21/09/2023.' },
  'field.instant': { status: 422, text: 'Thời điểm chưa đúng. Nhập theo dạng 21/09/2023 08:00.' },
  'field.id': { status: 422, text: 'Lựa chọn không còn nữa. Xin chọn lại.' },
  'field.integer': { status: 422, text: 'Cần một số nguyên, ví dụ 20.' },
  'field.number': { status: 422, text: 'Cần một số, ví dụ 4.351 hoặc 67,5.' },
  'field.too_small': { status: 422, text: (d) => `Số nhỏ nhất là ${String(d['parameter'])}.` },
  'field.too_large': { status: 422, text: (d) => `Số lớn nhất là ${String(d['parameter'])}.` },
  'field.too_short': { status: 422, text: (d) => `Cần ít nhất ${String(d['parameter'])} ký tự.` },
  'field.too_long': { status: 422, text: (d) => `Dài quá ${String(d['parameter'])} ký tự. Xin rút gọn.` },
  'field.choice': { status: 422, text: 'Xin chọn một trong các mục có sẵn.' },
  'field.period': { status: 422, text: 'Kỳ chưa đúng. Ví dụ: 9-thang-2026.' },
  'field.shape': { status: 422, text: 'Nội dung gửi lên không đúng dạng.' },
}
