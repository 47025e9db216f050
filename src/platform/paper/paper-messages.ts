// Sentences of what goes wrong with papers (PDF, Word, Excel) and letters.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'

const most = (max: unknown, what: string) =>
  typeof max === 'number' ? ` (nhiều nhất ${formatInteger(max)} ${what})` : ''

export const paperErrors: ErrorCatalogue = {
  'paper.template_broken': {
    status: 500,
    text: 'Không dựng được văn bản này vì mẫu trình bày bị lỗi. Số liệu vẫn còn nguyên; xin xuất dạng Word hoặc Excel và báo Văn phòng.',
  },
  'paper.timeout': {
    status: 503,
    text: 'Dựng văn bản lâu quá mức cho phép nên đã dừng. Xin chờ một phút rồi xuất lại; nếu vẫn lỗi, xuất từng phần.',
  },
  'paper.not_a_workbook': {
    status: 415,
    text: 'Tệp này không phải sổ Excel đọc được. Mở tệp bằng Excel, lưu lại dạng .xlsx rồi gửi lại.',
  },
  'paper.encrypted': {
    status: 422,
    text: 'Sổ Excel này có đặt mật khẩu. Xin bỏ mật khẩu, lưu lại rồi gửi lại.',
  },
  'paper.macros': {
    status: 415,
    text: 'Sổ Excel này có chứa macro nên không nhận. Lưu lại dạng .xlsx thường rồi gửi lại.',
  },
  'paper.too_large': {
    status: 413,
    text: (d) =>
      `Sổ Excel quá lớn${typeof d['max'] === 'number' ? `, chỉ nhận đến ${Math.floor(d['max'] / 1024 / 1024)} MB` : ''}. Xin bỏ ảnh và trang thừa, hoặc chia nhỏ rồi gửi lại.`,
  },
  'paper.zip_bomb': {
    status: 422,
    text: 'Sổ Excel này phình quá lớn khi mở ra nên không nhận. Chép riêng phần số liệu sang sổ mới rồi gửi lại.',
  },
  'paper.too_many_rows': {
    status: 413,
    text: (d) => `Bảng có quá nhiều dòng${most(d['max'], 'dòng')}. Xin chia nhỏ theo đơn vị hoặc theo kỳ.`,
  },
  'paper.too_many_cells': {
    status: 413,
    text: (d) => `Bảng có quá nhiều ô${most(d['max'], 'ô')}. Xin bỏ các cột, các trang không cần rồi gửi lại.`,
  },
  'paper.no_such_sheet': {
    status: 422,
    text: 'Sổ Excel thiếu trang cần đọc. Xin tải mẫu mới, điền vào mẫu rồi gửi lại.',
  },
  'mail.not_sent': {
    status: 503,
    text: 'Chưa gửi được thư. Nội dung vẫn còn; xin gửi lại sau ít phút, nếu vẫn lỗi, báo quản trị kiểm tra máy chủ thư.',
  },
}
