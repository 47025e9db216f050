// What an entry's details say, as terms and values for people: known words are translated, days written as days.
import { formatDay, isDay } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'

const TERMS: Readonly<Record<string, string>> = {
  absent: 'vắng không lý do',
  act: 'việc',
  after: 'sau',
  answeredOn: 'trả lời ngày',
  attendance: 'điểm danh',
  before: 'trước',
  caption: 'chú thích ảnh',
  changedMarks: 'đổi điểm danh',
  code: 'mã',
  concludedOn: 'kết luận ngày',
  count: 'số lượng',
  cutOffOn: 'ngày chốt số liệu',
  decidedOn: 'ngày quyết định',
  decisions: 'quyết định',
  disabledOn: 'ngừng từ ngày',
  done: 'đã xong',
  dueOn: 'hạn',
  edited: 'câu đã sửa',
  effectiveOn: 'hiệu lực từ',
  enabled: 'mở lại',
  endedOn: 'hết từ ngày',
  excused: 'vắng có lý do',
  exempt: 'được miễn',
  field: 'thông tin',
  finding: 'điểm cần xem',
  from: 'từ ngày',
  fromPlace: 'từ nơi',
  guests: 'khách mời',
  hash: 'mã kiểm tra',
  heading: 'mục',
  headings: 'các mục',
  heldOn: 'ngày họp',
  indicator: 'chỉ tiêu',
  items: 'số mục',
  kind: 'loại',
  level: 'mức',
  marks: 'điểm danh',
  meetings: 'buổi sinh hoạt',
  members: 'đảng viên',
  minutes: 'biên bản (ký tự)',
  months: 'các tháng',
  name: 'tên',
  obliged: 'phải dự',
  onTime: 'đúng hạn',
  ordinal: 'thứ tự',
  parts: 'số phần',
  period: 'kỳ',
  points: 'số ý kết luận',
  present: 'có mặt',
  reason: 'lý do',
  resolution: 'nghị quyết (ký tự)',
  role: 'vai trò',
  sector: 'loại hình cơ sở',
  sentences: 'số câu',
  shortName: 'tên ngắn',
  startsOn: 'ngày bắt đầu',
  state: 'trạng thái',
  tasks: 'nhiệm vụ',
  template: 'mẫu',
  thematic: 'chuyên đề',
  title: 'tên',
  to: 'đến',
  units: 'đơn vị',
  userName: 'tên đăng nhập',
  value: 'giá trị',
}

export interface DetailLine {
  term: string
  value: string
}

/** `words` translates values that are codes (roles, kinds, fields). Nested objects become dotted lines; empty values and ids are left out. */
export function detailLines(details: Record<string, unknown>, words: Readonly<Record<string, string>>): DetailLine[] {
  return Object.entries(details).flatMap(([key, value]) => {
    const term = TERMS[key] ?? key
    // The records an id stands for are named beside the details.
    if (value === null || value === undefined || value === '' || isId(value)) return []
    if (typeof value === 'object' && !Array.isArray(value)) {
      return detailLines(value as Record<string, unknown>, words).map((line) => ({
        ...line,
        term: `${term}: ${line.term}`,
      }))
    }
    return [{ term, value: spell(value, words) }]
  })
}

function spell(value: unknown, words: Readonly<Record<string, string>>): string {
  if (typeof value === 'boolean') return value ? 'có' : 'không'
  if (typeof value === 'number') return Number.isInteger(value) ? formatInteger(value) : String(value).replace('.', ',')
  if (isDay(value)) return formatDay(value)
  if (typeof value === 'string') return words[value] ?? value
  if (!Array.isArray(value)) return ''
  return value.every((item) => typeof item !== 'object')
    ? value.map((item) => spell(item, words)).join(', ')
    : `${formatInteger(value.length)} mục`
}
