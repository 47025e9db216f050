// Words of the indicators that the register feeds.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DimensionWords, IndicatorWords } from '#modules/figures/figures.server.ts'
import {
  ageBandNames,
  educationNames,
  eventNames,
  seniorityBandNames,
  sexNames,
  theoryClassNames,
} from './members-messages.ts'

const sex: DimensionWords = { label: 'Giới tính', values: sexNames }
const education: DimensionWords = { label: 'Học vấn', values: educationNames }
const ethnicity: DimensionWords = { label: 'Dân tộc', values: { kinh: 'Kinh', minority: 'Dân tộc thiểu số' } }

export const strengthWords: IndicatorWords = {
  name: 'Tổng số đảng viên',
  short: 'Đảng viên',
  unit: 'đảng viên',
  how: 'Đếm đảng viên đang sinh hoạt tại chi bộ trong ngày, kể cả được miễn, tạm miễn, đình chỉ sinh hoạt, hoặc đang sinh hoạt tạm thời nơi khác',
  dimensions: {
    status: { label: 'Diện', values: { full: 'Chính thức', probationary: 'Dự bị' } },
    activity: {
      label: 'Sinh hoạt',
      values: {
        active: 'Đang sinh hoạt',
        exempt: 'Miễn công tác và sinh hoạt',
        paused: 'Tạm miễn sinh hoạt',
        suspended: 'Đình chỉ sinh hoạt',
        away: 'Sinh hoạt tạm thời nơi khác',
      },
    },
    sex,
    ethnicity,
    age: { label: 'Tuổi', values: ageBandNames },
    education,
    theory: { label: 'Lý luận chính trị', values: theoryClassNames },
    seniority: { label: 'Tuổi đảng', values: seniorityBandNames },
    // Names of sectors are the bloc's own.
    sector: { label: 'Loại hình tổ chức cơ sở', values: {} },
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
    age: { label: 'Tuổi', values: ageBandNames },
    education,
  },
}

export const confirmationWords: IndicatorWords = {
  name: 'Đảng viên dự bị được công nhận chính thức',
  short: 'Chính thức',
  unit: 'đảng viên',
  how: 'Đếm quyết định công nhận đảng viên chính thức theo ngày ký',
  dimensions: { timeliness: { label: 'Thời hạn', values: { on_time: 'Đúng hạn', late: 'Chậm' } }, sex },
}

export const admissionRateWords: IndicatorWords = {
  name: 'Tỷ lệ kết nạp so với tổng số đảng viên',
  short: 'Tỷ lệ kết nạp',
  unit: '%',
  how: 'Số quyết định kết nạp trong kỳ trên số đảng viên đầu năm',
  dimensions: {},
}

export const exitWords: IndicatorWords = {
  name: 'Đảng viên đưa ra khỏi Đảng',
  short: 'Ra khỏi Đảng',
  unit: 'đảng viên',
  how: 'Đếm quyết định khai trừ, xóa tên, cho ra khỏi Đảng theo ngày ký',
  dimensions: {
    reason: {
      label: 'Hình thức',
      values: { expulsion: eventNames.expulsion, removal: eventNames.removal, resignation: eventNames.resignation },
    },
    sex,
  },
}

export const transferWords: IndicatorWords = {
  name: 'Chuyển sinh hoạt đảng đi, đến ngoài Khối',
  short: 'Chuyển đi, đến',
  unit: 'lượt',
  how: 'Đếm việc chuyển sinh hoạt đảng ra ngoài và từ ngoài đến theo ngày của giấy tờ; chuyển trong Khối không tính',
  dimensions: {
    direction: { label: 'Chiều', values: { arrival: eventNames.arrival, departure: eventNames.departure } },
  },
}

/** What stands beside a person in the list behind a figure. */
export const bornWords = (on: Day): string => `sinh ${formatDay(on)}`
export const effectiveWords = (on: Day): string => `từ ngày ${formatDay(on)}`
