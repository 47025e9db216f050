// Words of badges, cards and the days that do not count: names, the sentences of refusals, the indicator.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { IndicatorWords } from '#modules/figures/figures.server.ts'
import type { BadgeKind, BadgeState } from './badge.ts'
import type { CardForm, CardKind } from './card-acts.ts'

export const badgeKindNames: Record<BadgeKind, string> = {
  due: 'Đủ tuổi đảng',
  early: 'Tặng sớm do ốm nặng',
  posthumous: 'Truy tặng',
  earlier: 'Đã tặng trước đây',
  reissue: 'Cấp lại',
}

export const badgeStateNames: Record<BadgeState, string> = {
  proposed: 'Chi bộ đề nghị',
  endorsed: 'Cấp ủy đã chuyển',
  awarded: 'Đã tặng',
  put_off: 'Hoãn',
  withdrawn: 'Rút đề nghị',
}

export const gapNames: Record<string, string> = {
  expelled: 'Bị khai trừ',
  removed: 'Bị xóa tên',
  lost_contact: 'Mất liên lạc với tổ chức đảng',
  transfer_gap: 'Gián đoạn khi chuyển sinh hoạt',
  restored: 'Bị đưa ra sai, đã khôi phục: được tính liên tục',
}

export const cardKindNames: Record<CardKind, string> = {
  first: 'Phát thẻ lần đầu (1-TĐV)',
  lost: 'Cấp lại thẻ mất (2-TĐV)',
  damaged: 'Đổi thẻ hỏng (3-TĐV)',
  exchange: 'Đổi sang thẻ gắn chíp',
  check: 'Kiểm tra kỹ thuật thẻ',
}

export const cardFormNames: Record<CardForm, string> = { paper: 'Thẻ giấy', chip: 'Thẻ gắn chíp' }

export const checkNames: Record<string, string> = {
  good: 'Tốt',
  damaged: 'Hỏng',
  wrong: 'Sai thông tin',
  missing: 'Mất',
}

export const cardEndNames: Record<string, string> = {
  lost: 'Mất',
  damaged: 'Hỏng',
  exchange: 'Đổi thẻ',
  taken_back: 'Đã thu lại',
  kept_by_family: 'Gia đình giữ',
}

const LEVELS = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90]

export const badgeWords: IndicatorWords = {
  name: 'Đảng viên được tặng Huy hiệu Đảng',
  short: 'Huy hiệu Đảng',
  unit: 'đảng viên',
  how: 'Đếm Huy hiệu đã tặng, truy tặng theo ngày ký quyết định; cấp lại không tính',
  dimensions: {
    level: { label: 'Mức', values: Object.fromEntries(LEVELS.map((years) => [String(years), `${years} năm`])) },
    round: {
      label: 'Đợt',
      values: { '02-03': 'Đợt 3/2', '05-19': 'Đợt 19/5', '09-02': 'Đợt 2/9', '11-07': 'Đợt 7/11' },
    },
  },
}

export const badgeDetail = (level: number, on: string): string => `Huy hiệu ${level} năm, đợt ${on}`

export const badgesErrors: ErrorCatalogue = {
  'badges.nobody': { status: 422, text: 'Chưa chọn ai. Đánh dấu người cần ghi rồi làm lại.' },
  'badges.too_young': {
    status: 422,
    text: 'Có người chưa gần mức Huy hiệu nào, hoặc không còn sinh hoạt. Bỏ người ấy khỏi danh sách.',
  },
  'badges.not_reached': {
    status: 422,
    text: (d) => `${String(d['name'])} chưa đến mức Huy hiệu tiếp theo, hoặc đã được đề nghị. Tải lại danh sách.`,
  },
  'badges.rule': {
    status: 422,
    text: (d) => [d['name'], d['sentence'] ?? 'Chưa đúng quy định.'].filter(Boolean).map(String).join(': '),
  },
  'badges.reason_required': { status: 422, text: 'Trường hợp này cần nêu lý do.' },
  'badges.given_already': { status: 409, text: 'Mức Huy hiệu này đã được tặng hoặc đang đề nghị. Tải lại danh sách.' },
  'badges.never_given': {
    status: 422,
    text: 'Chưa ghi Huy hiệu mức này, nên chưa cấp lại được. Ghi lần tặng đầu trước.',
  },
  'badges.no_level': {
    status: 422,
    text: 'Không có mức Huy hiệu này. Chọn 30, 40, 45, 50 và cứ 5 năm một mức đến 90.',
  },
  'badges.number_taken': { status: 409, text: 'Số Huy hiệu này đã dùng. Kiểm tra lại số.' },
  'badges.wrong_state': {
    status: 409,
    text: 'Có đề nghị đã qua hoặc chưa đến bước này. Tải lại danh sách rồi chọn lại.',
  },
  'badges.decision_required': { status: 422, text: 'Việc này cần văn bản. Xin ghi số văn bản.' },
  'badges.in_future': { status: 422, text: 'Ngày này chưa đến. Xin ghi ngày muộn nhất là hôm nay.' },
  'badges.days_reversed': { status: 422, text: 'Ngày cuối phải sau ngày đầu. Xin chọn lại.' },
  'badges.gap_overlaps': {
    status: 409,
    text: 'Khoảng này chồng lên khoảng đã ghi. Hủy khoảng ghi nhầm, hoặc chọn ngày khác.',
  },
  'badges.voided_already': { status: 409, text: 'Điều này đã được hủy hoặc kết thúc trước đó. Tải lại trang để xem.' },
  'badges.batch_decided': {
    status: 409,
    text: 'Danh sách này đã có quyết định. Lập danh sách mới cho các trường hợp khác.',
  },
  'badges.listed_already': { status: 409, text: 'Có người đã ở trong danh sách. Tải lại trang rồi chọn lại.' },
  'badges.not_of_unit': { status: 422, text: 'Có người không sinh hoạt trong đơn vị của danh sách. Chọn lại.' },
  'badges.card_already': {
    status: 422,
    text: 'Có người đã có thẻ, hoặc chưa chính thức. Thẻ mất, hỏng thì lập danh sách cấp lại.',
  },
  'badges.no_card': { status: 422, text: 'Có người chưa có số thẻ. Phát thẻ lần đầu trước đã.' },
  'badges.card_taken': { status: 409, text: 'Có số thẻ đã thuộc về người khác. Kiểm tra lại các số.' },
  'badges.no_check': { status: 422, text: 'Danh sách này không phải là kỳ kiểm tra thẻ.' },
  'badges.check_open': { status: 422, text: 'Còn thẻ chưa ghi kết quả kiểm tra. Ghi đủ rồi kết thúc.' },
  'badges.still_member': { status: 422, text: 'Đồng chí này còn sinh hoạt. Thẻ chỉ thu lại khi đã ra khỏi Đảng.' },
  'badges.before_exit': { status: 422, text: 'Ngày thu thẻ phải từ ngày ra khỏi Đảng trở đi.' },
  'badges.exit_card': {
    status: 422,
    text: 'Gia đình giữ thẻ khi đảng viên từ trần; các trường hợp khác chi bộ thu thẻ nộp cấp trên.',
  },
}
