// Sentences only the API says.
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const apiErrors: ErrorCatalogue = {
  'api.json_expected': {
    status: 415,
    text: 'Nội dung gửi lên phải là JSON: thêm header Content-Type: application/json.',
  },
  'api.broken_json': {
    status: 400,
    text: 'Nội dung JSON gửi lên bị sai cú pháp. Kiểm tra lại dấu ngoặc và dấu phẩy rồi gửi lại.',
  },
  'api.body_too_large': { status: 413, text: 'Nội dung gửi lên quá lớn (tối đa 1 MB). Xin chia nhỏ rồi gửi lại.' },
  'api.wrong_method': {
    status: 405,
    text: 'Địa chỉ này cần phương thức khác: thao tác ghi dùng POST, truy vấn dùng GET.',
  },
  'api.foreign_origin': {
    status: 403,
    text: 'Yêu cầu đến từ một trang khác nên không được nhận. Dùng mã truy cập cá nhân (Authorization: Bearer khoi_…).',
  },
  'api.idempotency_key': { status: 422, text: 'Idempotency-Key cần từ 8 đến 100 ký tự.' },
}
