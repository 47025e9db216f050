// Words of corrections: the fields of the form, the states of a request, and the sentences of refusals.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { formatDay, isDay } from '#kernel/day.ts'
import { codeNames, maskedNames, recordFieldNames, religionNames } from '#modules/members/members.server.ts'
import type { RequestState, Value } from './corrections.ts'
import { isMaskedInput, MASKED_INPUTS } from './corrections-values.ts'

/** Why an account stands in its member's cell. */
export const standingWord = 'Đảng viên'

/** What a field is called on the paper forms. */
export const correctionLabel = (field: string): string =>
  isMaskedInput(field)
    ? maskedNames[MASKED_INPUTS[field]]
    : ((recordFieldNames as Readonly<Record<string, string>>)[field] ?? field)

/** A value of a field as people read it. */
export function correctionValue(field: string, value: Value): string {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  if (value === null) return field === 'religion' ? 'Không' : '(để trống)'
  if (isDay(value)) return formatDay(value)
  const words: Readonly<Record<string, string>> | undefined =
    field === 'religion' ? religionNames : (codeNames as Record<string, Record<string, string> | undefined>)[field]
  return words?.[value] ?? value
}

export const requestStateNames: Record<RequestState, string> = {
  waiting: 'Chờ chi bộ xác nhận',
  confirmed: 'Đã xác nhận, đã sửa',
  returned: 'Trả lại',
  withdrawn: 'Đã rút',
}

export const correctionErrors: ErrorCatalogue = {
  'records.nothing_to_correct': {
    status: 422,
    text: 'Chưa có mục nào khác với hồ sơ đang ghi. Sửa mục cần đính chính rồi gửi lại.',
  },
  'records.asked_already': {
    status: 409,
    text: 'Mục này đang có một đề nghị chờ xác nhận. Rút đề nghị đó trước, hoặc chờ chi bộ trả lời.',
  },
  'records.said_in_future': { status: 422, text: 'Ngày đảng viên nói còn ở tương lai. Xin kiểm tra lại.' },
  'records.request_settled': {
    status: 409,
    text: (d) =>
      d['state'] === 'withdrawn'
        ? 'Đảng viên đã rút đề nghị này. Không cần làm gì thêm.'
        : 'Đề nghị này đã có người trả lời. Mở lại trang để xem kết quả.',
  },
  'records.quarter_running': {
    status: 422,
    text: (d) =>
      `Quý này chưa hết, còn có thể có lượt đọc mới. Rà soát từ ${isDay(d['on']) ? `ngày ${formatDay(d['on'])}` : 'khi hết quý'}.`,
  },
  'records.quarter_reviewed': {
    status: 409,
    text: 'Quý này đã có người rà soát. Mở lại trang để xem; cần rà lại thì hủy lần rà soát trước.',
  },
  'records.register_too_long': {
    status: 422,
    text: (d) => `Sổ có quá ${String(d['most'])} người. Chọn một đơn vị nhỏ hơn để in đủ cột, hoặc tải bản che.`,
  },
  'records.request_overtaken': {
    status: 409,
    text: (d) =>
      `Từ khi đề nghị được gửi, hồ sơ đã đổi ở mục: ${(d['fields'] as string[] | undefined)?.join(', ') ?? ''}. Đối chiếu lại; nếu vẫn cần, trả lại để đảng viên gửi đề nghị mới.`,
  },
}
