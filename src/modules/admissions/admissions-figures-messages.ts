// Words of the indicators of admissions.
import { formatDay, isDay } from '#kernel/day.ts'
import type { IndicatorWords } from '#modules/figures/figures.server.ts'
import { vettingPurposeNames } from './admissions-messages.ts'

export const vettingWords: IndicatorWords = {
  name: 'Kết luận tiêu chuẩn chính trị',
  short: 'Kết luận chính trị',
  unit: 'trường hợp',
  how: 'Đếm kết luận tiêu chuẩn chính trị của cấp ủy theo ngày kết luận.',
  dimensions: {
    purpose: { label: 'Xem xét để', values: vettingPurposeNames },
    result: { label: 'Kết luận', values: { meets: 'Bảo đảm', fails: 'Không bảo đảm' } },
  },
}

export const introducedWords: IndicatorWords = {
  name: 'Đoàn viên ưu tú được kết nạp trên số được giới thiệu',
  short: 'Đoàn viên ưu tú',
  unit: '%',
  how: 'Mẫu số: nghị quyết giới thiệu của đoàn thanh niên trong kỳ; tử số: trong đó đã có quyết định kết nạp đến cuối kỳ.',
  dimensions: {},
}

export const dayWords = (on: string): string => (isDay(on) ? `ngày ${formatDay(on)}` : '')
