// What the form of each step asks, as data: one page draws them all. Labels are the users' words; facts fill them when a step is corrected.
import {
  ANNULLERS,
  annullerNames,
  DECIDING_BODIES,
  deciderNames,
  EXIT_REASONS,
  exitReasonNames,
  FORMS,
  formNames,
  HISTORY_PERSONS,
  INTRODUCERS,
  introducerNames,
  methodNames,
  OPINION_SOURCES,
  opinionNames,
  relativeNames,
  STOP_REASONS,
  stopNames,
  VETTING_PURPOSES,
  vettingPurposeNames,
  VOTE_METHODS,
} from '#modules/admissions/admissions.server.ts'
import type { StepKind } from '#modules/admissions/admissions.server.ts'

export interface Choice {
  value: string
  label: string
  group?: string
}

export interface FieldSpec {
  type: 'text' | 'day' | 'number' | 'choice' | 'check' | 'area'
  name: string
  label: string
  hint?: string
  required?: boolean
  options?: Choice[]
  /** Text of the empty choice; false for none. */
  blank?: string | false
  value?: string | null
}

/** What the form takes from the dossier: people and cells to choose from, how many have a vote. */
export interface FormFacts {
  members: Choice[]
  cells: Choice[]
  checks: Choice[]
  body: number
  excused: number
  delegated: boolean
  /** Forms of the stage the dossier is in come first. */
  official: boolean
}

const choices = <C extends string>(codes: readonly C[], names: Readonly<Record<string, string>>): Choice[] =>
  codes.map((value) => ({ value, label: names[value] ?? value }))

const text = (name: string, label: string, hint?: string): FieldSpec => ({
  type: 'text',
  name,
  label,
  ...(hint ? { hint } : {}),
})
const number = (label = 'Số văn bản'): FieldSpec => text('number', label, 'Có thể để trống')
const note = (label = 'Ghi chú'): FieldSpec => ({ type: 'area', name: 'note', label })
const issuer = (label = 'Nơi ban hành'): FieldSpec => text('issuer', label)
const choice = (name: string, label: string, options: Choice[], more: Partial<FieldSpec> = {}): FieldSpec => ({
  ...{ type: 'choice', name, label, options, required: true },
  ...more,
})
const count = (name: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  ...{ type: 'number', name, label },
  ...more,
})
const yesNo = (yes: string, no: string): Choice[] => [
  { value: 'yes', label: yes },
  { value: 'no', label: no },
]

function vote(whose: string, facts: Pick<FormFacts, 'body' | 'excused'> | null): FieldSpec[] {
  return [
    count('body', `Tổng số ${whose}`, { required: true, ...(facts ? { value: String(facts.body) } : {}) }),
    count('present', 'Có mặt biểu quyết', { required: true }),
    count('excused', 'Được trừ khi tính tỷ lệ', { hint: 'Đồng chí được miễn sinh hoạt, vắng mặt theo quy định', value: facts ? String(facts.excused) : '0' }), // prettier-ignore
    count('yes', 'Tán thành', { required: true }),
    count('no', 'Không tán thành', { value: '0' }),
    count('blank', 'Ý kiến khác, phiếu trắng', { value: '0' }),
    choice('method', 'Hình thức biểu quyết', choices(VOTE_METHODS, methodNames), {
      required: false,
      blank: 'Không ghi',
    }),
    choice('carried', 'Kết quả', yesNo('Đề nghị', 'Không đề nghị'), {
      ...{ required: false, blank: 'Theo số phiếu và quy định' },
    }),
  ]
}

const sitting = (): FieldSpec[] => [
  count('body', 'Tổng số ủy viên', { hint: 'Số phiếu có thể để trống nếu biên bản không ghi' }),
  count('present', 'Có mặt'),
  count('yes', 'Tán thành'),
  count('no', 'Không tán thành'),
  count('blank', 'Ý kiến khác'),
]
const decider = (facts: FormFacts): FieldSpec =>
  choice('by', 'Cấp quyết định', choices(DECIDING_BODIES, deciderNames), {
    value: facts.delegated ? 'delegated_grassroots' : 'direct_upper',
    blank: false,
  })
