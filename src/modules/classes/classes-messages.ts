// Words of classes: stages, marks, results, changes, what the indicators count, the certificate, and the sentences of refusals.
import { dayOfMonth, formatDay, isDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import { formatDecimal } from '#kernel/vietnamese/number.ts'
import type { DimensionWords, IndicatorWords } from '#modules/figures/figures.server.ts'
import { sexNames, stateNames as standingNames } from '#modules/members/members.server.ts'
import type { ChangeKind } from './class-store.ts'
import type { LearnerState } from './list-learners.ts'
import type { ClassMark, ClassStage, Outcome, SessionPart, Studied } from './training-class.ts'

export const stageNames: Record<ClassStage, string> = {
  cancelled: 'không tổ chức',
  enrolling: 'đang ghi danh',
  ready: 'chờ khai giảng',
  running: 'đang học',
  attendance: 'chưa điểm danh đủ',
  results: 'chờ kết quả',
  certificates: 'chờ cấp giấy chứng nhận',
  make_up: 'còn người chưa học',
  done: 'đã hoàn thành',
}

export const partNames: Record<SessionPart, string> = {
  morning: 'sáng',
  afternoon: 'chiều',
  evening: 'tối',
  day: 'cả ngày',
}

export const markNames: Record<ClassMark, { label: string; say: string }> = {
  present: { label: 'Có', say: 'có mặt' },
  excused: { label: 'P', say: 'vắng có lý do' },
  absent: { label: 'K', say: 'vắng không lý do' },
}

export const outcomeNames: Record<Outcome, string> = { passed: 'Đạt', failed: 'Không đạt' }

export const studiedNames: Record<Studied, string> = { done: 'đã học', made_up: 'đã học bù', missing: 'chưa học' }

export const learnerStateNames: Record<LearnerState, string> = {
  learning: 'Phải học',
  exempt: 'Không phải học',
  withdrawn: 'Đã rút tên',
  passed: 'Đạt',
  failed: 'Không đạt',
  ungraded: 'Chưa có kết quả',
  certified: 'Đã có giấy chứng nhận',
  uncertified: 'Chưa có giấy chứng nhận',
  done: 'Đã học đủ',
  made_up: 'Đã học bù',
  missing: 'Chưa học',
}

export const changeNames: Record<ChangeKind, string> = {
  postponed: 'Hoãn, đổi ngày',
  cancelled: 'Hủy lớp',
  session_cancelled: 'Bỏ một buổi',
  result_corrected: 'Sửa kết quả',
  certificate_voided: 'Hủy giấy chứng nhận',
}

/** Why somebody need not come: a standing's name, else the words as written. */
export const exemptName = (reason: string): string =>
  (Object.hasOwn(standingNames, reason) ? standingNames[reason as keyof typeof standingNames] : reason).toLowerCase()

/** 05/10 – 09/10/2025, or the one day. */
export const classSpan = (from: Day, to: Day): string =>
  from === to
    ? formatDay(from)
    : `${yearOf(from) === yearOf(to) ? formatDay(from).slice(0, 5) : formatDay(from)} – ${formatDay(to)}`

/** Hundredths of a point as people write them: 850 → 8,5. */
export const points = (hundredths: number | null): string =>
  hundredths === null ? '' : formatDecimal(hundredths / 100, hundredths % 100 === 0 ? 0 : hundredths % 10 === 0 ? 1 : 2)

const sex: DimensionWords = { label: 'Giới tính', values: sexNames }
const held = 'tính theo ngày cuối của lớp, không tính lớp đã hủy hoặc chưa có điểm danh, kết quả'

export const figureWords = {
  awarenessClasses: {
    name: 'Lớp bồi dưỡng nhận thức về Đảng',
    short: 'Lớp nhận thức',
    unit: 'lớp',
    how: `Đếm lớp bồi dưỡng nhận thức về Đảng đã tổ chức; ${held}`,
    dimensions: {},
  },
  awarenessPassed: {
    name: 'Học viên đạt lớp bồi dưỡng nhận thức về Đảng',
    short: 'Học viên nhận thức',
    unit: 'người',
    how: `Đếm người được ghi kết quả đạt, theo chi bộ cử đi học; ${held}`,
    dimensions: { sex },
  },
  newMemberClasses: {
    name: 'Lớp bồi dưỡng đảng viên mới',
    short: 'Lớp đảng viên mới',
    unit: 'lớp',
    how: `Đếm lớp bồi dưỡng đảng viên mới đã tổ chức; ${held}`,
    dimensions: {},
  },
  newMembersPassed: {
    name: 'Học viên đạt lớp bồi dưỡng đảng viên mới',
    short: 'Học viên đảng viên mới',
    unit: 'đảng viên',
    how: `Đếm đảng viên được ghi kết quả đạt, theo chi bộ khi học; ${held}`,
    dimensions: { sex },
  },
  studies: {
    name: 'Hội nghị học tập, quán triệt nghị quyết',
    short: 'Hội nghị học nghị quyết',
    unit: 'hội nghị',
    how: `Đếm đợt học tập, quán triệt nghị quyết đã tổ chức; ${held}`,
    dimensions: {},
  },
  studied: {
    name: 'Tỷ lệ đảng viên học tập, quán triệt nghị quyết',
    short: 'Học nghị quyết',
    unit: '%',
    how: 'Số lượt đảng viên đã học đủ hoặc đã học bù trên số lượt phải học; không tính người được miễn, tạm miễn, đình chỉ sinh hoạt hoặc sinh hoạt tạm thời nơi khác',
    dimensions: { studied: { label: 'Kết quả', values: { done: 'Đã học', made_up: 'Học bù', missing: 'Chưa học' } } },
  },
} satisfies Record<string, IndicatorWords>

const two = (n: number) => String(n).padStart(2, '0')

export const certificateWords = {
  party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  title: 'GIẤY CHỨNG NHẬN',
  certifies: 'chứng nhận',
  person: (sexCode: string) => (sexCode === 'male' ? 'Ông' : 'Bà'),
  born: (on: Day) => `Sinh ngày ${formatDay(on)}`,
  unit: (name: string) => `Đơn vị: ${name}`,
  span: (from: Day, to: Day) =>
    from === to ? `Tổ chức ngày ${formatDay(from)}` : `Từ ngày ${formatDay(from)} đến ngày ${formatDay(to)}`,
  place: (place: string) => `Tại ${place}`,
  rank: (rank: number | null, prize: string | null) =>
    [prize, rank === null ? null : `Xếp thứ ${rank}`].filter(Boolean).join(' · '),
  number: (number: string) => `Số: ${number}`,
  valid: (until: Day) => `Có giá trị đến ngày ${formatDay(until)}`,
  issued: (on: Day) => `Ngày ${two(dayOfMonth(on))} tháng ${two(monthOf(on))} năm ${yearOf(on)}`,
} as const

/** Why a class does not take place when the unit that called it has ended without an heir. */
export const classHandedOver = 'Đơn vị mở lớp đã kết thúc hoạt động.'

const named = (d: ErrorDetails): string => (d['name'] ? `Đồng chí ${String(d['name'])}` : 'Người này')
const on = (d: ErrorDetails, word = 'ngày'): string => (isDay(d['on']) ? ` ${word} ${formatDay(d['on'])}` : '')

export const classesErrors: ErrorCatalogue = {
  'classes.no_sheet': {
    status: 422,
    text: 'Không tìm thấy dòng nào. Tải danh sách hiện nay về, giữ nguyên tên các cột rồi điền vào.',
  },
  'classes.unknown_unit': { status: 422, text: 'Không có đơn vị này vào ngày mở lớp. Xin chọn lại.' },
  'classes.ends_before_beginning': {
    status: 422,
    text: 'Ngày bế giảng phải từ ngày khai giảng trở đi. Xin sửa lại một trong hai ngày.',
  },
  'classes.enrols_after_end': {
    status: 422,
    text: 'Hạn ghi danh phải không muộn hơn ngày cuối của lớp. Xin sửa lại hạn.',
  },
  'classes.too_many_half_days': {
    status: 422,
    text: (d) => `Từ ngày đầu đến ngày cuối chỉ có ${String(d['room'])} buổi. Giảm số buổi, hoặc kéo dài lớp.`,
  },
  'classes.is_cancelled': {
    status: 409,
    text: (d) => `Lớp này đã hủy${on(d, 'từ ngày')}, không ghi thêm được. Mở một lớp mới nếu cần.`,
  },
  'classes.has_begun': {
    status: 409,
    text: (d) => `Lớp đã có điểm danh${on(d)}, không hoãn hay hủy được nữa. Muốn bỏ một buổi, mở buổi ấy ra.`,
  },
  'classes.same_day': { status: 422, text: 'Đây vẫn là ngày khai giảng cũ. Chọn ngày khác, hoặc bỏ qua.' },
  'classes.before_class': {
    status: 422,
    text: (d) => `Buổi học không thể trước ngày khai giảng${on(d)}. Xin sửa lại ngày.`,
  },
  'classes.session_marked': {
    status: 409,
    text: 'Buổi này đã điểm danh nên giữ nguyên ngày. Thêm một buổi khác nếu còn thiếu.',
  },
  'classes.session_cancelled': { status: 409, text: 'Buổi này đã bỏ, không tính nữa. Thêm một buổi mới nếu cần.' },
  'classes.session_to_come': {
    status: 409,
    text: (d) => `Buổi học${on(d)} chưa đến nên chưa điểm danh được. Mở lại trang này trong ngày học.`,
  },
  'classes.nobody_chosen': { status: 422, text: 'Chọn ít nhất một người.' },
  'classes.unknown_person': {
    status: 422,
    text: 'Không có người này trong đơn vị vào ngày mở lớp. Xin kiểm tra họ tên, ngày sinh; người chưa là đảng viên phải có trong danh sách cảm tình Đảng.',
  },
  'classes.several_people': {
    status: 422,
    text: 'Có nhiều người trùng họ tên và ngày sinh. Ghi thêm mã tổ chức để phân biệt.',
  },
  'classes.twice_in_sheet': { status: 422, text: 'Người này đã có ở một dòng trên. Bỏ bớt một dòng.' },
  'classes.certificate_needs_pass': {
    status: 422,
    text: 'Có số giấy chứng nhận thì kết quả phải là Đạt. Xin sửa một trong hai ô.',
  },
  'classes.certificate_needs_day': { status: 422, text: 'Có số giấy chứng nhận thì phải ghi ngày cấp.' },
  'classes.member_already': {
    status: 422,
    text: (d) => `${named(d)} đã là đảng viên vào ngày mở lớp. Lớp này dành cho người chưa vào Đảng.`,
  },
  'classes.not_probationary': {
    status: 422,
    text: (d) => `${named(d)} không phải đảng viên dự bị vào ngày mở lớp. Lớp này dành cho đảng viên dự bị.`,
  },
  'classes.not_member': {
    status: 422,
    text: (d) => `${named(d)} chưa là đảng viên vào ngày mở lớp. Xin chọn đảng viên.`,
  },
  'classes.enrolled_already': {
    status: 409,
    text: (d) => `${named(d)} đã có trong danh sách lớp. Bỏ chọn rồi ghi lại.`,
  },
  'classes.enrolment_closed': {
    status: 409,
    text: (d) => `Đã hết hạn ghi danh${on(d)}. Xin liên hệ nơi mở lớp để được ghi thêm.`,
  },
  'classes.no_quota': {
    status: 409,
    text: 'Đơn vị không có chỉ tiêu của lớp này. Xin liên hệ nơi mở lớp.',
  },
  'classes.quota_full': {
    status: 409,
    text: (d) =>
      `${String(d['unit'])} có ${String(d['seats'])} chỗ, danh sách sẽ là ${String(d['enrolled'])} người. Bỏ bớt người, hoặc xin thêm chỉ tiêu.`,
  },
  'classes.nobody_obliged': {
    status: 409,
    text: 'Lớp này do các đơn vị cử người, không có diện bắt buộc. Dùng Ghi danh để thêm người.',
  },
  'classes.cannot_withdraw': {
    status: 409,
    text: 'Người này đã rút tên, hoặc đã có kết quả. Sửa kết quả trước nếu ghi nhầm.',
  },
  'classes.mark_missing': { status: 422, text: 'Chưa điểm danh. Chọn Có, P hoặc K.' },
  'classes.not_on_list': {
    status: 422,
    text: 'Người này không còn trong danh sách phải học. Tải lại trang rồi ghi lại.',
  },
  'classes.marks_do_not_fit': {
    status: 422,
    text: 'Điểm danh chưa khớp với danh sách lớp. Xem lại từng người rồi lưu.',
  },
  'classes.score': { status: 422, text: 'Điểm từ 0 đến 100, nhiều nhất hai chữ số thập phân. Ví dụ 8,5.' },
  'classes.not_graded': { status: 409, text: 'Loại lớp này không chấm kết quả, chỉ điểm danh.' },
  'classes.not_begun': {
    status: 409,
    text: (d) => `Lớp khai giảng${on(d)}, chưa ghi kết quả được. Xin ghi sau khi học.`,
  },
  'classes.has_certificate': {
    status: 409,
    text: 'Người này đang có giấy chứng nhận. Hủy giấy chứng nhận trước, rồi sửa kết quả.',
  },
  'classes.reason_required': { status: 422, text: 'Kết quả đã ghi từ trước: muốn sửa phải ghi lý do.' },
  'classes.no_certificates': { status: 409, text: 'Loại lớp này không cấp giấy chứng nhận.' },
  'classes.nobody_passed': {
    status: 409,
    text: 'Chưa có học viên nào đạt mà thiếu giấy chứng nhận. Ghi kết quả trước.',
  },
  'classes.pattern': { status: 422, text: 'Mẫu số phải có đúng một chỗ {n} cho số thứ tự. Ví dụ {n}/GCN.' },
  'classes.first_number': { status: 422, text: 'Số đầu chỉ gồm chữ số. Ví dụ 001.' },
  'classes.issued_before_class': {
    status: 422,
    text: (d) => `Ngày cấp không thể trước ngày khai giảng${on(d)}. Xin sửa lại ngày.`,
  },
  'classes.issued_in_future': { status: 422, text: 'Ngày cấp chưa đến. Xin sửa lại ngày.' },
  'classes.number_taken': {
    status: 409,
    text: (d) => `Số ${String(d['number'])} đã cấp trong năm. Chọn số đầu khác.`,
  },
  'classes.voided_already': { status: 409, text: 'Giấy chứng nhận này đã hủy từ trước. Tải lại trang để xem.' },
  'classes.unit_has_classes': {
    status: 409,
    text: (d) =>
      `Đơn vị còn ${String(d['count'])} lớp đang hoặc sắp học (${((d['names'] as string[] | undefined) ?? []).slice(0, 3).join('; ')}). Hoàn thành hoặc hủy các lớp ấy trước.`,
  },
}
