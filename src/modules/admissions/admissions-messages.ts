// Vietnamese words of admissions: steps, forms, reasons, and the sentences of refusals.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue, ErrorDetails } from '#kernel/errors.ts'
import type { Level } from './step-operations.ts'
import type { DecidingBody, ExitReason, Form, Introducer, StepKind } from './steps.ts'
import { STEP_KINDS } from './steps.ts'
import type { TermKind } from './terms.ts'

/** What was done, as a line of the history. */
export const stepNames: Record<StepKind, string> = {
  noted: 'Phát hiện quần chúng ưu tú',
  listed: 'Đưa vào danh sách cảm tình đảng',
  helper: 'Phân công đảng viên giúp đỡ',
  class_sent: 'Cử học lớp bồi dưỡng nhận thức về Đảng',
  certificate: 'Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng',
  opened: 'Chi bộ đồng ý lập hồ sơ',
  sponsor: 'Giấy giới thiệu của đảng viên',
  introduction: 'Nghị quyết giới thiệu của đoàn thể',
  paper: 'Giấy tờ của hồ sơ',
  opinion: 'Tổng hợp ý kiến nhận xét',
  check: 'Đề nghị thẩm tra lý lịch',
  reply: 'Trả lời thẩm tra lý lịch',
  vetting: 'Kết luận tiêu chuẩn chính trị',
  completed: 'Xác nhận đủ hồ sơ',
  renewed: 'Làm lại hồ sơ hết hạn',
  cell_vote: 'Chi bộ xét kết nạp',
  appraisal: 'Đảng ủy bộ phận thẩm định',
  committee_vote: 'Đảng ủy cơ sở xét kết nạp',
  extension: 'Gia hạn xem xét',
  decided: 'Quyết định kết nạp',
  received: 'Chi bộ nhận quyết định',
  ceremony: 'Lễ kết nạp',
  handed_over: 'Chuyển hồ sơ sang chi bộ khác',
  returned: 'Trả lại hồ sơ',
  resumed: 'Xem xét tiếp hồ sơ bị trả lại',
  stopped: 'Dừng hồ sơ',
  new_class: 'Giấy chứng nhận học lớp đảng viên mới',
  official_vote: 'Chi bộ xét công nhận chính thức',
  official_committee: 'Đảng ủy cơ sở xét công nhận chính thức',
  official_decided: 'Quyết định công nhận chính thức',
  removal_decided: 'Quyết định xóa tên đảng viên dự bị',
  annulled: 'Hủy quyết định',
}

/** What one does, on buttons and as titles of forms. */
export const actNames: Record<StepKind, string> = {
  ...stepNames,
  noted: 'Ghi quần chúng ưu tú',
  listed: 'Đưa vào danh sách cảm tình đảng',
  helper: 'Phân công giúp đỡ',
  class_sent: 'Cử đi học lớp nhận thức về Đảng',
  certificate: 'Ghi giấy chứng nhận đã học',
  opened: 'Lập hồ sơ',
  sponsor: 'Thêm giấy giới thiệu của đảng viên',
  introduction: 'Thêm nghị quyết giới thiệu của đoàn thể',
  paper: 'Thêm giấy tờ',
  opinion: 'Thêm ý kiến nhận xét',
  check: 'Gửi thẩm tra lý lịch',
  reply: 'Ghi trả lời thẩm tra',
  vetting: 'Ghi kết luận tiêu chuẩn chính trị',
  completed: 'Xác nhận đủ hồ sơ',
  renewed: 'Làm lại hồ sơ hết hạn',
  cell_vote: 'Ghi kết quả chi bộ xét kết nạp',
  appraisal: 'Ghi báo cáo thẩm định',
  committee_vote: 'Ghi kết quả đảng ủy cơ sở xét',
  extension: 'Gia hạn xem xét',
  decided: 'Ghi quyết định kết nạp',
  received: 'Ghi ngày nhận quyết định',
  ceremony: 'Ghi lễ kết nạp',
  handed_over: 'Chuyển hồ sơ sang chi bộ khác',
  returned: 'Trả lại hồ sơ',
  resumed: 'Xem xét tiếp',
  stopped: 'Dừng hồ sơ',
  new_class: 'Ghi giấy chứng nhận lớp đảng viên mới',
  official_vote: 'Ghi kết quả chi bộ xét chính thức',
  official_committee: 'Ghi kết quả đảng ủy cơ sở xét',
  official_decided: 'Ghi quyết định công nhận chính thức',
  removal_decided: 'Ghi quyết định xóa tên',
  annulled: 'Hủy quyết định không đúng',
}

