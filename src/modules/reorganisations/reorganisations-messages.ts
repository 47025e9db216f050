// Vietnamese words of plans of reorganisation: states, acts, areas, what is missing and what to do about it, and every refusal.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import { committeesErrors } from '#modules/committees/committees.server.ts'
import { citation, describeValue } from '#modules/rulebook/rulebook.server.ts'
import type { Explanation } from '#modules/rulebook/rulebook.server.ts'
import { unitErrors, unitKindNames } from '#modules/units/units.server.ts'
import { isUnitKind } from '#modules/units/units.server.ts'
import type { PlanActKind } from './plan-acts.ts'
import type { PlanState } from './plan.ts'
import type { Missing } from './work-out.ts'

export const planStateNames: Readonly<Record<PlanState, string>> = {
  draft: 'Đang soạn',
  shared: 'Đang lấy ý kiến',
  scheduled: 'Đã chốt, chờ ngày',
  applied: 'Đã thực hiện',
  withdrawn: 'Đã rút',
  reversed: 'Đã hủy kết quả',
}

export const planActNames: Readonly<Record<PlanActKind, string>> = {
  found: 'Thành lập',
  consolidate: 'Hợp nhất',
  absorb: 'Sáp nhập',
  split: 'Chia',
  separate: 'Tách',
  move: 'Chuyển trực thuộc',
  transfer_in: 'Tiếp nhận từ nơi khác',
  transfer_out: 'Chuyển đi nơi khác',
  rename: 'Đổi tên',
  change: 'Đổi loại hình, thông tin',
  dissolve: 'Giải thể',
  appoint: 'Chỉ định chức vụ',
  settle: 'Bàn giao việc đang làm',
  consent: 'Văn bản đồng ý của cấp trên',
}

/** What goes on in a unit, area by area; one not known here is shown as «công việc khác». */
export const areaNames: Readonly<Record<string, string>> = {
  members: 'đảng viên',
  transfers: 'lần chuyển sinh hoạt chưa xong',
  dossiers: 'hồ sơ kết nạp đang làm',
  meetings: 'buổi sinh hoạt đã lên lịch',
  held_meetings: 'buổi sinh hoạt đã ghi từ ngày ấy',
  classes: 'lớp học, hội thi đang hoặc sắp mở',
  tasks: 'nhiệm vụ',
  reports: 'phần báo cáo',
  conferences: 'hội nghị',
  posts: 'chức vụ',
  rights: 'quyền của tài khoản',
  congresses: 'đại hội',
  regulations: 'quy chế phối hợp',
}

const text = (params: ErrorDetails, name: string): string => String(params[name] ?? '')
const dayOf = (params: ErrorDetails, name = 'on'): string => (isDay(params[name]) ? formatDay(params[name]) : '')
const areaOf = (params: ErrorDetails): string => areaNames[text(params, 'area')] ?? 'công việc khác'
const namesOf = (params: ErrorDetails): string => {
  const names = (params['names'] as string[] | undefined) ?? []
  return names.slice(0, 5).join(', ') + (Number(params['count'] ?? names.length) > 5 ? ', …' : '')
}
const kindOf = (value: unknown): string => (isUnitKind(value) ? unitKindNames[value] : 'tổ chức')

function thresholdWords(params: ErrorDetails): string {
  const explanation = params['explanation'] as Explanation | undefined
  const [unit, outcome, direction] = [text(params, 'unit'), params['outcome'], params['direction']]
  const basis = explanation ? ` ${citation(explanation)}` : ''
  const value = explanation
    ? ` (${explanation.title.toLocaleLowerCase('vi')}: ${describeValue(explanation.value)})`
    : ''
  if (params['rule'] === 'EXE-01') {
    return direction === 'up'
      ? `${unit} sẽ có ${text(params, 'full')} đảng viên chính thức: bầu chi ủy.${basis}`
      : `${unit} chỉ còn ${text(params, 'full')} đảng viên chính thức: không lập chi ủy.${basis}`
  }
  if (params['rule'] === 'EXE-05') {
    return direction === 'up'
      ? `${unit} sẽ có ${text(params, 'seats')} cấp ủy viên: bầu ban thường vụ.${basis}`
      : `${unit} chỉ có ${text(params, 'seats')} cấp ủy viên: không lập ban thường vụ.${basis}`
  }
  if (params['rule'] === 'ORG-05') {
    return `${unit} sẽ có ${text(params, 'members')} đảng viên mà là ${kindOf(params['kind']).toLocaleLowerCase('vi')}: cần văn bản đồng ý của cấp ủy cấp trên. Ghi số, ngày văn bản vào phương án.${basis}`
  }
  if (params['rule'] === 'ORG-11') {
    return `${unit} sẽ có ${text(params, 'members')} đảng viên: xem xét đổi loại hình tổ chức.${basis}`
  }
  const end =
    outcome === 'refusal'
      ? 'Chuyển thêm đảng viên đến, hoặc nhập vào chi bộ khác.'
      : 'Cấp trên cần bổ sung đảng viên hoặc ghép chi bộ.'
  return `${unit} chỉ có ${text(params, 'full')} đảng viên chính thức${value}. ${end}${basis}`
}

