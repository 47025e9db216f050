// The 14 columns of the book of members (7-HSĐV) and what stands in each cell.
import type { Day } from '#kernel/day.ts'
import { formatDay } from '#kernel/day.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { codeNames, eventNames, religionNames, sexNames, stateNames } from '#modules/members/members.server.ts'
import type { RegisterRow } from './register-rows.ts'

/** `width` is a share relative to the other columns. */
export const registerColumns = [
  { label: 'STT', width: 0.6 },
  { label: 'Họ và tên đang dùng; họ và tên khai sinh', width: 2.2 },
  { label: 'Nam, nữ; dân tộc; tôn giáo', width: 1.3 },
  { label: 'Quê quán', width: 1.8 },
  { label: 'Văn hóa; lý luận; chuyên môn nghiệp vụ; ngoại ngữ', width: 2 },
  { label: 'Nghề nghiệp trước khi vào Đảng; hiện nay', width: 1.8 },
  { label: 'Ngày vào Đảng; ngày chính thức', width: 1.4 },
  { label: 'Số thẻ; số lý lịch; số Huy hiệu', width: 1.5 },
  { label: 'Bộ đội, công an, hưu trí', width: 1.1 },
  { label: 'Ngày chuyển đi, nơi đến', width: 1.4 },
  { label: 'Ngày chuyển đến, nơi đi', width: 1.4 },
  { label: 'Ngày từ trần, lý do', width: 1.2 },
  { label: 'Ngày ra khỏi Đảng, hình thức', width: 1.3 },
  { label: 'Ghi chú', width: 1.1 },
] as const

const word = (field: keyof typeof codeNames, code: string | null) =>
  code === null ? null : (codeNames[field]?.[code] ?? code)
type Part = string | null | undefined
const dated = (on: Day | null, what: string | null): Part[] => (on === null ? [] : [formatDay(on), what])

const HIDDEN = '••••••'
const SERVICE = { army: 'Bộ đội', veteran: 'Bộ đội xuất ngũ', police: 'Công an', retired: 'Hưu trí' }

/** What the record says of the army, the police and retirement; the last two stand only in the words of the work. */
function service(row: RegisterRow, day: Day): Part[] {
  const work = ` ${fold(row.occupation ?? '')} `
  const army =
    row.enlistedOn === null || row.enlistedOn > day ? null : row.demobilisedOn === null || row.demobilisedOn > day
  return [
    army === null ? null : army ? SERVICE.army : SERVICE.veteran,
    / (cong an|canh sat) /.test(work) ? SERVICE.police : null,
    / (huu tri|nghi huu|huu) /.test(work) ? SERVICE.retired : null,
  ]
}

const religionOf = (row: RegisterRow) =>
  row.religion === undefined
    ? HIDDEN
    : row.religion === null
      ? 'Không'
      : ((religionNames as Readonly<Record<string, string>>)[row.religion] ?? row.religion)

const OUT = ['removal', 'resignation', 'expulsion', 'annulment']

/** The cells of one line, as many as columns, each of a few parts joined by `glue`. `at` counts from 1. */
export function registerCells(row: RegisterRow, at: number, day: Day, glue: string): string[] {
  const kind = row.wentKind
  const standing = row.standing === 'active' ? null : row.standing
  const cells: Part[][] = [
    [String(at)],
    [row.name, row.birthName && row.birthName !== row.name ? `(${row.birthName})` : null],
    [sexNames[row.sex as keyof typeof sexNames], word('ethnicity', row.ethnicity), religionOf(row)],
    [row.homePlace, row.homePlaceNew ? `(nay: ${row.homePlaceNew})` : null],
    [
      row.generalGrade ?? word('education', row.education),
      word('theoryLevel', row.theoryLevel),
      [word('professionalLevel', row.professionalLevel), row.specialty].filter(Boolean).join(', '),
      row.foreignLanguage,
    ],
    [row.jobBefore, row.occupation],
    [formatDay(row.admittedOn), row.confirmedOn && formatDay(row.confirmedOn)],
    [row.cardNumber, row.fileNumber, row.badgeNumber],
    service(row, day),
    kind === 'departure' || kind === 'move' ? dated(row.wentOn, row.wentTo) : [],
    dated(row.cameOn, row.cameFrom),
    kind === 'death' ? dated(row.wentOn, row.note) : [],
    kind !== null && OUT.includes(kind) ? dated(row.wentOn, eventNames[kind as keyof typeof eventNames]) : [],
    row.wentOn !== null
      ? []
      : [
          row.confirmedOn === null ? stateNames.probationary : null,
          standing === null ? null : (stateNames as Readonly<Record<string, string>>)[standing],
        ],
  ]
  return cells.map((parts) => parts.filter(Boolean).join(glue))
}

export const registerWords = {
  title: 'SỔ DANH SÁCH ĐẢNG VIÊN',
  form: 'Mẫu 7-HSĐV',
  asOf: (day: Day) => `Tính đến ngày ${formatDay(day)}`,
  withLeft: (since: Day) => `Gồm cả người đã chuyển đi, ra khỏi Đảng, từ trần từ ngày ${formatDay(since)}`,
  count: (present: number, left: number) =>
    left === 0 ? `${present} đảng viên.` : `${present} đảng viên, ${left} người không còn sinh hoạt.`,
  masked: 'Tôn giáo được che; bản đủ do người có quyền in và được ghi vào nhật ký.',
  party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  number: 'Số',
  symbol: '7-HSĐV',
  place: '…………',
  recipients: 'Nơi nhận:',
  recipientLines: ['Lưu hồ sơ đảng viên.'],
  authority: ['T/M CẤP ỦY'],
  post: 'BÍ THƯ',
} as const

const two = (n: number) => String(n).padStart(2, '0')
/** ngày 05 tháng 10 năm 2020 */
export const paperDayWords = (day: number, month: number, year: number): string =>
  `ngày ${two(day)} tháng ${two(month)} năm ${year}`
