// Words and sentences of coordination: regulations with bodies outside the bloc, what each side owes, and what guests are told.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { monthOf, yearOf } from '#kernel/day.ts'
import type { BodyKind } from './bodies.ts'
import type { InstanceState } from './instances.ts'
import type { ObligationKind } from './obligation-fields.ts'
import { ONCE, periodOfCode } from './rhythm.ts'
import type { Rhythm } from './rhythm.ts'

export const bodyKindNames: Record<BodyKind, string> = {
  local_committee: 'Cấp ủy địa phương',
  agency: 'Cơ quan, đơn vị',
  board: 'Ban của Tỉnh ủy',
  mass_organisation: 'Mặt trận, đoàn thể',
  bloc: 'Đảng ủy khối khác',
  other: 'Khác',
}

export const obligationKindNames: Record<ObligationKind, string> = {
  exchange_plan: 'Trao đổi nghị quyết, chương trình, kế hoạch công tác',
  member_opinion: 'Cho ý kiến về đảng viên nơi cư trú',
  joint_meeting: 'Họp liên tịch',
  report: 'Báo cáo kết quả phối hợp',
  other: 'Việc khác',
}

export const rhythmNames: Record<Rhythm, string> = {
  once: 'Một lần',
  month: 'Hằng tháng',
  quarter: 'Hằng quý',
  half: 'Sáu tháng một lần',
  year: 'Hằng năm',
}

export const instanceStateNames: Record<InstanceState, string> = {
  not_due: 'Chưa đến hạn',
  due_soon: 'Sắp đến hạn',
  late: 'Quá hạn',
  received: 'Chờ xem xét',
  returned: 'Đã trả lại',
  accepted: 'Đã làm',
}

/** Obligations that most regulations have, offered when one is recorded. */
/** In the place of an opinion on members that is for others to read. */
export const opinionKept = 'Ý kiến về đảng viên chỉ hiện với bên gửi và bên nhận.'

export const standardTitles: Record<'exchange_plan' | 'member_opinion' | 'joint_meeting', string> = {
  exchange_plan: 'Trao đổi nghị quyết, chương trình, kế hoạch công tác năm',
  member_opinion: 'Cho ý kiến về đảng viên sinh hoạt nơi cư trú',
  joint_meeting: 'Họp liên tịch đánh giá thực hiện quy chế',
}

/** The name of a committee of which only the locality is known. */
export const committeeOf = (locality: string): string => `Cấp ủy ${locality}`

/** Name of a period by its code: «năm 2025», «6 tháng cuối năm 2025», «quý I/2025», «tháng 3/2025»; `once` has none. */
export function periodName(code: string): string {
  if (code === ONCE) return 'một lần'
  const period = periodOfCode(code)
  if (!period) return code
  const [year, month] = [yearOf(period.from), monthOf(period.from)]
  if (period.rhythm === 'year') return `năm ${year}`
  if (period.rhythm === 'half') return `6 tháng ${month === 1 ? 'đầu' : 'cuối'} năm ${year}`
  if (period.rhythm === 'quarter') return `quý ${['I', 'II', 'III', 'IV'][(month - 1) / 3]}/${year}`
  return `tháng ${month}/${year}`
}

export const coordinationErrors: ErrorCatalogue = {
  'coordination.body_taken': {
    status: 409,
    text: 'Cơ quan này đã có trong danh sách. Mở cơ quan đó để sửa, hoặc ghi tên khác cho rõ.',
  },
  'coordination.body_ended': {
    status: 422,
    text: 'Cơ quan này không còn hoạt động trong thời gian đã ghi. Xin chọn cơ quan khác hoặc sửa ngày.',
  },
  'coordination.body_in_use': {
    status: 409,
    text: 'Cơ quan này đã có việc phối hợp ghi sau ngày kết thúc đã chọn. Xin chọn ngày muộn hơn.',
  },
  'coordination.end_before_start': {
    status: 422,
    text: 'Ngày cuối phải từ ngày bắt đầu trở đi. Xin kiểm tra lại hai ngày.',
  },
  'coordination.number_taken': {
    status: 409,
    text: 'Quy chế số này ký ngày này đã được ghi. Mở quy chế đó trong danh sách để sửa.',
  },
  'coordination.needs_sides': {
    status: 422,
    text: 'Quy chế cần ít nhất một tổ chức của Khối và thêm một bên nữa. Xin chọn đủ các bên.',
  },
  'coordination.unknown_unit': {
    status: 422,
    text: 'Tổ chức này không hoạt động khi quy chế có hiệu lực. Xin chọn tổ chức khác hoặc sửa ngày.',
  },
  'coordination.unit_is_party': {
    status: 409,
    text: 'Tổ chức này còn là một bên của quy chế phối hợp. Xin kết thúc quy chế, cho tổ chức thôi tham gia, hoặc giao cho tổ chức kế thừa.',
  },
  'coordination.one_party': {
    status: 422,
    text: 'Mỗi lần thêm một bên: chọn một tổ chức của Khối, hoặc một cơ quan bên ngoài.',
  },
  'coordination.party_taken': { status: 409, text: 'Bên này đã có trong quy chế. Không cần thêm lần nữa.' },
  'coordination.last_party': {
    status: 409,
    text: 'Bỏ bên này thì quy chế không còn đủ hai bên. Xin kết thúc quy chế thay vì bỏ bên cuối cùng.',
  },
  'coordination.already_ended': {
    status: 409,
    text: 'Quy chế, nghĩa vụ hoặc bên này đã kết thúc trước ngày đó. Tải lại trang để xem ngày kết thúc.',
  },
  'coordination.unknown_party': {
    status: 422,
    text: 'Bên này không thuộc quy chế. Xin chọn trong các bên của quy chế.',
  },
  'coordination.same_party': { status: 422, text: 'Bên làm và bên nhận phải khác nhau. Xin chọn bên nhận khác.' },
  'coordination.change_over_done': {
    status: 409,
    text: 'Đã ghi kết quả của kỳ bắt đầu từ ngày này trở đi. Xin chọn ngày đầu của một kỳ sau các kỳ đã làm.',
  },
  'coordination.change_before_start': {
    status: 422,
    text: 'Ngày thay đổi phải sau ngày nghĩa vụ bắt đầu. Xin chọn ngày muộn hơn.',
  },
  'coordination.unknown_period': {
    status: 422,
    text: 'Kỳ này không có việc phải làm theo quy chế. Xin chọn một kỳ trong bảng theo dõi.',
  },
  'coordination.done_already': {
    status: 409,
    text: 'Kỳ này đã được ghi là đã làm. Muốn ghi lại thì trả lại bản đã ghi, kèm lý do.',
  },
  'coordination.accepted_already': {
    status: 409,
    text: 'Nội dung này đã được tiếp nhận nên không sửa được nữa. Cần bổ sung thì liên hệ văn phòng Đảng ủy.',
  },
  'coordination.done_in_future': { status: 422, text: 'Ngày thực hiện chưa đến. Xin ghi ngày đã làm xong.' },
  'coordination.done_before_signing': {
    status: 422,
    text: 'Ngày thực hiện trước ngày ký quy chế. Xin kiểm tra lại ngày.',
  },
  'coordination.not_waiting': {
    status: 409,
    text: 'Nội dung này không còn chờ xem xét. Tải lại trang để xem tình trạng hiện nay.',
  },
}
