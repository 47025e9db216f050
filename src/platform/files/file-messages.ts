// Sentences of what goes wrong with files.
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const fileErrors: ErrorCatalogue = {
  'files.too_large': {
    status: 413,
    text: (d) =>
      `Tệp quá lớn${typeof d['max'] === 'number' ? `, chỉ nhận đến ${Math.floor(d['max'] / 1024 / 1024)} MB` : ''}. Xin giảm cỡ rồi gửi lại.`,
  },
  'files.kind_refused': { status: 415, text: 'Chỉ nhận ảnh JPEG, PNG hoặc WebP. Xin chọn tệp khác.' },
  'files.document_refused': {
    status: 415,
    text: 'Chỉ nhận PDF, Word (.docx), Excel (.xlsx) không có macro, hoặc ảnh. Xin lưu lại theo dạng đó rồi gửi.',
  },
  'files.picture_broken': { status: 422, text: 'Không đọc được ảnh này. Xin lưu lại ảnh rồi gửi lần nữa.' },
  'files.missing': {
    status: 404,
    text: 'Không tìm thấy nội dung của tệp này trong kho. Xin gửi lại tệp, hoặc báo Văn phòng để tìm trong bản sao lưu.',
  },
  'files.damaged': {
    status: 500,
    text: 'Nội dung tệp trong kho không còn nguyên vẹn nên không mở. Xin báo quản trị khôi phục từ bản sao lưu.',
  },
  'files.store_failed': {
    status: 503,
    text: 'Kho tệp chưa trả lời, tệp chưa được lưu. Xin thử lại sau ít phút; nếu vẫn lỗi, báo quản trị.',
  },
  'files.no_content': { status: 422, text: 'Chưa chọn ảnh. Xin chọn một tệp ảnh rồi gửi.' },
}
