// Sentences of what goes wrong with files.
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const fileErrors: ErrorCatalogue = {
  'files.too_large': {
    status: 413,
    text: (d) =>
      `Tệp quá lớn${typeof d['max'] === 'number' ? `, chỉ nhận đến ${Math.floor(d['max'] / 1024 / 1024)} MB` : ''}. Xin giảm cỡ rồi gửi lại.`,
  },
  'files.kind_refused': { status: 415, text: 'Chỉ nhận ảnh JPEG, PNG hoặc WebP. Xin chọn tệp khác.' },
  'files.picture_broken': { status: 422, text: 'Không đọc được ảnh này. Xin lưu lại ảnh rồi gửi lần nữa.' },
  'files.no_content': { status: 422, text: 'Chưa chọn ảnh. Xin chọn một tệp ảnh rồi gửi.' },
}
