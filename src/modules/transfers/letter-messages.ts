// Words of the letter of introduction.
import { dayOfMonth, formatDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { TableColumn } from '#platform/paper/report-paper.ts'
import type { LetterFacts } from './letter-facts.ts'
import type { TransferKind } from './transfer.ts'

const two = (n: number) => String(n).padStart(2, '0')
const subjects: Record<TransferKind, string> = {
  official: 'chuyển sinh hoạt đảng chính thức',
  temporary: 'chuyển sinh hoạt đảng tạm thời',
  internal: 'chuyển sinh hoạt đảng nội bộ',
}
const slip: TableColumn[] = [
  { label: 'Nơi nhận', align: 'left', width: 3 },
  { label: 'Ngày nhận', align: 'center', width: 1.4 },
  { label: 'Ký tên, đóng dấu', align: 'left', width: 2 },
]

export const letterWords = {
  party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  number: 'Số',
  symbol: 'GTSHĐ',
  draft: 'DỰ THẢO',
  place: '…………',
  title: 'GIẤY GIỚI THIỆU',
  subject: (kind: TransferKind) => subjects[kind],
  day: (on: Day | null) =>
    on ? `ngày ${two(dayOfMonth(on))} tháng ${two(monthOf(on))} năm ${yearOf(on)}` : 'ngày …… tháng …… năm …………',
  to: (to: string) => `Kính gửi: ${to}`,
  lines: (facts: LetterFacts): string[] => [
    `Đồng chí: ${facts.name}, sinh ngày ${formatDay(facts.birthOn)}.`,
    `Vào Đảng ngày ${formatDay(facts.admittedOn)}; ${facts.confirmedOn ? `chính thức ngày ${formatDay(facts.confirmedOn)}` : 'đang là đảng viên dự bị'}.`,
    `Số thẻ đảng viên: ${facts.cardNumber ?? 'chưa có'}.`,
    `Đang sinh hoạt tại: ${facts.from}.`,
    `Nay chuyển đến sinh hoạt tại: ${facts.to}${facts.untilOn ? `, đến ngày ${formatDay(facts.untilOn)}` : ''}.`,
    facts.duesPaidTo
      ? `Đồng chí đã đóng đảng phí hết tháng ${two(monthOf(facts.duesPaidTo))} năm ${yearOf(facts.duesPaidTo)}.`
      : 'Đảng phí: chưa ghi.',
    facts.presentBy
      ? `Đồng chí mang giấy này và hồ sơ đảng viên đã niêm phong đến nơi nhận trước hoặc trong ngày ${formatDay(facts.presentBy)}.`
      : 'Đồng chí mang giấy này và hồ sơ đảng viên đã niêm phong đến nơi nhận.',
  ],
  slipTitle: 'Phần ghi của nơi nhận',
  slip,
  slipRows: [
    ['Cấp ủy tiếp nhận', '', ''],
    ['Đảng ủy cơ sở', '', ''],
    ['Chi bộ', '', ''],
  ],
  recipients: 'Nơi nhận:',
  recipientLines: ['Như trên,', 'Lưu hồ sơ, sổ giới thiệu sinh hoạt đảng.'],
  authority: ['T/M CẤP ỦY'],
  post: '',
}
