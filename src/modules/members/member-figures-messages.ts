// Words of the indicators that the register feeds.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DimensionWords, IndicatorWords } from '#modules/figures/figures.server.ts'
import { ageBandNames, sexNames } from './members-messages.ts'

const sex: DimensionWords = { label: 'Giới tính', values: sexNames }
const ethnicity: DimensionWords = { label: 'Dân tộc', values: { kinh: 'Kinh', minority: 'Dân tộc thiểu số' } }

export const strengthWords: IndicatorWords = {
  name: 'Tổng số đảng viên',
  short: 'Đảng viên',
  unit: 'đảng viên',
  how: 'Đếm đảng viên đang sinh hoạt tại chi bộ trong ngày, kể cả được miễn sinh hoạt',
  dimensions: {
    status: { label: 'Diện', values: { full: 'Chính thức', probationary: 'Dự bị' } },
    sex,
    ethnicity,
    age: { label: 'Tuổi', values: ageBandNames },
  },
}

export const admissionWords: IndicatorWords = {
  name: 'Đảng viên mới kết nạp',
  short: 'Kết nạp',
  unit: 'đảng viên',
  how: 'Đếm quyết định kết nạp theo ngày ký',
  dimensions: {
    sex,
    ethnicity,
    youth: { label: 'Đoàn viên', values: { yes: 'Đoàn viên', no: 'Không phải đoàn viên' } },
  },
}

export const confirmationWords: IndicatorWords = {
  name: 'Đảng viên dự bị được công nhận chính thức',
  short: 'Chính thức',
  unit: 'đảng viên',
  how: 'Đếm quyết định công nhận đảng viên chính thức theo ngày ký',
  dimensions: { timeliness: { label: 'Thời hạn', values: { on_time: 'Đúng hạn', late: 'Chậm' } }, sex },
}

/** What stands beside a person in the list behind a figure. */
export const bornWords = (on: Day): string => `sinh ${formatDay(on)}`
export const effectiveWords = (on: Day): string => `từ ngày ${formatDay(on)}`