const missingWords: Readonly<Record<string, (params: ErrorDetails) => string>> = {
  no_acts: () => 'Phương án chưa có việc nào. Thêm ít nhất một việc.',
  fault: (p) => {
    const entry = unitErrors[text(p, 'fault')]
    if (!entry) return 'Có việc chưa làm được như đã ghi. Mở việc đó để sửa.'
    return typeof entry.text === 'string' ? entry.text : entry.text(p['details'] as ErrorDetails)
  },
  collision: (p) =>
    `Phương án «${text(p, 'title')}» đã chốt cho ngày ${dayOf(p)} cũng đụng đến ${namesOf(p)}. Thực hiện xong phương án ấy, hoặc hủy lịch của nó trước.`,
  nesting: (p) =>
    `${text(p, 'unit')}: ${kindOf(p['kind']).toLocaleLowerCase('vi')} thường không đặt trực tiếp dưới ${kindOf(p['parentKind']).toLocaleLowerCase('vi')}. Nên kiểm tra lại.`,
  comments_open: (p) => `Còn ${text(p, 'count')} ý kiến chưa trả lời.`,
  without_place: (p) =>
    `${text(p, 'unit')}: còn ${text(p, 'count')} đảng viên chưa có nơi sinh hoạt mới (${namesOf(p)}). Chọn chi bộ cho từng người, hoặc cho cả phần còn lại.`,
  later_facts: (p) =>
    `${text(p, 'unit')}: đã ghi việc từ ngày ${dayOf(p)} trở đi của ${text(p, 'count')} đảng viên (${namesOf(p)}). Đính chính các việc ấy, hoặc chọn ngày thực hiện sau đó.`,
  unsettled: (p) =>
    `${text(p, 'unit')}: còn ${text(p, 'count')} ${areaOf(p)} chưa có nơi tiếp nhận (${namesOf(p)}). Chọn tổ chức nhận bàn giao.`,
  by_hand: (p) =>
    `${text(p, 'unit')}: còn ${text(p, 'count')} ${areaOf(p)} đang dở (${namesOf(p)}). Giải quyết xong trước khi thực hiện phương án.`,
  no_such_post: (p) => `${text(p, 'unit')}: loại hình này không có chức vụ đã chọn. Xin chọn chức vụ khác.`,
  no_such_unit: () => 'Tổ chức được chỉ định cán bộ không còn vào ngày thực hiện. Xin chọn tổ chức khác.',
  settled_nowhere: (p) =>
    `${text(p, 'unit')}: không bàn giao ${areaOf(p)} cho tổ chức đã chọn được, vì tổ chức ấy không còn vào ngày thực hiện. Xin bỏ việc bàn giao này và chọn tổ chức khác.`,
  rights_elsewhere: (p) =>
    `${text(p, 'unit')}: quyền của tài khoản chỉ chuyển sang tổ chức kế thừa. Xin bỏ việc bàn giao này; cần quyền ở nơi khác thì người quản trị giao riêng.`,
  no_secretary: (p) => `${text(p, 'unit')}: chưa có người được chỉ định làm bí thư.`,
  threshold: thresholdWords,
}

/** The sentence of something that is missing, or only worth a word. */
export const missingSentence = ({ code, params }: Pick<Missing, 'code' | 'params'>): string =>
  missingWords[code]?.(params) ?? 'Còn việc chưa xong. Xem lại phương án.'

function appointmentRefused(details: ErrorDetails): string {
  const entry = committeesErrors[text(details, 'refusal')]
  const why = typeof entry?.text === 'function' ? entry.text(details['details'] as ErrorDetails) : entry?.text
  return `Chưa chỉ định được cán bộ tại ${text(details, 'unit')}. ${why ?? 'Xin kiểm tra lại người và chức vụ.'}`
}

