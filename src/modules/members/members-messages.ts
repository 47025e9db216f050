// Vietnamese words of the register: lists, states, events, and the sentences of refusals.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import type { AgeBand, EducationLevel, Ethnicity, Religion, SeniorityBand, TheoryLevel } from './code-lists.ts'
import type { EventKind, MemberState } from './member.ts'
import type { MaskedField } from './masked.ts'
import { standingErrors } from './standing-messages.ts'

export const stateNames: Record<MemberState, string> = {
  probationary: 'Dự bị',
  full: 'Chính thức',
  exempt: 'Miễn sinh hoạt',
  paused: 'Tạm miễn sinh hoạt',
  suspended: 'Đình chỉ sinh hoạt',
  away: 'Sinh hoạt tạm thời nơi khác',
  left: 'Đã ra khỏi đảng bộ',
  not_yet: 'Chưa sinh hoạt tại đảng bộ',
}

export const eventNames: Record<EventKind, string> = {
  admission: 'Kết nạp',
  confirmation: 'Công nhận chính thức',
  arrival: 'Chuyển đến',
  departure: 'Chuyển đi',
  move: 'Chuyển chi bộ',
  death: 'Từ trần',
  removal: 'Xóa tên',
  resignation: 'Xin ra khỏi Đảng',
  expulsion: 'Khai trừ',
  exemption: 'Miễn công tác và sinh hoạt',
  restoration: 'Khôi phục đảng tịch',
  pause: 'Tạm miễn sinh hoạt',
  suspension: 'Đình chỉ sinh hoạt',
  resumption: 'Sinh hoạt trở lại',
  temporary_out: 'Đi sinh hoạt tạm thời',
  temporary_return: 'Hết sinh hoạt tạm thời',
  annulment: 'Hủy quyết định',
}

export const sexNames = { female: 'Nữ', male: 'Nam' } as const

export const maskedNames: Record<MaskedField, string> = {
  citizen_id: 'Số định danh cá nhân',
  phone: 'Điện thoại',
  religion: 'Tôn giáo',
  health: 'Tình trạng sức khỏe',
  income: 'Thu nhập',
  property: 'Nhà, đất, tài sản',
  history_notes: 'Đặc điểm lịch sử bản thân',
  relatives: 'Hoàn cảnh gia đình',
  disciplines: 'Kỷ luật',
}

export const educationNames: Record<EducationLevel, string> = {
  primary: 'Tiểu học',
  lower_secondary: 'Trung học cơ sở',
  upper_secondary: 'Trung học phổ thông',
  vocational: 'Trung cấp',
  college: 'Cao đẳng',
  university: 'Đại học',
  master: 'Thạc sĩ',
  doctor: 'Tiến sĩ',
}

export const theoryNames: Record<TheoryLevel, string> = {
  none: 'Chưa qua đào tạo',
  elementary: 'Sơ cấp',
  intermediate: 'Trung cấp',
  advanced: 'Cao cấp',
  bachelor: 'Cử nhân',
}

export const religionNames: Record<Religion, string> = {
  buddhism: 'Phật giáo',
  catholicism: 'Công giáo',
  protestantism: 'Tin lành',
  caodaism: 'Cao Đài',
  hoahaoism: 'Phật giáo Hòa Hảo',
  islam: 'Hồi giáo',
  other: 'Tôn giáo khác',
}

export const ageBandNames: Record<AgeBand, string> = {
  '18-30': 'Đến 30 tuổi',
  '31-40': '31–40 tuổi',
  '41-50': '41–50 tuổi',
  '51-60': '51–60 tuổi',
  '61-up': 'Trên 60 tuổi',
}

export const seniorityBandNames: Record<SeniorityBand | 'none', string> = {
  none: 'Chưa tính (dự bị)',
  'under-10': 'Dưới 10 năm',
  '10-19': '10–19 năm',
  '20-29': '20–29 năm',
  '30-39': '30–39 năm',
  '40-up': 'Từ 40 năm',
}