/** Who does it. */
export const levelNames: Record<Level, string> = {
  cell: 'Chi bộ',
  section: 'Đảng ủy bộ phận',
  committee: 'Đảng ủy cơ sở',
  deciding: 'Cấp có thẩm quyền',
}

export const formNames: Record<Form, string> = {
  '1-KNĐ': 'Đơn xin vào Đảng (1-KNĐ)',
  '2-KNĐ': 'Lý lịch của người xin vào Đảng (2-KNĐ)',
  '10-KNĐ': 'Bản tự kiểm điểm (10-KNĐ)',
  '11-KNĐ': 'Nhận xét của đảng viên giúp đỡ (11-KNĐ)',
  '12-KNĐ': 'Tổng hợp ý kiến nhận xét (12-KNĐ)',
  age_consent: 'Văn bản đồng ý kết nạp người trên 60 tuổi',
  education_exception: 'Văn bản cho phép trình độ học vấn thấp hơn',
  readmission_consent: 'Văn bản đồng ý kết nạp lại của ban thường vụ tỉnh ủy',
  ceremony_consent: 'Văn bản đồng ý tổ chức lễ kết nạp muộn',
  annulment_consent: 'Văn bản đồng ý hủy quyết định của cấp trên',
  other: 'Giấy tờ khác',
}

/** Parts of the file that have no form of their own among the above (rules ADMISSION_FILE, OFFICIAL_PAPERS). */
export const partNames: Readonly<Record<string, string>> = {
  ...formNames,
  certificate: 'Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng',
  '3-KNĐ': 'Giấy giới thiệu của đảng viên (3-KNĐ)',
  '4-KNĐ': 'Nghị quyết giới thiệu của đoàn thể (4-KNĐ)',
  '5-KNĐ': 'Tổng hợp ý kiến nhận xét (5-KNĐ)',
  sponsors: 'Đủ người giới thiệu',
  vetting: 'Kết luận tiêu chuẩn chính trị',
  history: 'Thẩm tra lý lịch những người phải thẩm tra',
  new_class: 'Giấy chứng nhận học lớp đảng viên mới',
  helper: 'Đảng viên được phân công giúp đỡ',
}

export const introducerNames: Record<Introducer, string> = {
  youth_union: 'Đoàn thanh niên',
  trade_union: 'Công đoàn cơ sở',
}
export const opinionNames = {
  mass: 'Đoàn thể nơi làm việc',
  residence: 'Cấp ủy nơi cư trú',
  workplace: 'Cơ quan công tác',
}
export const relativeNames: Readonly<Record<string, string>> = {
  applicant: 'Người vào Đảng',
  parents: 'Cha, mẹ đẻ',
  in_law_parents: 'Cha, mẹ vợ hoặc chồng, người nuôi dưỡng',
  spouse: 'Vợ hoặc chồng',
  children: 'Con đẻ',
}
export const vettingPurposeNames = {
  admission: 'Kết nạp',
  official: 'Công nhận chính thức',
  post: 'Bổ nhiệm, giới thiệu ứng cử',
  other: 'Việc khác',
}
export const stopNames = {
  withdrawn: 'Người xin vào Đảng xin thôi',
  moved: 'Chuyển đi nơi khác',
  standard: 'Không bảo đảm tiêu chuẩn',
  age: 'Quá tuổi',
  other: 'Lý do khác',
}
export const deciderNames: Record<DecidingBody, string> = {
  direct_upper: 'Ban thường vụ cấp trên trực tiếp',
  delegated_grassroots: 'Đảng ủy cơ sở được ủy quyền',
  province: 'Tỉnh ủy và tương đương',
}
export const annullerNames = {
  issuer: 'Cấp ủy đã ra quyết định',
  successor: 'Cấp ủy nơi đảng viên đang sinh hoạt (tổ chức cũ đã sáp nhập, giải thể)',
  current: 'Cấp ủy hiện tại (đảng viên đã chuyển đi)',
}
export const methodNames = { secret: 'Bỏ phiếu kín', card: 'Giơ thẻ đảng viên' }
export const exitReasonNames: Record<ExitReason, string> = {
  removed: 'Bị xóa tên',
  expelled: 'Bị khai trừ',
  own_request: 'Xin ra khỏi Đảng',
  abandoned: 'Tự bỏ sinh hoạt',
  disunity: 'Gây mất đoàn kết nghiêm trọng',
  corruption: 'Bị kết án vì tham nhũng',
  serious_crime: 'Bị kết án vì tội nghiêm trọng trở lên',
  lesser_crime: 'Bị kết án vì tội ít nghiêm trọng',
  other: 'Lý do khác',
}

