// Headings of the dues sheet, as it is written and read back.
export const PAYMENT_HEADINGS = {
  id: 'Mã đảng viên',
  name: 'Họ và tên',
  class: 'Diện đóng',
  base: 'Mức tính',
  amount: 'Đã nộp',
  channel: 'Cách nộp',
  paidOn: 'Ngày nộp',
} as const