/** Political theory in the statistics: the two highest are one class. */
export const theoryClassNames = {
  none: theoryNames.none,
  elementary: theoryNames.elementary,
  intermediate: theoryNames.intermediate,
  advanced: `${theoryNames.advanced}, cử nhân`,
} as const

export const ethnicityNames: Record<Ethnicity, string> = {
  kinh: 'Kinh',
  tay: 'Tày',
  thai: 'Thái',
  muong: 'Mường',
  mong: 'Mông',
  khmer: 'Khmer',
  nung: 'Nùng',
  dao: 'Dao',
  hoa: 'Hoa',
  'gia-rai': 'Gia Rai',
  'e-de': 'Ê Đê',
  'ba-na': 'Ba Na',
  'xo-dang': 'Xơ Đăng',
  'san-chay': 'Sán Chay',
  'co-ho': 'Cơ Ho',
  cham: 'Chăm',
  'san-diu': 'Sán Dìu',
  hre: 'Hrê',
  'ra-glai': 'Ra Glai',
  mnong: 'Mnông',
  xtieng: 'Xtiêng',
  'bru-van-kieu': 'Bru - Vân Kiều',
  tho: 'Thổ',
  'kho-mu': 'Khơ Mú',
  'co-tu': 'Cơ Tu',
  giay: 'Giáy',
  'gie-trieng': 'Gié Triêng',
  'ta-oi': 'Tà Ôi',
  ma: 'Mạ',
  co: 'Co',
  'cho-ro': 'Chơ Ro',
  'ha-nhi': 'Hà Nhì',
  'xinh-mun': 'Xinh Mun',
  churu: 'Chu Ru',
  lao: 'Lào',
  khang: 'Kháng',
  'la-chi': 'La Chí',
  'phu-la': 'Phù Lá',
  'la-hu': 'La Hủ',
  'la-ha': 'La Ha',
  'pa-then': 'Pà Thẻn',
  chut: 'Chứt',
  lu: 'Lự',
  'lo-lo': 'Lô Lô',
  mang: 'Mảng',
  'co-lao': 'Cờ Lao',
  'bo-y': 'Bố Y',
  cong: 'Cống',
  ngai: 'Ngái',
  'si-la': 'Si La',
  'pu-peo': 'Pu Péo',
  'ro-mam': 'Rơ Măm',
  brau: 'Brâu',
  'o-du': 'Ơ Đu',
  foreign: 'Gốc nước ngoài',
  other: 'Dân tộc khác',
}

const namesOf = (details: ErrorDetails): string => {
  const names = (details['names'] as string[] | undefined) ?? []
  return names.slice(0, 5).join(', ') + (Number(details['count'] ?? names.length) > 5 ? ', …' : '')
}
const standingText = (details: ErrorDetails): string =>
  String(stateNames[details['standing'] as MemberState] ?? 'không sinh hoạt').toLowerCase()

const on = (details: ErrorDetails): string => (isDay(details['on']) ? `ngày ${formatDay(details['on'])}` : 'ngày đó')

