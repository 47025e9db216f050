// Words of the indicator that compares with a target.
import { formatInteger } from '#kernel/vietnamese/number.ts'
import type { IndicatorWords } from '#modules/figures/figures.server.ts'

export const towardsTargetWords: IndicatorWords = {
  name: 'Tiến độ kết nạp so với chỉ tiêu năm',
  short: 'So với chỉ tiêu',
  unit: '%',
  how: 'Số quyết định kết nạp trong kỳ trên tổng chỉ tiêu năm của các tổ chức cơ sở đảng; nơi chưa giao thì lấy chỉ tiêu của đảng bộ',
  dimensions: {},
}

export const targetRecordWords = (value: number): string => `Chỉ tiêu năm: ${formatInteger(value)} đảng viên`
