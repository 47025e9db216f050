// What an entry's details say, as terms and values for people: known words are translated, days written as days.
import { formatDay, isDay } from '#kernel/day.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'

const TERMS: Readonly<Record<string, string>> = {
  act: 'việc',
  after: 'sau',
  attendance: 'điểm danh',
  before: 'trước',
  changedMarks: 'đổi điểm danh',
  count: 'số lượng',
  decidedOn: 'ngày quyết định',
  disabledOn: 'ngừng từ ngày',
  dueOn: 'hạn',
  effectiveOn: 'hiệu lực từ',
  enabled: 'mở lại',
  endedOn: 'hết từ ngày',
  exempt: 'được miễn',
  field: 'thông tin',
  from: 'từ ngày',
  heldOn: 'ngày họp',
  indicator: 'chỉ tiêu',
  kind: 'loại',
  marks: 'điểm danh',
  meetings: 'buổi sinh hoạt',
  minutes: 'biên bản (ký tự)',
  months: 'các tháng',
  name: 'tên',
  period: 'kỳ',
  reason: 'lý do',
  resolution: 'nghị quyết (ký tự)',
  role: 'vai trò',
  state: 'trạng thái',
  thematic: 'chuyên đề',
  title: 'tên',
  to: 'đến',
  userName: 'tên đăng nhập',
  value: 'giá trị',
}

export interface DetailLine {
  term: string
  value: string
}

/** `words` translates values that are codes (roles, kinds, fields). Nested objects become dotted lines; empty values are left out. */
export function detailLines(details: Record<string, unknown>, words: Readonly<Record<string, string>>): DetailLine[] {
  return Object.entries(details).flatMap(([key, value]) => {
    const term = TERMS[key] ?? key
    if (value === null || value === undefined || value === '') return []
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
