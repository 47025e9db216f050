// Words of the papers of a conference: notice of conclusion, proceedings.
import { dayOfMonth, formatDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

const two = (n: number) => String(n).padStart(2, '0')

export const paperWords = {
  party: 'ĐẢNG CỘNG SẢN VIỆT NAM',
  number: 'Số',
  place: '…………',
  superior: 'TỈNH ỦY',
  conclusionKind: 'THÔNG BÁO',
  conclusionSymbol: 'TB/ĐU',
  proceedingsKind: 'KỶ YẾU',
  proceedingsSymbol: 'BC/ĐU',
  recipients: 'Nơi nhận:',
  recipientLines: ['- Cấp ủy cấp trên,', '- Các đơn vị được giao nhiệm vụ,', '- Lưu Văn phòng Đảng ủy.'],
  authority: ['T/M BAN THƯỜNG VỤ'],
  post: 'BÍ THƯ',
  tasks: 'Nhiệm vụ',
  order: 'TT',
  task: 'Nội dung',
  owner: 'Đơn vị thực hiện',
  due: 'Hạn',
  tasksCaption: 'Các nhiệm vụ giao theo kết luận',
  agenda: 'Chương trình',
  presenter: 'Người trình bày',
  guests: 'Thành phần',
  role: 'Thành phần',
  invited: 'Mời',
  attended: 'Dự',
  guestsCaption: 'Thành phần mời và dự',
  recommendations: 'Kiến nghị, đề xuất',
  conclusion: 'Kết luận',
  noBody: 'Chưa có toàn văn.',
} as const

export const issuerOf = (unitName: string): string => unitName.replace(/^Đảng bộ/u, 'Đảng ủy').toLocaleUpperCase('vi')
export const dayWords = (on: Day): string => `ngày ${two(dayOfMonth(on))} tháng ${two(monthOf(on))} năm ${yearOf(on)}`
export const conclusionSubject = (title: string, on: Day): string[] => [
  `kết luận ${title.charAt(0).toLocaleLowerCase('vi')}${title.slice(1)}`,
  `(ngày ${formatDay(on)})`,
]
export const byAuthor = (author: string, unitName: string | null): string =>
  unitName === null || author.includes(unitName) ? author : `${author}, ${unitName}`
export const recommendationLine = (level: string, text: string): string => `${level}: ${text}`
