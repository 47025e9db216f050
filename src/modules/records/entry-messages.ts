// Vietnamese words of periods, events and papers of a record: kinds, fields, lists, and the sentences of refusals.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { EntryField, EntryKind, SecretField } from './entry-kinds.ts'

/** Headings of the lists, and what one row is called. */
export const entryKindNames: Record<EntryKind, { list: string; one: string }> = {
  work: { list: 'Quá trình công tác', one: 'quá trình công tác' },
  post: { list: 'Chức vụ đã qua', one: 'chức vụ' },
  training: { list: 'Đào tạo, bồi dưỡng', one: 'lớp đào tạo, bồi dưỡng' },
  trip: { list: 'Đi nước ngoài', one: 'chuyến đi nước ngoài' },
  reward: { list: 'Khen thưởng', one: 'hình thức khen thưởng' },
  discipline: { list: 'Kỷ luật', one: 'hình thức kỷ luật' },
  relative: { list: 'Hoàn cảnh gia đình', one: 'người thân' },
  sponsor: { list: 'Người giới thiệu vào Đảng', one: 'người giới thiệu' },
}

type Labels = Partial<Record<EntryField | SecretField, string>>

const commonLabels: Record<EntryField | SecretField, string> = {
  fromOn: 'Từ',
  toOn: 'Đến',
  code: 'Loại',
  title: 'Nội dung',
  place: 'Nơi',
  detail: 'Chi tiết',
  number: 'Số quyết định',
  decidedOn: 'Ngày ký',
  decider: 'Cấp quyết định',
  name: 'Họ và tên',
  birthYear: 'Năm sinh',
  residence: 'Nơi ở',
  job: 'Nghề nghiệp',
  remark: 'Ghi thêm',
}

const ownLabels: Partial<Record<EntryKind, Labels>> = {
  work: { title: 'Làm việc gì', place: 'Ở đâu' },
  post: { code: 'Thuộc', title: 'Chức vụ', place: 'Đơn vị' },
  training: {
    title: 'Chuyên ngành, nội dung',
    place: 'Trường, cơ sở đào tạo',
    code: 'Hình thức học',
    detail: 'Văn bằng, chứng chỉ',
    number: 'Số văn bằng',
  },
  trip: { place: 'Nước', title: 'Lý do đi' },
  reward: { code: 'Cấp khen thưởng', title: 'Hình thức' },
  discipline: { code: 'Hình thức', toOn: 'Hết hiệu lực', remark: 'Lý do bị kỷ luật' },
  relative: { code: 'Quan hệ', remark: 'Thái độ chính trị, điều cần ghi' },
  sponsor: { title: 'Họ và tên', detail: 'Chức vụ', place: 'Đơn vị', decidedOn: 'Ngày giới thiệu' },
}

/** What a field is called in the form of a kind. */
export const entryLabel = (kind: EntryKind, field: EntryField | SecretField): string =>
  ownLabels[kind]?.[field] ?? commonLabels[field]

/** Words of the codes of a kind. */
export const entryCodeNames: Record<EntryKind, Readonly<Record<string, string>>> = {
  work: {},
  post: { party: 'Đảng', state: 'Chính quyền, chuyên môn', union: 'Đoàn thể' },
  training: {
    regular: 'Chính quy',
    part_time: 'Vừa làm vừa học',
    distance: 'Từ xa',
    short: 'Bồi dưỡng ngắn ngày',
    other: 'Khác',
  },
  trip: {},
  reward: {
    party_badge: 'Huy hiệu Đảng',
    state: 'Nhà nước',
    province: 'Bộ, tỉnh',
    committee: 'Cấp ủy cấp trên',
    grassroots: 'Cơ sở',
    other: 'Khác',
  },
  discipline: { reprimand: 'Khiển trách', warning: 'Cảnh cáo', dismissal: 'Cách chức', expulsion: 'Khai trừ' },
  relative: {
    father: 'Bố đẻ',
    mother: 'Mẹ đẻ',
    spouse: 'Vợ, chồng',
    child: 'Con',
    sibling: 'Anh, chị, em ruột',
    grandparent: 'Ông, bà',
    father_in_law: 'Bố vợ, bố chồng',
    mother_in_law: 'Mẹ vợ, mẹ chồng',
    sibling_in_law: 'Anh, chị, em vợ hoặc chồng',
    other: 'Người thân khác',
  },
  sponsor: {},
}

export const stageNames = {
  A: 'Trước khi chi bộ xét',
  B: 'Sau khi chi bộ đồng ý',
  C: 'Khi công nhận chính thức',
  later: 'Bổ sung về sau',
} as const

export const recordErrors: ErrorCatalogue = {
  'records.partial_day': {
    status: 422,
    text: 'Ghi năm (1998), tháng và năm (09/1998), hoặc ngày (02/09/1998).',
  },
  'records.entry_incomplete': { status: 422, text: 'Mục này cần được ghi. Xin điền rồi lưu lại.' },
  'records.unknown_code': { status: 422, text: 'Giá trị này không có trong danh mục. Xin chọn lại.' },
  'records.entry_order': { status: 422, text: 'Thời điểm cuối phải từ thời điểm đầu trở đi. Xin kiểm tra lại.' },
  'records.in_future': { status: 422, text: 'Thời điểm này còn ở tương lai. Xin ghi khi việc đã diễn ra.' },
  'records.birth_year': { status: 422, text: 'Năm sinh gồm bốn chữ số, ví dụ 1962.' },
  'records.unknown_paper': {
    status: 422,
    text: 'Loại giấy tờ này không có trong danh mục hồ sơ đảng viên. Xin chọn lại trong danh sách.',
  },
  'records.other_kind': {
    status: 422,
    text: 'Dòng này thuộc loại khác. Xin xóa dòng ghi nhầm rồi ghi lại ở đúng mục.',
  },
}
