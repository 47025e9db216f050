// A difference to the national database in words: both values as people write them, and where to put them right.
import { formatDay, isDay } from '#kernel/day.ts'
import { columnNames, wordsOf } from '#modules/intake/intake.server.ts'
import type { BridgeKind, ColumnKey } from '#modules/intake/intake.server.ts'

interface Field {
  key: ColumnKey
  masked: boolean
  here: string | null
  there: string | null
}

const valueIn = (key: ColumnKey, value: string | null): string => {
  if (value === null) return '—'
  if (value === 'true') return 'Có'
  if (value === 'false') return 'Không'
  return isDay(value) ? formatDay(value) : (wordsOf(key)[value] ?? value)
}

/** Fields that only a deed changes here. */
const DEEDS = new Set<ColumnKey>(['admittedOn', 'confirmedOn', 'state', 'cell'])

function placeOf(kind: BridgeKind, field: Field): string {
  if (kind === 'there') return ''
  if (field.here === null) return DEEDS.has(field.key) ? 'Đính chính ở đây' : 'Điền ở đây'
  if (field.there === null) return 'Điền ở phần mềm quốc gia'
  return DEEDS.has(field.key) ? 'Xem quyết định gốc, đính chính nơi ghi sai' : 'Xem hồ sơ gốc, sửa nơi ghi sai'
}

export const fieldWords = (kind: BridgeKind, fields: readonly Field[]) =>
  fields.map((field) => ({
    key: field.key as string,
    label: columnNames[field.key],
    here: valueIn(field.key, field.here),
    there: valueIn(field.key, field.there),
    place: placeOf(kind, field),
  }))

/** What to do about somebody who is only on one side, or not surely the same. */
export function adviceOf(line: { kind: BridgeKind; certainty: 'sure' | 'likely' | 'unclear' }): string {
  if (line.kind === 'here') return 'Thêm ở phần mềm quốc gia; nếu đồng chí đã chuyển đi thì ghi chuyển đi ở đây.'
  if (line.kind === 'there') return 'Tiếp nhận hoặc nhập ở đây; nếu không thuộc đơn vị thì chuyển ở phần mềm quốc gia.'
  return line.certainty === 'sure' ? '' : 'Xác định có phải cùng một người không trước khi sửa.'
}
