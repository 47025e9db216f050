// Vietnamese words of the rulebook: areas, units, values, the citation under an explanation, and the sentences of refusals.
import { addDays, formatDay, isDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import type { RuleArea } from './rule.ts'
import type { Bound, Quantity, RuleUnit, RuleValue, Share } from './rule-value.ts'
import type { Explanation, Verdict } from './verdict.ts'

export const areaNames: Record<RuleArea, string> = {
  membership: 'Đảng viên',
  meetings: 'Sinh hoạt',
  organisation: 'Tổ chức',
  reporting: 'Báo cáo',
  conferences: 'Hội nghị',
  documents: 'Văn bản',
  calendar: 'Ngày nghỉ, ngày làm việc',
  quality: 'Chất lượng dữ liệu',
}

export const unitNames: Record<RuleUnit, string> = {
  year: 'năm',
  month: 'tháng',
  day: 'ngày',
  working_day: 'ngày làm việc',
  minute: 'phút',
  person: 'người',
  member: 'đảng viên',
  full_member: 'đảng viên chính thức',
  committee_member: 'cấp ủy viên',
  time: 'lần',
  time_per_week: 'lần mỗi tuần',
  time_per_month: 'lần mỗi tháng',
  time_per_quarter: 'lần mỗi quý',
  time_per_year: 'lần mỗi năm',
  decimal: 'chữ số thập phân',
}

const boundNames: Record<Bound, string> = {
  at_least: 'ít nhất',
  more_than: 'trên',
  at_most: 'nhiều nhất',
  less_than: 'dưới',
  exactly: 'đúng',
}

const baseNames: Record<Share['of'], string> = {
  full_members: 'số đảng viên chính thức',
  committee_members: 'số cấp ủy viên',
  sitting_committee_members: 'số cấp ủy viên đương nhiệm',
  standing_committee_members: 'số ủy viên ban thường vụ',
  deciding_body_members: 'số thành viên tổ chức quyết định',
  members_due: 'số đảng viên phải dự',
}

/** The fields of a record that a bloc may set on screen; the others are the rule's own keys. */
export const fieldNames: Readonly<Record<string, string>> = {
  label: 'Tên gọi',
  min: 'Ít nhất',
  max: 'Nhiều nhất',
  head: 'Chủ nhiệm',
  first: 'Từ ngày (năm-tháng-ngày)',
  last: 'Đến hết ngày (năm-tháng-ngày)',
}

export function describeQuantity(value: Quantity): string {
  return `${boundNames[value.bound]} ${formatInteger(value.amount)} ${unitNames[value.unit]}`
}

function describeShare(value: Share): string {
  const part = value.denominator === 100 ? `${value.numerator}%` : `${value.numerator}/${value.denominator}`
  return `${boundNames[value.bound]} ${part} ${baseNames[value.of]}`
}

/** A value in words; a list by its labels, a record by its own label when it has one. */
export function describeValue(value: RuleValue): string {
  switch (value.kind) {
    case 'quantity':
      return describeQuantity(value)
    case 'share':
      return describeShare(value)
    case 'text':
      return value.text
    case 'list':
      return value.items.length === 0 ? 'Chưa đặt mục nào' : value.items.map((item) => item.label).join('; ')
    case 'record': {
      const label = value.fields['label']
      return typeof label === 'string' ? label : Object.values(value.fields).flat().join('; ')
    }
  }
}

/** The days a version holds, as people say them; `to` is the first day it no longer does. */
export function describeDays(from: Day, to: Day | null): string {
  return to === null ? `từ ${formatDay(from)}` : `từ ${formatDay(from)} đến hết ${formatDay(addDays(to, -1))}`
}

/** «Căn cứ: Điều 24 khoản 2, Điều lệ Đảng …», with the bloc's own decision and the missing check where they apply. */
export function citation(explanation: Pick<Explanation, 'document' | 'article' | 'confirmed' | 'overridden'>): string {
  const { document, article, confirmed, overridden } = explanation
  const basis = article === '' ? document : `${article}, ${document}`
  const own = overridden === null ? '' : ` Đảng bộ tự đặt mức này: ${overridden}.`
  return `Căn cứ: ${basis}.${own}${confirmed ? '' : ' Quy định này chưa xác minh với văn bản gốc.'}`
}

/** What a page says of a verdict: the rule, its value, its source; empty when the rule is kept. */
export function verdictSentence({ outcome, explanation }: Verdict): string {
  if (outcome === 'kept') return ''
  const head = outcome === 'refusal' ? 'Chưa đúng quy định' : 'Cần kiểm tra lại'
  return `${head}: ${explanation.title} — ${describeValue(explanation.value)}. ${citation(explanation)}`
}

const shownDay = (value: unknown): string => (isDay(value) ? formatDay(value) : String(value ?? ''))

export const rulebookErrors: ErrorCatalogue = {
  'rulebook.not_in_force': {
    status: 422,
    text: (d) => `Ngày ${shownDay(d['on'])} chưa có quy định ${String(d['code'])} nào có hiệu lực. Xin chọn ngày khác.`,
  },
  'rulebook.not_overridable': {
    status: 422,
    text: (d) => `Quy định này do cấp trên đặt, đảng bộ không tự đặt được. Căn cứ: ${String(d['document'])}.`,
  },
  'rulebook.override_in_past': {
    status: 422,
    text: 'Mức riêng chỉ áp dụng từ hôm nay trở đi, để số liệu đã qua không đổi. Xin chọn ngày từ hôm nay.',
  },
  'rulebook.override_follows': {
    status: 409,
    text: 'Đã có mức riêng bắt đầu từ ngày này hoặc sau đó. Kết thúc mức đó trước, hoặc đặt ngày hết hiệu lực sớm hơn.',
  },
  'rulebook.override_ended': { status: 422, text: 'Mức riêng này đã hết hiệu lực trước ngày đó.' },
  'rulebook.end_before_start': { status: 422, text: 'Ngày hết hiệu lực phải sau ngày bắt đầu.' },
  'rulebook.empty': { status: 422, text: 'Chưa nhập mức riêng.' },
  'rulebook.below_limit': { status: 422, text: (d) => `Quy định chỉ cho đặt từ ${String(d['atLeast'] ?? 0)} trở lên.` },
  'rulebook.above_limit': { status: 422, text: (d) => `Quy định chỉ cho đặt đến ${String(d['atMost'] ?? 100)}.` },
  'rulebook.item_missing': { status: 422, text: (d) => `Phải giữ các mục: ${String(d['keep'])}.` },
  'rulebook.item_twice': { status: 422, text: 'Mã mục này đã dùng ở trên. Xin đặt mã khác.' },
  'rulebook.field_missing': { status: 422, text: 'Còn thiếu một ô của quy định.' },
  'rulebook.wrong_field': { status: 422, text: 'Giá trị của ô này chưa đúng.' },
  'rulebook.other_kind': { status: 422, text: 'Mức riêng không cùng loại với quy định.' },
  'rulebook.other_unit': { status: 422, text: 'Mức riêng không cùng đơn vị với quy định.' },
}
