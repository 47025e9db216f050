// Words of dues: classes, causes, channels, how a due came about, the sentences of refusals, the indicator.

import type { ErrorCatalogue } from '#kernel/errors.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'
import type { IndicatorWords } from '#modules/figures/figures.server.ts'
import type { Channel, DuesClass, Region, ReliefCause, Why } from './dues.ts'
import type { LineKind } from './list-lines.ts'

export const classNames: Record<DuesClass, string> = {
  insured: 'Hưởng lương, đóng bảo hiểm xã hội bắt buộc',
  sick_leave: 'Nghỉ ốm đau, thai sản hưởng bảo hiểm xã hội',
  pensioner: 'Hưởng lương hưu',
  student: 'Học sinh, sinh viên',
  other: 'Đối tượng khác (theo lương tối thiểu vùng)',
  abroad: 'Ở nước ngoài',
}

export const causeNames: Record<ReliefCause, string> = {
  social_pension: 'Hưởng trợ cấp hưu trí xã hội',
  poor_household: 'Hộ nghèo, cận nghèo',
  serious_illness: 'Bệnh hiểm nghèo',
  hardship: 'Hoàn cảnh khó khăn',
}

export const channelNames: Record<Channel, string> = {
  cash: 'Tiền mặt',
  portal: 'Cổng dịch vụ công',
  transfer: 'Chuyển khoản',
}

export const regionNames: Record<Region, string> = { I: 'Vùng I', II: 'Vùng II', III: 'Vùng III', IV: 'Vùng IV' }

export const whyNames: Record<Why, string> = {
  rate: '',
  cut: 'Được giảm',
  deferred: 'Tạm miễn sinh hoạt, đóng sau được',
  waived: 'Được miễn',
  seniority: 'Miễn do tuổi đảng',
  away: 'Đóng ở nơi sinh hoạt tạm thời',
  entry: 'Tháng này đã đóng ở nơi cũ',
  unknown_class: 'Chưa ghi diện đóng',
  unknown_base: 'Chưa ghi mức tính',
  unknown_region: 'Chưa ghi vùng lương tối thiểu',
}

export const lineKindNames: Record<LineKind, string> = {
  all: 'Tất cả',
  due: 'Phải nộp',
  paid: 'Đã nộp',
  unpaid: 'Chưa nộp',
  freed: 'Miễn, giảm',
  voluntary: 'Nộp thêm tự nguyện',
  unknown: 'Chưa tính được',
}

/** Money as people write it. */
export const moneyText = (amount: number): string => `${formatInteger(amount)} đ`

export const duesWords: IndicatorWords = {
  name: 'Thu, nộp đảng phí so với phải nộp',
  short: 'Đảng phí',
  unit: '%',
  how: 'Số đảng phí đã nộp trên số phải nộp của các tháng kết thúc trong kỳ; không tính phần tự nguyện nộp thêm',
  dimensions: {
    channel: { label: 'Cách nộp', values: { ...channelNames, none: 'Chưa nộp' } },
  },
}

export const duesLineWords = (
  month: number,
  year: number,
  due: number,
  paid: number | null,
  on: string | null,
): string =>
  `tháng ${month}/${year}: phải nộp ${moneyText(due)}, ${paid === null ? 'chưa nộp' : `đã nộp ${moneyText(paid)} ngày ${on ?? ''}`}`

export const duesErrors: ErrorCatalogue = {
  'dues.month': { status: 422, text: 'Tháng viết như 11/2026. Xin nhập lại.' },
  'dues.month_ahead': {
    status: 422,
    text: 'Bảng thu chỉ lập đến tháng sau. Đóng trước nhiều tháng thì ghi ở trang của từng đảng viên.',
  },
  'dues.month_not_begun': { status: 422, text: 'Tháng này chưa đến, chưa khóa bảng được. Xin khóa khi đã thu xong.' },
  'dues.months_reversed': { status: 422, text: 'Tháng cuối phải từ tháng đầu trở đi. Xin chọn lại.' },
  'dues.paid_in_future': { status: 422, text: 'Ngày này chưa đến. Xin ghi ngày đã thu, muộn nhất là hôm nay.' },
  'dues.not_a_cell': { status: 422, text: 'Tháng này đơn vị không phải là chi bộ. Xin chọn chi bộ thu đảng phí.' },
  'dues.not_on_sheet': {
    status: 422,
    text: 'Đồng chí này không còn trong danh sách tháng này. Tải lại trang rồi thu tiếp.',
  },
  'dues.amount_missing': {
    status: 422,
    text: 'Chưa tính được số phải nộp. Xin nhập số tiền, hoặc ghi diện đóng của đồng chí này trước.',
  },
  'dues.nothing_due': { status: 422, text: 'Các tháng này không phải nộp. Nếu tự nguyện nộp, xin nhập số tiền.' },
  'dues.paid_already': {
    status: 409,
    text: 'Tháng này đã có khoản nộp. Tải lại trang; nếu ghi nhầm thì hủy khoản cũ rồi ghi lại.',
  },
  'dues.sheet_closed': { status: 409, text: 'Bảng thu tháng này đã khóa. Mở lại bảng, nêu lý do, rồi sửa.' },
  'dues.sheet_open': { status: 409, text: 'Bảng thu tháng này đang mở sẵn.' },
  'dues.no_sheet': { status: 422, text: 'Chi bộ chưa lập bảng thu tháng này. Lưu bảng trước đã.' },
  'dues.due_unknown': {
    status: 422,
    text: (d) =>
      `Còn ${String(d['count'])} đồng chí chưa tính được số phải nộp. Ghi diện đóng, mức tính hoặc vùng rồi khóa bảng.`,
  },
  'dues.voided_already': { status: 409, text: 'Khoản này đã được hủy trước đó. Tải lại trang để xem.' },
  'dues.acknowledged_already': {
    status: 409,
    text: 'Cấp trên đã xác nhận khoản này. Muốn sửa thì hai bên đối chiếu rồi ghi một khoản mới.',
  },
  'dues.acknowledged_before': { status: 422, text: 'Ngày nhận phải từ ngày nộp trở đi. Xin chọn lại.' },
  'dues.relief_overlaps': {
    status: 409,
    text: 'Thời gian này đã có quyết định miễn, giảm khác. Hủy quyết định ghi nhầm, hoặc chọn tháng khác.',
  },
  'dues.cut_of_waiver': {
    status: 422,
    text: 'Trường hợp này được miễn cả (100%). Giảm một phần chỉ khi hoàn cảnh khó khăn.',
  },
  'dues.decision_required': { status: 422, text: 'Miễn, giảm cần văn bản của cấp ủy. Xin ghi số văn bản.' },
  'dues.region_later': { status: 409, text: 'Đã ghi vùng từ tháng này hoặc sau đó. Xin chọn tháng muộn hơn.' },
  'dues.rule': { status: 422, text: (d) => String(d['sentence'] ?? 'Chưa đúng quy định.') },
  'dues.no_lines': {
    status: 422,
    text: 'Tệp không có dòng nào ghi nhận được. Dùng mẫu tải về, giữ hàng tiêu đề rồi thử lại.',
  },
  'dues.unknown_member': {
    status: 422,
    text: (d) => `Không thấy đảng viên này trong chi bộ (dòng ${String(d['line'] ?? '')}). Kiểm tra lại tệp.`,
  },
}
