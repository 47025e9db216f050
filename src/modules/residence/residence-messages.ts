// Words and sentences about members and their places of residence.
import { dayOfMonth, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import type { Category, EndReason, ListState, RemarkSource } from './residence.ts'

export const categoryNames: Record<Category, string> = {
  A: 'Giới thiệu, miễn sinh hoạt nơi cư trú',
  B: 'Miễn giới thiệu',
  C: 'Giới thiệu, tham gia sinh hoạt nơi cư trú',
}

export const endReasonNames: Record<EndReason, string> = {
  moved: 'Đổi nơi cư trú',
  category: 'Đổi diện',
  left: 'Rời đảng bộ',
  cell_ended: 'Chi bộ nơi cư trú kết thúc',
}

export const sourceNames: Record<RemarkSource, string> = {
  link: 'Qua đường dẫn',
  paper: 'Bản giấy',
  portal: 'Cổng dịch vụ công',
}

export const listStateNames: Record<ListState, string> = {
  not_introduced: 'Chưa giới thiệu',
  no_remark: 'Chưa có nhận xét năm',
  returned: 'Nhận xét đã trả lại',
  no_letter: 'Chưa có số giấy giới thiệu',
  has_remark: 'Đã có nhận xét năm',
  A: 'Miễn sinh hoạt nơi cư trú',
  B: 'Miễn giới thiệu',
  C: 'Tham gia sinh hoạt nơi cư trú',
}

export const requestStateNames = { open: 'Đang chờ nhận xét', sent: 'Đã gửi, chờ tiếp nhận', closed: 'Đã tiếp nhận' }

const two = (n: number) => String(n).padStart(2, '0')

export const letterWords = {
  party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  number: 'Số',
  symbol: 'GT',
  place: '…………',
  kind: 'GIẤY GIỚI THIỆU',
  subject: ['đảng viên giữ mối liên hệ với chi ủy, đảng ủy cơ sở', 'và nhân dân nơi cư trú'],
  recipients: 'Nơi nhận:',
  recipientLines: ['Như trên,', 'Đảng viên được giới thiệu,', 'Lưu chi bộ.'],
  authority: ['T/M CẤP ỦY'],
  post: 'BÍ THƯ',
  draft: 'DỰ THẢO',
}

const issuerWords = (name: string) => name.replace(/^Đảng bộ/u, 'Đảng ủy')
export const letterIssuer = (unitName: string): string => issuerWords(unitName).toLocaleUpperCase('vi')
export const letterDay = (on: Day | null, year: number): string =>
  on === null ? `ngày … tháng … năm ${year}` : `ngày ${two(dayOfMonth(on))} tháng ${two(monthOf(on))} năm ${yearOf(on)}`

const dayText = (on: Day) => `${two(dayOfMonth(on))}/${two(monthOf(on))}/${yearOf(on)}`

export const letterLines = (given: {
  body: string
  cell: string
  unit: string
  name: string
  birthOn: Day
  admittedOn: Day
  cardNumber: string | null
  address: string | null
  exempt: string | null
}): string[] => [
  `Kính gửi: ${given.body}, ${given.cell}.`,
  `${issuerWords(given.unit)} giới thiệu đồng chí ${given.name}, sinh ngày ${dayText(given.birthOn)}, vào Đảng ngày ${dayText(given.admittedOn)}${given.cardNumber ? `, số thẻ đảng viên ${given.cardNumber}` : ''}.`,
  `Hiện sinh hoạt tại: ${given.unit}.`,
  `Nơi ở: ${given.address ?? '……………………………………'}.`,
  given.exempt === null
    ? 'Đề nghị chi ủy tiếp nhận, tạo điều kiện để đồng chí giữ mối liên hệ và thực hiện nghĩa vụ nơi cư trú; cuối năm cho ý kiến nhận xét.'
    : `Đồng chí thuộc diện được miễn sinh hoạt nơi cư trú (${given.exempt}); đề nghị chi ủy tiếp nhận để quản lý.`,
  'Thực hiện theo Quy định số 213-QĐ/TW ngày 02/01/2020 của Bộ Chính trị.',
]

const days = { status: 422 as const }
const count = (details: ErrorDetails) => String(details['count'] ?? '')

export const residenceErrors: ErrorCatalogue = {
  'residence.in_future': { ...days, text: 'Ngày này chưa đến. Xin ghi ngày hôm nay hoặc trước đó.' },
  'residence.before_membership': { ...days, text: 'Ngày này trước khi đảng viên vào đảng bộ. Xin ghi ngày về sau.' },
  'residence.left_already': { ...days, text: 'Đảng viên đã rời đảng bộ trước ngày này. Xin xem lại ngày, hoặc hồ sơ đảng viên.' }, // prettier-ignore
  'residence.cell_needed': { ...days, text: 'Cần chọn chi bộ nơi cư trú.' },
  'residence.cell_not_needed': {
    ...days,
    text: 'Diện miễn giới thiệu không ghi chi bộ nơi cư trú. Xin bỏ trống ô này.',
  },
  'residence.ground_needed': { ...days, text: 'Cần chọn lý do được miễn, theo danh mục của quy định.' },
  'residence.ground_not_needed': { ...days, text: 'Diện tham gia sinh hoạt không ghi lý do miễn. Xin bỏ trống ô này.' },
  'residence.before_last': {
    status: 409,
    text: 'Đã có lần giới thiệu từ ngày này hoặc về sau. Xin ghi ngày sau đó, hoặc hủy lần giới thiệu ghi nhầm.',
  },
  'residence.nothing_new': {
    status: 409,
    text: 'Đảng viên đang được giới thiệu đúng như vậy. Không có gì để ghi thêm.',
  },
  'residence.unknown_cell': { ...days, text: 'Không thấy chi bộ nơi cư trú này. Xin chọn lại trong danh sách, hoặc thêm mới.' }, // prettier-ignore
  'residence.cell_ended': { ...days, text: 'Chi bộ nơi cư trú này đã kết thúc. Xin chọn chi bộ khác.' },
  'residence.letter_without_day': { ...days, text: 'Có số giấy giới thiệu thì cần ghi ngày ký.' },
  'residence.no_letter_needed': { ...days, text: 'Diện miễn giới thiệu không có giấy giới thiệu.' },
  'residence.nobody': { ...days, text: 'Cần chọn ít nhất một đảng viên.' },
  'residence.ended_already': { status: 409, text: 'Lần giới thiệu này đã kết thúc. Xin tải lại trang.' },
  'residence.end_before_start': { ...days, text: 'Ngày cuối trước ngày giới thiệu. Xin xem lại.' },
  'residence.link_has_remarks': {
    status: 409,
    text: 'Lần giới thiệu này đã có nhận xét. Xin hủy nhận xét ghi nhầm trước, rồi mới hủy lần giới thiệu.',
  },
  'residence.unknown_body': { ...days, text: 'Không thấy cấp ủy xã, phường này. Xin thêm trong mục Phối hợp rồi chọn lại.' }, // prettier-ignore
  'residence.cell_taken': { status: 409, text: 'Cấp ủy này đã có chi bộ cùng tên. Xin chọn chi bộ đã có.' },
  'residence.cell_in_use': {
    status: 409,
    text: (details) => `Còn ${count(details)} đảng viên được giới thiệu về đây sau ngày đó. Xin giới thiệu lại trước.`,
  },
  'residence.remark_taken': { status: 409, text: 'Năm này đã có nhận xét. Xin mở nhận xét đó để đính chính.' },
  'residence.before_year': { ...days, text: 'Ngày nhận xét trước năm được nhận xét. Xin xem lại.' },
  'residence.year_to_come': { ...days, text: 'Năm này chưa đến. Xin chọn năm nay hoặc năm trước.' },
  'residence.not_introduced': {
    ...days,
    text: 'Cuối năm đó đảng viên chưa được giới thiệu về nơi cư trú. Xin ghi giới thiệu trước.',
  },
  'residence.not_by_link': { status: 409, text: 'Nhận xét này do đơn vị nhập. Xin đính chính ngay tại đây.' },
  'residence.returned_already': { status: 409, text: 'Nhận xét này đã trả lại, đang chờ nơi cư trú viết lại.' },
  'residence.no_cell_chosen': { ...days, text: 'Cần chọn ít nhất một chi bộ nơi cư trú.' },
  'residence.due_after_link': { ...days, text: 'Đường dẫn hết hạn trước ngày cần có nhận xét. Xin đặt ngày hết hạn về sau.' }, // prettier-ignore
  'residence.closed_already': { status: 409, text: 'Đã tiếp nhận rồi. Cần hỏi lại thì tạo đường dẫn mới.' },
  'residence.not_sent': { status: 409, text: 'Nơi cư trú chưa báo đã gửi đủ, nên chưa có gì để trả lại.' },
  'residence.remark_on_paper': {
    status: 409,
    text: 'Nhận xét này đã được nhập từ bản giấy. Cần sửa thì xin báo đơn vị đã gửi đường dẫn.',
  },
  'residence.no_sheet': {
    ...days,
    text: 'Không thấy các cột cần có trong tệp. Xin tải danh sách hiện nay, điền vào đó rồi chọn lại.',
  },
  'residence.sheet_unknown': {
    ...days,
    text: 'Không thấy đảng viên này trong danh sách của đơn vị. Xin xem lại họ tên và ngày sinh.',
  },
  'residence.sheet_several': { ...days, text: 'Có nhiều đảng viên cùng họ tên. Xin ghi đúng ngày sinh.' },
  'residence.sheet_category': { ...days, text: 'Diện ghi A, B hoặc C.' },
  'residence.nothing_written': {
    status: 409,
    text: 'Chưa có nhận xét nào. Xin viết nhận xét trước khi báo đã gửi đủ.',
  },
}
