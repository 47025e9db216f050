// Words of duplicates and mergings: why two records look alike, and the sentences of refusals.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const likenessNames = {
  name_birth: 'cùng họ tên và ngày sinh',
  citizen_id: 'cùng số định danh cá nhân',
  card: 'cùng số thẻ đảng viên',
  name_tail: 'cùng họ tên và ba số cuối số định danh',
} as const
export type Likeness = keyof typeof likenessNames

/** Fields of a merging that are no fields of the record's forms. */
export const mergeFieldNames: Readonly<Record<string, string>> = {
  photo: 'Ảnh',
  admittedOn: 'Ngày vào Đảng',
  admissionDecidedOn: 'Ngày ký quyết định kết nạp',
  confirmedOn: 'Ngày chính thức',
}

/** Why an event of the closed record is no longer counted. */
export const doubleReason = 'Trùng với hồ sơ đã gộp'

export const mergeErrors: ErrorCatalogue = {
  'records.merge_itself': { status: 422, text: 'Hai bên là một hồ sơ. Xin chọn hai hồ sơ khác nhau.' },
  'records.merged_already': {
    status: 409,
    text: 'Một trong hai hồ sơ đã được gộp. Mở lại danh sách trùng để xem tình hình hiện nay.',
  },
  'records.merge_many': {
    status: 409,
    text: 'Một trong hai người có hơn một lần sinh hoạt ghi riêng nên không gộp tự động được. Xin báo văn phòng để đối chiếu.',
  },
  'records.merge_cells': {
    status: 409,
    text: (d) =>
      `Từ ${isDay(d['on']) ? `ngày ${formatDay(d['on'])}` : 'một ngày'} hai hồ sơ ghi hai chi bộ khác nhau. Chọn hồ sơ nào đúng về nơi sinh hoạt trong những ngày ấy.`,
  },
  'records.merge_followed': {
    status: 409,
    text: 'Sau khi gộp đã có việc mới về nơi sinh hoạt hoặc một lần gộp khác. Tách lần gộp sau trước, hoặc đính chính từng việc.',
  },
  'records.merge_undone': { status: 409, text: 'Lần gộp này đã được tách. Mở lại trang để xem tình hình hiện nay.' },
}
