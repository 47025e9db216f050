// Sentences about links for people without an account.
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const guestsErrors: ErrorCatalogue = {
  'guests.link_expiry': {
    status: 422,
    text: 'Ngày hết hạn phải từ hôm nay và không quá một năm. Xin chọn ngày khác.',
  },
  'guests.link_revoked': { status: 409, text: 'Đường dẫn này đã thu hồi. Cần gửi tiếp thì tạo đường dẫn mới.' },
  'guests.too_fast': {
    status: 429,
    text: 'Đã gửi quá nhiều lần trong ít phút. Xin chờ mười phút rồi gửi lại; nội dung đã nhập vẫn còn đây.',
  },
}
