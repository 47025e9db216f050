// Words for what reorganisations brought: the acts, and the arithmetic of a target that came by lineage.
import { formatDay } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { formatDecimal, formatInteger } from '#kernel/vietnamese/number.ts'
import type { TargetShare } from './carried-target.ts'

/** The act as it stands behind a unit's name: Chi bộ X, chia ngày 01/03/2025. */
export const lineageActs: Record<TargetShare['kind'], string> = {
  consolidate: 'hợp nhất',
  absorb: 'sáp nhập',
  split: 'chia',
  separate: 'tách',
  dissolve: 'giải thể',
  transfer_out: 'chuyển ra ngoài Khối',
  transfer_in: 'tiếp nhận',
}

const amount = (value: number) => (Number.isInteger(value) ? formatInteger(value) : formatDecimal(value, 2))

function shareWords(share: TargetShare, unitId: Id | null, names: Readonly<Record<Id, string>>): string {
  const { whole, value, members, outOf, from, on, kind } = share
  const sum = members === null ? amount(value) : `${amount(whole)} × ${members}/${outOf} = ${amount(value)}`
  const whence = from === unitId ? 'phần ở lại' : `từ ${names[from] ?? 'đơn vị trước đó'}`
  const through = share.through.map((each) => shareWords(each, from, names)).join(' + ')
  return `${sum} ${whence}, ${lineageActs[kind]} ngày ${formatDay(on)}${through ? ` (gồm ${through})` : ''}`
}

/** How a target came about: 5 giao trực tiếp + 12 × 34/51 = 8 từ Chi bộ X, chia ngày 01/03/2025. */
export function carriedWords(
  unitId: Id,
  value: number,
  shares: readonly TargetShare[],
  names: Readonly<Record<Id, string>>,
): string {
  const own = value - shares.reduce((sum, share) => sum + share.value, 0)
  const direct = own > 0.001 ? [`${amount(Math.round(own * 100) / 100)} giao trực tiếp`] : []
  return [...direct, ...shares.map((share) => shareWords(share, unitId, names))].join(' + ')
}

export const roundingNote =
  'Chỉ tiêu của đơn vị đã chia, tách được tính theo tỷ lệ đảng viên về từng nơi, làm tròn theo phần dư lớn nhất để tổng không đổi.'

export const undividedNote =
  'Đơn vị đã chia, tách nhưng chưa rõ số đảng viên về từng nơi nên chỉ tiêu chưa chia được. Đặt chỉ tiêu cho từng đơn vị mới.'