const person = (facts: FormFacts): FieldSpec[] => [
  choice('memberId', 'Đảng viên chính thức của chi bộ', facts.members, {
    required: false,
    blank: 'Chọn, hoặc ghi tên ở dưới',
  }),
  text('name', 'Họ và tên', 'Chỉ khi đồng chí ấy không ở trong danh sách trên'),
]

/** Fields of the step's own; the day and, for decisions, the paper come before them. */
export function fieldsOf(kind: StepKind, facts: FormFacts): FieldSpec[] {
  const fields: Partial<Record<StepKind, () => FieldSpec[]>> = {
    noted: () => [note()],
    listed: () => [number('Số nghị quyết chi bộ'), ...readmissionFields()],
    helper: () => [...person(facts), { type: 'day', name: 'until', label: 'Đến ngày', hint: 'Để trống nếu chưa định' }],
    class_sent: () => [text('place', 'Nơi học')],
    certificate: () => [number('Số giấy chứng nhận'), issuer('Nơi cấp')],
    opened: () => [number('Số nghị quyết chi bộ')],
    sponsor: () => [
      ...person(facts),
      { type: 'day', name: 'fullSince', label: 'Chính thức từ ngày', hint: 'Để trống nếu đã chọn trong danh sách' },
      { type: 'day', name: 'togetherSince', label: 'Cùng công tác, học tập, cư trú từ ngày' },
    ],
    introduction: () => [
      choice('by', 'Đoàn thể', choices(INTRODUCERS, introducerNames)),
      number('Số nghị quyết'),
      issuer(),
    ],
    paper: () => [
      choice('form', 'Loại giấy tờ', choices(formsFor(facts), formNames)),
      text('title', 'Tên giấy tờ', 'Chỉ khi chọn «Giấy tờ khác»'),
      number(),
      issuer(),
    ],
    opinion: () => [
      choice('from', 'Ý kiến của', choices(OPINION_SOURCES, opinionNames)),
      number(),
      issuer('Nơi nhận xét'),
    ],
    check: () => [
      choice('person', 'Thẩm tra về', choices(HISTORY_PERSONS, relativeNames)),
      { type: 'check', name: 'abroad', label: 'Ở ngoài nước' },
      issuer('Nơi được đề nghị thẩm tra'),
      number(),
    ],
    reply: () => [
      choice('checkId', 'Trả lời đề nghị', facts.checks, { blank: facts.checks.length > 1 ? 'Chọn' : false }),
      number(),
    ],
    vetting: () => [
      choice('purpose', 'Xem xét để', choices(VETTING_PURPOSES, vettingPurposeNames), {
        value: 'admission',
        blank: false,
      }),
      choice('meets', 'Kết luận', yesNo('Bảo đảm tiêu chuẩn chính trị', 'Không bảo đảm')),
      ...HISTORY_PERSONS.filter((code) => code !== 'applicant').map((code): FieldSpec => ({
        type: 'check',
        name: `without.${code}`,
        label: `Không có ${(relativeNames[code] ?? code).toLowerCase()} phải thẩm tra`,
      })),
      number('Số kết luận'),
    ],
    completed: () => [note()],
    renewed: () => [note()],
    cell_vote: () => [...vote('đảng viên chính thức của chi bộ', facts), number('Số nghị quyết (6-KNĐ)')],
    appraisal: () => [choice('agrees', 'Ý kiến thẩm định', yesNo('Đồng ý', 'Không đồng ý')), number('Số báo cáo')],
    committee_vote: () => [...vote('cấp ủy viên', null), number('Số nghị quyết (8-KNĐ)')],
    extension: () => [
      count('days', 'Thêm số ngày làm việc', { required: true, value: '30' }),
      { type: 'area', name: 'reason', label: 'Lý do' },
      number(),
    ],
    decided: () => [decider(facts), ...sitting()],
    received: () => [note()],
    ceremony: () => [
      choice('youthMember', 'Là đoàn viên thanh niên', yesNo('Phải', 'Không phải'), {
        required: false,
        blank: 'Không ghi',
      }),
    ],
    handed_over: () => [
      choice('unitId', 'Chi bộ tiếp nhận', facts.cells, {
        hint: 'Các chi bộ thuộc phạm vi của bạn; sang nơi khác do cấp ủy cấp trên của cả hai nơi chuyển',
      }),
      number(),
    ],
    returned: () => [{ type: 'area', name: 'reason', label: 'Lý do trả lại', required: true }, number()],
    resumed: () => [note('Đã bổ sung những gì')],
    stopped: () => [choice('reason', 'Lý do', choices(STOP_REASONS, stopNames)), note()],
    new_class: () => [number('Số giấy chứng nhận'), issuer('Nơi cấp')],
    official_vote: () => [
      { type: 'check', name: 'removal', label: 'Biểu quyết đề nghị xóa tên, không phải công nhận' },
      ...vote('đảng viên chính thức của chi bộ', facts),
      number('Số nghị quyết (13-KNĐ)'),
    ],
    official_committee: () => [...vote('cấp ủy viên', null), number('Số nghị quyết (15-KNĐ)')],
    official_decided: () => [
      decider(facts),
      ...sitting(),
      text('cardNumber', 'Số thẻ đảng viên', 'Nếu đã được phát thẻ'),
    ],
    removal_decided: () => [decider(facts), ...sitting()],
    annulled: () => [
      choice('by', 'Cấp hủy', choices(ANNULLERS, annullerNames)),
      { type: 'area', name: 'reason', label: 'Lý do', required: true },
    ],
  }
  return fields[kind]?.() ?? []
}

