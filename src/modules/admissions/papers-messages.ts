// Sentences of the papers of an admission. What the register does not know stays a line to write on.
import { dayOfMonth, formatDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { formatPercent } from '#kernel/vietnamese/number.ts'
import { ethnicityNames, educationNames } from '#modules/members/members.server.ts'
import type { Introducer, Vote } from './steps.ts'
import { votersOf } from './votes.ts'

/** A line to write on. */
export const BLANK = '…'.repeat(16)
const LONG = '…'.repeat(70)

const two = (n: number) => String(n).padStart(2, '0')
export const dayWords = (on: Day | null): string =>
  on === null ? 'ngày ….. tháng ….. năm …..' : `ngày ${two(dayOfMonth(on))} tháng ${two(monthOf(on))} năm ${yearOf(on)}`
const day = (on: Day | null | undefined): string => (on ? formatDay(on) : '…../…../………')
const or = (text: string | null | undefined): string => (text ? text : BLANK)
const count = (n: number | null | undefined): string => (n === null || n === undefined ? '……' : String(n))

export const paperNames = {
  party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  number: 'Số',
  recipients: 'Nơi nhận:',
  form: (code: string) => `Mẫu ${code}`,
  unverified: 'Ký hiệu mẫu cần đối chiếu',
  draft: 'bản dự thảo',
  /** Đảng bộ X → ĐẢNG ỦY X. */
  committee: (name: string) => name.replace(/^Đảng bộ/u, 'Đảng ủy').toLocaleUpperCase('vi'),
  /** Đảng bộ X → Đảng ủy X, inside a sentence. */
  committeeName: (name: string) => name.replace(/^Đảng bộ/u, 'Đảng ủy'),
  upper: (name: string) => name.toLocaleUpperCase('vi'),
  blankUpper: '…………',
  union: { youth_union: 'ĐOÀN TNCS HỒ CHÍ MINH', trade_union: 'CÔNG ĐOÀN CƠ SỞ' } satisfies Record<Introducer, string>,
  unionIssuer: (issuer: string | null) => (issuer ? issuer.toLocaleUpperCase('vi') : BLANK),
  signature: {
    person: { authority: [] as string[], post: 'NGƯỜI VIẾT' },
    sponsor: { authority: [] as string[], post: 'ĐẢNG VIÊN GIỚI THIỆU' },
    helper: { authority: [] as string[], post: 'ĐẢNG VIÊN ĐƯỢC PHÂN CÔNG GIÚP ĐỠ' },
    union: { authority: ['T/M BAN CHẤP HÀNH'], post: 'BÍ THƯ (CHỦ TỊCH)' },
    cell: { authority: ['T/M CHI BỘ'], post: 'BÍ THƯ' },
    section: { authority: ['T/M ĐẢNG ỦY BỘ PHẬN'], post: 'BÍ THƯ' },
    committee: { authority: ['T/M ĐẢNG ỦY'], post: 'BÍ THƯ' },
    top: { authority: ['T/M BAN THƯỜNG VỤ'], post: 'BÍ THƯ' },
    decided: { authority: ['T/M ĐẢNG ỦY'], post: 'BÍ THƯ' },
  },
  to: {
    upper: 'Cấp ủy cấp trên (để báo cáo)',
    cell: (cell: string) => cell,
    person: (name: string) => `Đồng chí ${name}`,
    file: 'Hồ sơ người vào Đảng',
    archive: 'Lưu',
  },
} as const

export interface PersonWords {
  name: string
  sex: string
  birthOn: Day
  ethnicity: string
  homePlace: string | null
  residence: string | null
  education: string | null
  occupation: string | null
}

const ethnicity = (code: string): string =>
  Object.hasOwn(ethnicityNames, code) ? ethnicityNames[code as keyof typeof ethnicityNames] : code
const education = (code: string | null): string =>
  code !== null && Object.hasOwn(educationNames, code) ? educationNames[code as keyof typeof educationNames] : BLANK

const VOTE_METHODS = { secret: 'bỏ phiếu kín', card: 'giơ thẻ đảng viên' }

/** Who the paper is about, one line each. */
export const aboutPerson = (p: PersonWords): string[] => [
  `Họ và tên: ${p.name}. Sinh ngày: ${day(p.birthOn)}. ${p.sex === 'female' ? 'Nữ' : 'Nam'}. Dân tộc: ${ethnicity(p.ethnicity)}.`,
  `Quê quán: ${or(p.homePlace)}.`,
  `Nơi ở hiện nay: ${or(p.residence)}.`,
  `Nghề nghiệp, nơi công tác: ${or(p.occupation)}. Học vấn: ${education(p.education)}.`,
]

/** What a count of votes says; without one, lines to fill. */
export function voteLines(vote: Vote | null, who: string): string[] {
  const voters = vote ? votersOf(vote) : null
  const share = vote && voters !== null ? formatPercent(vote.yes, voters) : '……%'
  return [
    `Tổng số ${who}: ${count(vote?.body)} đồng chí; được miễn hoặc vắng có lý do, không tính: ${count(vote?.excused)}; có mặt: ${count(vote?.present)}.`,
    `Hình thức biểu quyết: ${vote?.method ? VOTE_METHODS[vote.method] : BLANK}.`,
    `Tán thành: ${count(vote?.yes)} (${share} trong số ${count(voters)} người tính vào kết quả); không tán thành: ${count(vote?.no)}; ý kiến khác: ${count(vote?.blank)}.`,
  ]
}

const meeting = (unit: string, on: Day | null): string => `Hôm nay, ${dayWords(on)}, ${unit} họp và thống nhất như sau.`
const fill = (label: string): string => `${label}: ${LONG}`

export const sentences = {
  sponsor: (who: string, fullSince: Day | null, together: Day | null, cell: string) => [
    `Kính gửi: ${cell}.`,
    `Tôi là ${who}, trở thành đảng viên chính thức ngày ${day(fullSince)}, đang sinh hoạt tại ${cell}.`,
    `Tôi cùng công tác, học tập hoặc cư trú với người được giới thiệu từ ngày ${day(together)}. Qua thời gian theo dõi, giúp đỡ, tôi nhận xét:`,
  ],
  remarks: [
    fill('Phẩm chất chính trị'),
    fill('Đạo đức, lối sống'),
    fill('Năng lực, kết quả công tác'),
    fill('Quan hệ với quần chúng'),
  ],
  sponsorEnd: (name: string) =>
    `Tôi giới thiệu ${name} với chi bộ và chịu trách nhiệm trước Đảng về lời giới thiệu này.`,
  introduction: (unit: string, on: Day | null) => meeting(unit, on),
  introductionEnd: (name: string, cell: string) =>
    `Ban Chấp hành giới thiệu ${name} để ${cell} xem xét, kết nạp vào Đảng, và chịu trách nhiệm về nhận xét trên.`,
  opinions: (cell: string, name: string) => `Chi ủy ${cell} đã lấy ý kiến về ${name}. Kết quả tổng hợp như sau.`,
  opinion: {
    mass: 'Tổ chức chính trị - xã hội nơi làm việc',
    residence: 'Chi ủy nơi cư trú',
    workplace: 'Chi ủy, lãnh đạo nơi làm việc',
  },
  opinionLine: (source: string, on: Day | null, number: string | null) =>
    `${source} (ý kiến ngày ${day(on)}${number ? `, văn bản số ${number}` : ''}): tổng số ${count(null)} người, tán thành ${count(null)}, không tán thành ${count(null)}. Nhận xét: ${LONG}`,
  conclusion: (name: string) => [
    `Sau khi xem xét lý lịch, đơn và ý kiến nhận xét về ${name}, kết luận:`,
    fill('Về lý lịch, tiêu chuẩn chính trị'),
    fill('Về phẩm chất, đạo đức, lối sống'),
    fill('Về năng lực, uy tín'),
  ],
  cellMeeting: meeting,
  proposal: (name: string, carried: boolean | null) =>
    carried === false
      ? `Kết quả biểu quyết chưa đủ để đề nghị kết nạp ${name}.`
      : `Đề nghị cấp ủy có thẩm quyền xem xét, kết nạp ${name} vào Đảng.`,
  certificate: (number: string | null, on: Day | null, issuer: string | null) =>
    `Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng: số ${or(number)}, ngày ${day(on)}, nơi cấp ${or(issuer)}.`,
  sponsors: (names: readonly string[]) => `Người giới thiệu: ${names.length > 0 ? names.join('; ') : BLANK}.`,
  appraised: (cell: string, number: string | null, on: Day | null) =>
    `Đảng ủy bộ phận đã xem xét nghị quyết số ${or(number)} ngày ${day(on)} của ${cell} và hồ sơ kèm theo.`,
  appraisalEnd: (agrees: boolean | null) =>
    agrees === null
      ? 'Ý kiến thẩm định: ' + LONG
      : agrees
        ? 'Hồ sơ, thủ tục bảo đảm; đồng ý với đề nghị của chi bộ.'
        : 'Chưa đồng ý với đề nghị của chi bộ. Lý do: ' + LONG,
  considered: (cell: string, number: string | null, on: Day | null) =>
    `Căn cứ nghị quyết số ${or(number)} ngày ${day(on)} của ${cell};`,
  consideredCommittee: (committee: string, number: string | null, on: Day | null) =>
    `Căn cứ nghị quyết số ${or(number)} ngày ${day(on)} của ${committee};`,
  statute: 'Căn cứ Điều lệ Đảng Cộng sản Việt Nam;',
  decideHead: 'QUYẾT ĐỊNH:',
  decideAdmission: (p: PersonWords, cell: string) => [
    `Điều 1. Kết nạp ${p.name}, sinh ngày ${day(p.birthOn)}, quê quán ${or(p.homePlace)}, vào Đảng Cộng sản Việt Nam tại ${cell}.`,
    `Điều 2. ${cell} tổ chức lễ kết nạp đúng thời hạn và phân công đảng viên chính thức giúp đỡ trong thời gian dự bị; thời gian dự bị tính từ ngày lễ kết nạp.`,
    `Điều 3. Văn phòng, cơ quan tổ chức của cấp ủy, ${cell} và ${p.name} chịu trách nhiệm thi hành quyết định này.`,
  ],
  ceremony: (cell: string, on: Day | null, place: string) => [
    `Hôm nay, ${dayWords(on)}, tại ${place}, ${cell} tổ chức lễ kết nạp đảng viên.`,
    `Có mặt: ${count(null)} đảng viên của chi bộ; đại biểu: ${BLANK}. Chủ trì: ${BLANK}. Thư ký: ${BLANK}.`,
  ],
  ceremonyCourse: (number: string | null, on: Day | null, p: PersonWords) => [
    'Diễn biến: chào cờ; tuyên bố lý do, giới thiệu đại biểu; đọc đơn xin vào Đảng hoặc người vào Đảng phát biểu nguyện vọng.',
    `Bí thư chi bộ đọc và trao quyết định số ${or(number)} ngày ${day(on)} kết nạp ${p.name}.`,
    `${p.name} đọc lời thề; người giới thiệu phát biểu; đại diện chi ủy nói về nhiệm vụ, quyền hạn của đảng viên.`,
  ],
  ceremonyHelper: (helper: string | null) => `Chi bộ phân công đồng chí ${or(helper)} giúp đỡ đảng viên dự bị.`,
  ceremonyEnd: `Lễ kết nạp kết thúc lúc ${BLANK} cùng ngày. Biên bản đã đọc lại và thông qua.`,
  selfReview: (p: PersonWords, cell: string, on: Day | null) => [
    `Kính gửi: ${cell}.`,
    `Tôi là ${p.name}, sinh ngày ${day(p.birthOn)}, được kết nạp vào Đảng ngày ${day(on)} tại ${cell}. Qua thời gian dự bị, tôi tự kiểm điểm như sau (người viết tự tay ghi):`,
    ...[
      fill('Ưu điểm'),
      fill('Khuyết điểm và cách sửa'),
      fill('Việc được chi bộ giao và kết quả'),
      fill('Kết quả học lớp đảng viên mới'),
    ],
    'Tôi đề nghị chi bộ xét, đề nghị công nhận tôi là đảng viên chính thức.',
  ],
  helperRemark: (helper: string | null, p: PersonWords, cell: string, on: Day | null) => [
    `Kính gửi: ${cell}.`,
    `Tôi là ${or(helper)}, được chi bộ phân công giúp đỡ đảng viên dự bị ${p.name}, kết nạp ngày ${day(on)}. Tôi nhận xét:`,
  ],
  helperEnd: (name: string) => `Đề nghị của tôi về việc công nhận ${name} là đảng viên chính thức: ${BLANK}`,
  probation: (on: Day | null, ends: Day | null) => `Ngày lễ kết nạp: ${day(on)}. Hết thời gian dự bị: ${day(ends)}.`,
  newClass: (number: string | null, on: Day | null) =>
    `Giấy chứng nhận học lớp đảng viên mới: số ${or(number)}, ngày ${day(on)}.`,
  officialProposal: (name: string, carried: boolean | null, removal: boolean) =>
    carried === false
      ? `Kết quả biểu quyết chưa đủ để đề nghị về ${name}.`
      : removal
        ? `Đề nghị cấp ủy có thẩm quyền xóa tên đảng viên dự bị ${name} trong danh sách đảng viên.`
        : `Đề nghị cấp ủy có thẩm quyền công nhận ${name} là đảng viên chính thức.`,
  decideOfficial: (p: PersonWords, cell: string, ends: Day | null) => [
    `Điều 1. Công nhận ${p.name}, sinh ngày ${day(p.birthOn)}, đang sinh hoạt tại ${cell}, là đảng viên chính thức kể từ ngày ${day(ends)}.`,
    `Điều 2. Văn phòng, cơ quan tổ chức của cấp ủy, ${cell} và ${p.name} chịu trách nhiệm thi hành quyết định này.`,
  ],
} as const

export const voterNames = {
  cell: 'đảng viên chính thức của chi bộ',
  committee: 'ủy viên đảng ủy',
  top: 'ủy viên của cấp ủy, ban thường vụ',
}

/** The committee above the bloc, as far as the bloc's name tells it. */
export function superiorOfBloc(name: string): string {
  const match = /(tỉnh|thành phố)\s+(\p{Lu}.*)$/u.exec(name)
  const committee = { tỉnh: 'Tỉnh ủy', 'thành phố': 'Thành ủy' }[match?.[1] ?? '']
  return committee && match ? `${committee} ${match[2]}`.toLocaleUpperCase('vi') : paperNames.blankUpper
}

/** The seat, where the bloc's name tells it. */
export const placeOfBloc = (name: string): string =>
  /(?:tỉnh|thành phố)\s+(\p{Lu}.*)$/u.exec(name)?.[1] ?? paperNames.blankUpper
