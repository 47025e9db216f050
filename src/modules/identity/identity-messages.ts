// Sentences of signing in, accounts and tokens.
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const identityErrors: ErrorCatalogue = {
  'identity.wrong_sign_in': {
    status: 401,
    text: 'Tên đăng nhập hoặc mật khẩu chưa đúng. Xin thử lại, hoặc nhờ quản trị đặt lại mật khẩu.',
  },
  'identity.user_name_taken': { status: 409, text: 'Tên đăng nhập này đã có người dùng. Xin chọn tên khác.' },
  'identity.person_taken': {
    status: 409,
    text: 'Người này đã gắn với một tài khoản đang dùng. Bỏ gắn ở tài khoản đó trước, rồi làm lại.',
  },
  'identity.user_name_shape': {
    status: 422,
    text: 'Tên đăng nhập gồm 3–30 chữ thường không dấu, số, dấu chấm hoặc gạch nối.',
  },
  'identity.old_password_wrong': { status: 422, text: 'Mật khẩu đang dùng chưa đúng. Xin nhập lại.' },
  'identity.password_short': { status: 422, text: 'Mật khẩu cần ít nhất 10 ký tự.' },
  'identity.first_admin_used': {
    status: 403,
    text: 'Mã khởi tạo không đúng hoặc đã dùng. Khởi động lại máy chủ để lấy mã mới trên màn hình điều khiển.',
  },
  'identity.account_disabled': {
    status: 403,
    text: 'Tài khoản này đã ngừng. Nếu cần dùng lại, nhờ quản trị của Khối mở lại tài khoản.',
  },
  'identity.account_open': {
    status: 409,
    text: 'Tài khoản này đang dùng được, không cần mở lại. Tải lại trang để xem.',
  },
}
