// What an entry's details say, as terms and values for people: known words are translated, days written as days.
import { formatDay, isDay } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'

const TERMS: Readonly<Record<string, string>> = {
  absent: 'vắng không lý do',
  act: 'việc',
  added: 'đã thêm',
  after: 'sau',
  answeredOn: 'trả lời ngày',
  attendance: 'điểm danh',
  basis: 'hình thức',
  before: 'trước',
  bodies: 'ban, bộ phận',
  body: 'cơ quan',
  caption: 'chú thích ảnh',
  changed: 'thay đổi',
  changedMarks: 'đổi điểm danh',
  code: 'mã',
  concludedOn: 'kết luận ngày',
  conferences: 'hội nghị',
  congresses: 'đại hội',
  count: 'số lượng',
  counts: 'thay đổi tổ chức',
  cutOffOn: 'ngày chốt số liệu',
  cycles: 'nhiệm kỳ',
  decidedOn: 'ngày quyết định',
  decisions: 'quyết định',
  disabledOn: 'ngừng từ ngày',
  done: 'đã xong',
  dueAfter: 'hạn sau khi kỳ bắt đầu (ngày)',
  dueOn: 'hạn',
  edited: 'câu đã sửa',
  effectiveOn: 'hiệu lực từ',
  enabled: 'mở lại',
  ended: 'kết thúc',
  endedOn: 'hết từ ngày',
  excused: 'vắng có lý do',
  exempt: 'được miễn',
  field: 'thông tin',
  finding: 'điểm cần xem',
  founded: 'thành lập',
  from: 'từ ngày',
  fromPlace: 'từ nơi',
  guests: 'khách mời',
  handedOver: 'bàn giao',
  hash: 'mã kiểm tra',
  head: 'mã đầu chuỗi nhật ký',
  heading: 'mục',
  headings: 'các mục',
  held_meetings: 'buổi sinh hoạt đã ghi',
  heldOn: 'ngày họp',
  holdings: 'chức vụ',
  indicator: 'chỉ tiêu',
  into: 'nơi nhận',
  items: 'số mục',
  kind: 'loại',
  label: 'nhiệm kỳ',
  lastOn: 'ngày cuối',
  level: 'mức',
  linked: 'đã gắn với đảng viên',
  links: 'đường dẫn thu hồi',
  marks: 'điểm danh',
  meetings: 'buổi sinh hoạt',
  members: 'đảng viên',
  minutes: 'biên bản (ký tự)',
  months: 'các tháng',
  moved: 'chuyển',
  name: 'tên',
  number: 'số',
  obliged: 'phải dự',
  on: 'ngày',
  onTime: 'đúng hạn',
  ordinal: 'thứ tự',
  parts: 'số phần',
  period: 'kỳ',
  points: 'số ý kết luận',
  post: 'chức vụ',
  posts: 'chức vụ',
  present: 'có mặt',
  reason: 'lý do',
  recorded: 'đã ghi',
  regulations: 'quy chế',
  removed: 'việc đã bỏ',
  renamed: 'đổi tên',
  reports: 'phần báo cáo',
  resolution: 'nghị quyết (ký tự)',
  restarted: 'đánh số lại',
  rhythm: 'nhịp',
  rights: 'quyền của tài khoản',
  role: 'vai trò',
  scheme: 'loại mã',
  seats: 'số lượng',
  sector: 'loại hình cơ sở',
  sentences: 'số câu',
  shortName: 'tên ngắn',
  sides: 'số bên',
  startsOn: 'ngày bắt đầu',
  state: 'trạng thái',
  successors: 'nơi thay thế',
  tasks: 'nhiệm vụ',
  template: 'mẫu',
  terms: 'nhiệm kỳ',
  thematic: 'chuyên đề',
  title: 'tên',
  to: 'đến',
  units: 'đơn vị',
  userName: 'tên đăng nhập',
  valid: 'thời gian',
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
  if (typeof value === 'string') return words[value] ?? spellRange(value) ?? value
  if (!Array.isArray(value)) return ''
  return value.every((item) => typeof item !== 'object')
    ? value.map((item) => spell(item, words)).join(', ')
    : `${formatInteger(value.length)} mục`
}

/** Days of validity as people say them; null for any other text. */
function spellRange(text: string): string | null {
  const [, from, to] = /^\[(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)?\)$/.exec(text) ?? []
  if (!isDay(from)) return null
  return isDay(to) ? `từ ${formatDay(from)} đến trước ${formatDay(to)}` : `từ ${formatDay(from)}`
}