export const termNames: Record<TermKind, string> = {
  certificate: 'Giấy chứng nhận hết giá trị',
  dossier: 'Hồ sơ hết hạn 12 tháng',
  reply: 'Hạn trả lời thẩm tra lý lịch',
  decide: 'Hạn quyết định kết nạp',
  ceremony: 'Hạn tổ chức lễ kết nạp',
  review: 'Hạn chi bộ xét công nhận chính thức',
  decide_official: 'Hạn quyết định công nhận chính thức',
}

const on = (details: ErrorDetails): string => (isDay(details['on']) ? `ngày ${formatDay(details['on'])}` : 'ngày đó')
const named = (details: ErrorDetails): string => {
  const kind = STEP_KINDS.find((each) => each === details['step'])
  return kind ? `«${stepNames[kind]}»` : 'bước này'
}

export const admissionsErrors: ErrorCatalogue = {
  'admissions.not_now': {
    status: 409,
    text: (d) => `Hồ sơ chưa đến hoặc đã qua bước ${named(d)}. Xin mở lại hồ sơ và làm việc nêu ở đầu trang.`,
  },
  'admissions.before_last': {
    status: 422,
    text: (d) => `Bước trước của hồ sơ là ${on(d)}. Xin nhập ngày từ hôm đó trở đi, hoặc sửa bước trước.`,
  },
  'admissions.no_such_check': {
    status: 422,
    text: 'Không có đề nghị thẩm tra nào đang chờ trả lời. Xin ghi đề nghị thẩm tra trước.',
  },
  'admissions.reply_before_check': {
    status: 422,
    text: (d) => `Trả lời không thể trước ngày gửi thẩm tra (${on(d)}). Xin kiểm tra lại ngày.`,
  },
  'admissions.no_committee': {
    status: 422,
    text: 'Chi bộ này không có đảng ủy cơ sở ở trên: sau khi chi bộ đề nghị, ghi ngay quyết định của cấp có thẩm quyền.',
  },
  'admissions.appraisal_first': {
    status: 422,
    text: 'Chi bộ thuộc đảng bộ bộ phận: ghi báo cáo thẩm định đồng ý của đảng ủy bộ phận trước.',
  },
  'admissions.decision_required': {
    status: 422,
    text: 'Bước này phải dẫn quyết định: nhập số quyết định và nơi ban hành.',
  },
  'admissions.committee_first': {
    status: 422,
    text: 'Chưa có kết quả đảng ủy cơ sở biểu quyết. Ghi kết quả ấy trước, rồi ghi quyết định.',
  },
  'admissions.not_delegated': {
    status: 422,
    text: 'Vào ngày này đảng ủy cơ sở chưa được ủy quyền quyết định kết nạp. Xin chọn cấp quyết định khác, hoặc ghi việc ủy quyền ở trang tổ chức.',
  },
  'admissions.before_receipt': {
    status: 422,
    text: (d) => `Lễ kết nạp không thể trước ngày chi bộ nhận quyết định (${on(d)}). Xin kiểm tra lại ngày.`,
  },
  'admissions.no_steps': { status: 422, text: 'Hồ sơ phải có ít nhất một bước. Xin ghi bước đầu tiên.' },
  'admissions.nobody_votes': {
    status: 422,
    text: 'Nhập tổng số đồng chí có quyền biểu quyết, ít nhất là 1.',
  },
  'admissions.present_over_body': {
    status: 422,
    text: (d) =>
      `Có mặt ${String(d['present'])} mà tổng số chỉ có ${String(d['body'])} đồng chí. Xin kiểm tra lại biên bản.`,
  },
  'admissions.excused_over_absent': {
    status: 422,
    text: (d) => `Chỉ có ${String(d['absent'])} đồng chí vắng mặt; số không tính vào mẫu số không thể nhiều hơn.`,
  },
  'admissions.ballots_over_voters': {
    status: 422,
    text: (d) =>
      `Cộng các phiếu được ${String(d['ballots'])}, nhiều hơn ${String(d['present'])} đồng chí có mặt biểu quyết. Xin kiểm tra lại biên bản.`,
  },
  'admissions.rule': {
    status: 422,
    text: (d) => {
      const row = d['row'] === undefined ? '' : `Dòng ${String(d['row'])}: `
      return row + String(d['sentence'] ?? 'Chưa đúng quy định.')
    },
  },
  'admissions.later_step': {
    status: 409,
    text: (d) => `Bước ${named(d)} ${on(d)} dựa vào bước này. Sửa hoặc bỏ bước ấy trước.`,
  },
  'admissions.in_future': { status: 422, text: 'Ngày này còn ở tương lai. Xin ghi khi việc đã làm xong.' },
  'admissions.step_gone': {
    status: 409,
    text: 'Bước này đã được đính chính hoặc không còn trong hồ sơ. Xin mở lại hồ sơ.',
  },
  'admissions.has_effect': {
    status: 409,
    text: 'Bước này đã ghi vào danh sách đảng viên. Sửa ngày bằng «Đính chính» ở trang của đảng viên; quyết định sai thì ghi «Hủy quyết định».',
  },
  'admissions.decision_day': {
    status: 422,
    text: (d) => `Văn bản được dẫn ban hành ${on(d)}; ngày của bước này phải trùng ngày ấy.`,
  },
  'admissions.open_already': {
    status: 409,
    text: 'Người này đang có một hồ sơ chưa xong trong đảng bộ. Mở hồ sơ ấy ở danh sách kết nạp.',
  },
  'admissions.is_member': {
    status: 409,
    text: 'Người này đang là đảng viên của đảng bộ, không lập hồ sơ kết nạp.',
  },
  'admissions.unknown_person': {
    status: 422,
    text: 'Không tìm thấy người này trong đảng bộ. Xin chọn lại, hoặc nhập họ tên và ngày sinh.',
  },
  'admissions.not_full_member': {
    status: 422,
    text: 'Người giúp đỡ, người giới thiệu phải là đảng viên chính thức. Xin chọn đồng chí khác.',
  },
  'admissions.round_closed': {
    status: 409,
    text: 'Đợt này đã quyết định xong hoặc đã bỏ, không sửa được nữa. Xin mở đợt mới.',
  },
  'admissions.round_unit': {
    status: 422,
    text: 'Đợt xét do đảng ủy khối, hoặc đảng ủy cơ sở được ủy quyền, mở. Xin chọn lại đơn vị.',
  },
  'admissions.ceremony_first': {
    status: 422,
    text: 'Ngày tổ chức lễ không thể trước ngày họp quyết định. Xin sửa một trong hai ngày.',
  },
  'admissions.nobody_picked': { status: 422, text: 'Chưa chọn ai. Đánh dấu ít nhất một người rồi gửi lại.' },
  'admissions.not_decided_then': {
    status: 422,
    text: 'Hồ sơ này không có quyết định vào ngày họp của đợt. Kiểm tra ngày họp, hoặc bỏ hồ sơ khỏi đợt.',
  },
  'admissions.not_ready': {
    status: 409,
    text: (d) =>
      `Có ${String(d['count'])} hồ sơ không còn chờ quyết định ở đây, hoặc đã ở đợt khác. Mở lại trang để xem danh sách mới.`,
  },
  'admissions.numbers_used': {
    status: 409,
    text: 'Trong dãy số này đã có số dùng cho văn bản khác. Xin nhập số bắt đầu khác.',
  },
  'admissions.round_refused': {
    status: 422,
    text: (d) =>
      `${String(d['name'])}: ${String(d['sentence'] ?? 'hồ sơ không còn ở bước chờ quyết định, hoặc số phiếu không khớp')}. Rút hồ sơ khỏi đợt, hoặc sửa rồi gửi lại.`,
  },
  'admissions.unit_has_dossiers': {
    status: 409,
    text: (d) =>
      `Chi bộ này còn ${String(d['count'])} hồ sơ kết nạp đang làm (${((d['names'] as string[] | undefined) ?? []).slice(0, 5).join(', ')}). Chuyển các hồ sơ sang chi bộ khác hoặc dừng hồ sơ trước.`,
  },
  'admissions.hand_back': {
    status: 409,
    text: 'Việc chuyển hồ sơ không bỏ được. Nếu chuyển nhầm, chuyển hồ sơ trở lại chi bộ cũ.',
  },
  'admissions.first_step': {
    status: 409,
    text: 'Đây là bước duy nhất của hồ sơ. Nếu ghi nhầm người, dừng hồ sơ và nêu lý do.',
  },
}