const formsFor = (facts: FormFacts) => {
  const review = ['10-KNĐ', '11-KNĐ', '12-KNĐ']
  return facts.official
    ? [...FORMS.filter((form) => review.includes(form)), ...FORMS.filter((form) => !review.includes(form))]
    : FORMS
}

/** Of somebody who was a member before. */
export const readmissionFields = (): FieldSpec[] => [
  choice('exitReason', 'Kết nạp lại: lý do ra khỏi Đảng trước đây', choices(EXIT_REASONS, exitReasonNames), {
    ...{ required: false, blank: 'Không phải kết nạp lại' },
  }),
  { type: 'day', name: 'leftOn', label: 'Ra khỏi Đảng từ ngày', hint: 'Chỉ khi kết nạp lại' },
  { type: 'day', name: 'clearedOn', label: 'Được xóa án tích ngày', hint: 'Chỉ khi trước đây bị kết án' },
  count('times', 'Đã kết nạp lại mấy lần', { hint: 'Chỉ khi kết nạp lại' }),
  { type: 'check', name: 'hardship', label: 'Xin ra vì gia đình đặc biệt khó khăn' },
]

/** The label of the day of each step, where it is not simply the day it was done. */
export const dayLabels: Partial<Record<StepKind, string>> = {
  certificate: 'Ngày cấp',
  new_class: 'Ngày cấp',
  paper: 'Ngày của giấy tờ',
  sponsor: 'Ngày của giấy giới thiệu',
  introduction: 'Ngày ra nghị quyết',
  cell_vote: 'Ngày chi bộ họp',
  committee_vote: 'Ngày đảng ủy họp',
  official_vote: 'Ngày chi bộ họp',
  official_committee: 'Ngày đảng ủy họp',
  check: 'Ngày nơi được đề nghị nhận',
  decided: 'Ngày ký quyết định',
  official_decided: 'Ngày ký quyết định',
  removal_decided: 'Ngày ký quyết định',
  annulled: 'Ngày ký quyết định',
  received: 'Ngày nhận',
  ceremony: 'Ngày tổ chức lễ',
}