function notReady(details: ErrorDetails): string {
  const missing = (details['missing'] as Missing[] | undefined) ?? []
  const more = missing.length > 1 ? ` Ngoài ra còn ${missing.length - 1} điều khác cần giải quyết.` : ''
  const [first] = missing
  return `Chưa thực hiện được phương án. ${first ? missingSentence(first) : 'Xem phần «Thử trước» của phương án.'}${more}`
}

export const reorganisationsErrors: ErrorCatalogue = {
  'reorganisations.no_acts': { status: 422, text: 'Phương án chưa có việc nào. Thêm ít nhất một việc.' },
  'reorganisations.too_many_acts': { status: 422, text: 'Mỗi lần thêm nhiều nhất 1.000 việc. Xin chia làm nhiều lần.' },
  'reorganisations.unknown_act': { status: 422, text: 'Việc này không có trong phương án. Xin mở lại phương án.' },
  'reorganisations.other_acts': {
    status: 409,
    text: 'Danh sách việc đã khác với lúc mở trang. Xin mở lại phương án rồi sắp thứ tự.',
  },
  'reorganisations.is_scheduled': {
    status: 409,
    text: (d) => `Phương án đã chốt cho ngày ${dayOf(d)}. Muốn sửa, hủy lịch trước.`,
  },
  'reorganisations.applied_already': {
    status: 409,
    text: 'Phương án này đã được thực hiện. Muốn thay đổi, lập phương án đính chính.',
  },
  'reorganisations.withdrawn': { status: 409, text: 'Phương án này đã rút. Xin lập phương án mới.' },
  'reorganisations.reversed': { status: 409, text: 'Kết quả của phương án này đã hủy. Xin lập phương án mới.' },
  'reorganisations.not_applied': {
    status: 409,
    text: 'Phương án chưa thực hiện nên không có gì để hủy hay đính chính. Có thể sửa thẳng phương án.',
  },
  'reorganisations.shared_already': {
    status: 409,
    text: 'Phương án đã gửi lấy ý kiến rồi. Có thể sửa tiếp hoặc chốt.',
  },
  'reorganisations.not_shared': {
    status: 409,
    text: 'Phương án chưa gửi lấy ý kiến. Gửi lấy ý kiến trước, rồi mới chốt.',
  },
  'reorganisations.not_scheduled': {
    status: 409,
    text: 'Phương án chưa chốt ngày thực hiện. Chốt phương án cùng quyết định trước.',
  },
  'reorganisations.before_its_day': {
    status: 409,
    text: (d) => `Chưa đến ngày thực hiện (${dayOf(d)}). Hệ thống sẽ tự thực hiện vào ngày đó.`,
  },
  'reorganisations.day_has_come': {
    status: 409,
    text: (d) => `Đã đến ngày thực hiện (${dayOf(d)}), không hủy lịch được nữa. Thực hiện, rồi đính chính nếu cần.`,
  },
  'reorganisations.decision_required': { status: 422, text: 'Phải dẫn quyết định: nhập số, ngày và nơi ban hành.' },
  'reorganisations.decision_used': {
    status: 409,
    text: (d) => `Quyết định này đã dùng cho phương án «${text(d, 'title')}». Kiểm tra lại số quyết định.`,
  },
  'reorganisations.collision': { status: 409, text: (d) => missingSentence({ code: 'collision', params: d }) },
  'reorganisations.not_ready': { status: 409, text: notReady },
  'reorganisations.remainder': {
    status: 409,
    text: (d) =>
      `Còn ${text(d, 'count')} ${areaOf(d)} đang dở ở tổ chức kết thúc (${namesOf(d)}). Giải quyết xong, rồi thực hiện phương án.`,
  },
  'reorganisations.appointment_refused': { status: 422, text: appointmentRefused },
  'reorganisations.answered_already': { status: 409, text: 'Ý kiến này đã được trả lời. Xin mở lại trang.' },
  'reorganisations.built_upon': {
    status: 409,
    text: (d) =>
      `Kết quả đã được dùng tiếp: ${text(d, 'count')} việc đã bàn giao, chức vụ đã trao hoặc đang làm ở tổ chức mới. Không hủy được; xin lập phương án đính chính.`,
  },
}