export const membersErrors: ErrorCatalogue = {
  'members.unknown_cell': {
    status: 404,
    text: 'Không có chi bộ này, hoặc đồng chí không được ghi cho chi bộ này. Xin chọn lại trong danh sách.',
  },
  'members.not_a_cell': {
    status: 422,
    text: 'Đảng viên chỉ sinh hoạt ở chi bộ. Đơn vị này không phải chi bộ: xin chọn một chi bộ bên dưới nó.',
  },
  'members.cell_not_there': {
    status: 422,
    text: (d) => `Vào ${on(d)} chi bộ này chưa lập hoặc đã kết thúc hoạt động. Xin chọn chi bộ khác hoặc sửa ngày.`,
  },
  'members.cell_ends': {
    status: 422,
    text: (d) =>
      `Chi bộ này không còn là chi bộ từ ${on(d)} (đã ghi việc kết thúc hoặc đổi loại hình). Chọn chi bộ tiếp nhận từ ngày đó.`,
  },
  'members.cell_not_empty': {
    status: 409,
    text: (d) =>
      `Còn ${String(d['count'])} đảng viên sinh hoạt tại chi bộ này từ ${on(d)} trở đi. Chuyển các đồng chí ấy sang chi bộ khác trước, rồi kết thúc chi bộ.`,
  },
  'members.two_cells': {
    status: 422,
    text: (d) =>
      `Từ ${on(d)} đồng chí này đã được ghi ở một chi bộ khác; một người không sinh hoạt ở hai chi bộ trong cùng một ngày. Xin sửa ngày.`,
  },
  'members.two_statuses': { status: 422, text: (d) => `Từ ${on(d)} đã ghi một diện đảng viên khác. Xin sửa ngày.` },
  'members.same_cell': { status: 422, text: 'Đồng chí này đang sinh hoạt ở chính chi bộ đó. Xin chọn chi bộ khác.' },
  'members.not_yet': {
    status: 422,
    text: (d) => `Đồng chí này sinh hoạt tại đảng bộ từ ${on(d)}. Xin nhập ngày từ hôm đó trở đi.`,
  },
  'members.not_member_then': {
    status: 422,
    text: 'Vào ngày này đồng chí đó không phải là đảng viên của đảng bộ. Xin sửa ngày.',
  },
  'members.left_already': {
    status: 409,
    text: (d) => `Đồng chí này đã ra khỏi đảng bộ từ ${on(d)}. Nếu ghi nhầm, sửa lại sự việc đó trong lịch sử.`,
  },
  'members.not_left': { status: 409, text: 'Đồng chí này đang là đảng viên của đảng bộ, không cần khôi phục.' },
  'members.restored_too_early': {
    status: 422,
    text: (d) => `Ngày khôi phục phải từ ${on(d)}, ngày ra khỏi Đảng, trở đi.`,
  },
  'members.already_full': { status: 409, text: (d) => `Đồng chí này đã là đảng viên chính thức từ ${on(d)}.` },
  'members.later_fact': {
    status: 422,
    text: (d) => `Đã có một sự việc ghi từ ${on(d)}. Xin nhập ngày sau đó, hoặc sửa sự việc ấy trước.`,
  },
  'members.before_admission': { status: 422, text: (d) => `Ngày này trước ngày kết nạp (${on(d)}). Xin kiểm tra lại.` },
  'members.confirmed_before_admission': {
    status: 422,
    text: (d) => `Ngày chính thức phải sau ngày kết nạp (${on(d)}). Xin kiểm tra lại.`,
  },
  'members.confirmed_after_arrival': {
    status: 422,
    text: 'Đồng chí này được công nhận chính thức sau khi chuyển đến: tiếp nhận là dự bị, rồi ghi công nhận chính thức.',
  },
  'members.status_without_cell': {
    status: 422,
    text: 'Mỗi ngày là đảng viên phải có đúng một chi bộ. Xin kiểm tra các khoảng thời gian.',
  },
  'members.status_against_confirmation': {
    status: 422,
    text: 'Diện đảng viên không khớp với ngày chính thức. Xin kiểm tra lại.',
  },
  'members.exempt_not_full': { status: 422, text: 'Chỉ miễn sinh hoạt cho đảng viên chính thức.' },
  'members.exempt_already': { status: 409, text: 'Đồng chí này đang được miễn công tác và sinh hoạt.' },
  'members.not_exempt': { status: 409, text: 'Đồng chí này không được miễn sinh hoạt vào ngày đó.' },
  ...standingErrors,
  'members.not_active': {
    status: 409,
    text: (d) => `Vào ngày đó đồng chí này đang ở diện khác (${standingText(d)}). Ghi sinh hoạt trở lại trước.`,
  },
  'members.until_before': { status: 422, text: (d) => `Ngày hết hạn phải sau ngày bắt đầu (${on(d)}).` },
  'members.suspended_already': { status: 409, text: 'Đồng chí này đang bị đình chỉ sinh hoạt vào ngày đó.' },
  'members.not_paused': {
    status: 409,
    text: 'Vào ngày đó đồng chí này không tạm miễn, không bị đình chỉ sinh hoạt. Xin kiểm tra lại ngày.',
  },
  'members.not_away': {
    status: 409,
    text: 'Vào ngày đó đồng chí này không sinh hoạt tạm thời ở nơi khác. Xin kiểm tra lại ngày.',
  },
  'members.not_full_yet': {
    status: 409,
    text: 'Đồng chí này còn dự bị, không có quyết định công nhận chính thức để hủy.',
  },
  'members.left_day_differs': {
    status: 422,
    text: 'Ngày ra khỏi đảng bộ không khớp với khoảng sinh hoạt cuối. Xin kiểm tra lại.',
  },
  'members.empty_span': {
    status: 422,
    text: 'Ngày này làm một khoảng sinh hoạt không còn ngày nào. Xin kiểm tra lại ngày.',
  },
  'members.in_future': { status: 422, text: 'Ngày này còn ở tương lai. Xin ghi khi việc đã có hiệu lực.' },
  'members.effective_before_decision': {
    status: 422,
    text: 'Lễ kết nạp không thể trước ngày ký quyết định. Xin kiểm tra lại.',
  },
  'members.birth_on': { status: 422, text: 'Ngày sinh chưa hợp lý. Xin kiểm tra lại.' },
  'members.decision_required': { status: 422, text: 'Việc này phải dẫn quyết định: nhập số và nơi ban hành.' },
  'members.decision_day': {
    status: 422,
    text: (d) => `Ngày ký phải trùng ngày ban hành của văn bản được dẫn (${on(d)}).`,
  },
  'members.confirmed_on_required': {
    status: 422,
    text: 'Chưa có quy định về thời gian dự bị của năm kết nạp này. Xin nhập ngày chính thức.',
  },
  'members.citizen_id': { status: 422, text: 'Số định danh cá nhân có 12 chữ số.' },
  'members.phone': { status: 422, text: 'Số điện thoại có 9 đến 12 chữ số.' },
  'members.general_grade': {
    status: 422,
    text: 'Ghi lớp đã học xong trên hệ phổ thông của thời đó, ví dụ 12/12 hoặc 10/10.',
  },
  'members.service_days': { status: 422, text: 'Ngày xuất ngũ phải từ ngày nhập ngũ trở đi. Xin kiểm tra lại.' },
  'members.reason_to_correct': {
    status: 422,
    text: 'Có nội dung đang ghi bị thay đổi. Xin nêu lý do, ví dụ: đối chiếu với giấy khai sinh.',
  },
  'members.card_taken': { status: 409, text: 'Số thẻ này đã ghi cho một đảng viên khác. Xin kiểm tra lại.' },
  'members.namesake': {
    status: 409,
    text: 'Đã có người cùng họ tên và ngày sinh trong đảng bộ. Kiểm tra danh sách; nếu đúng là người khác, đánh dấu vào ô bên dưới rồi gửi lại.',
  },
  'members.rule': { status: 422, text: (d) => String(d['sentence'] ?? 'Chưa đúng quy định.') },
  'members.period_reversed': { status: 422, text: 'Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.' },
  'members.without_place': {
    status: 409,
    text: (d) =>
      `Còn ${String(d['count'])} đảng viên chưa có nơi sinh hoạt mới (${namesOf(d)}). Chọn chi bộ cho từng người, hoặc cho cả phần còn lại của chi bộ.`,
  },
  'members.later_facts': {
    status: 409,
    text: (d) =>
      `Đã ghi việc từ ${on(d)} trở đi của ${String(d['count'])} đảng viên thuộc chi bộ này (${namesOf(d)}). Đính chính các việc ấy, hoặc chọn ngày thực hiện sau đó.`,
  },
  'members.moves_followed': {
    status: 409,
    text: (d) =>
      `Sau khi thực hiện đã có việc mới của đảng viên (${namesOf(d)}), không trả lại nguyên trạng được. Xin lập phương án đính chính.`,
  },
  'members.event_voided': { status: 409, text: 'Sự việc này đã được đính chính trước đó. Xin mở lại trang.' },
}
