// What was planned, said and concluded at the conferences of bloc 1: of articles A and D, and of this year. Speakers are named by office.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

export interface Script {
  key: 'A' | 'B' | 'C' | 'D' | 'recent' | 'coming'
  template: 'nine_month_review' | 'thematic' | 'committee' | 'term_review' | 'workshop'
  title: string
  ordinal: number | null
  term: string
  theme: string | null
  on: Day
  starts: string
  ends: string
  chair: string
  /** Which report leads. */
  report: 'article' | 'latest' | null
  guests: readonly (readonly [role: string, invited: number, attended: number | null])[]
  agenda: readonly (readonly [text: string, presenter: string | null, minutes: number])[]
  papers: readonly {
    kind: 'lead_report' | 'paper' | 'statement' | 'directive'
    title: string
    author: string
    agency?: string
    body?: string
  }[]
  recommendations: readonly {
    level: 'province' | 'bloc' | 'district'
    text: string
    raisedBy: string
    answer?: string
  }[]
  conclusion: string | null
  concludedOn: Day | null
  /** Each becomes a task of the agency's unit; null: of the bloc's own office. */
  points: readonly { text: string; agency: string | null; dueOn: Day }[]
  pictures: readonly string[]
}

const OFFICE = 'Văn phòng Đảng ủy Khối'

const reviewOf2020: Script = {
  key: 'D',
  template: 'nine_month_review',
  title: 'Hội nghị Ban Chấp hành lần thứ 2: sơ kết 9 tháng, triển khai nhiệm vụ quý IV năm 2020',
  ordinal: 2,
  term: 'XIV',
  theme: 'Sơ kết công tác 9 tháng đầu năm 2020; nhiệm vụ trọng tâm quý IV',
  on: day('2020-10-12'),
  starts: '08:00',
  ends: '11:30',
  chair: 'Thường trực Đảng ủy Khối',
  report: 'article',
  guests: [
    ['Ủy viên Ban Chấp hành Đảng bộ Khối', 27, 25],
    ['Lãnh đạo Văn phòng và các ban tham mưu', 8, 8],
    ['Bí thư hoặc phó bí thư tổ chức cơ sở đảng', 63, 61],
    ['Lãnh đạo các đoàn thể trong Khối', 4, 4],
  ],
  agenda: [
    ['Tuyên bố lý do, giới thiệu đại biểu', OFFICE, 10],
    ['Trình bày báo cáo sơ kết 9 tháng', OFFICE, 30],
    ['Tham luận, thảo luận', null, 90],
    ['Công bố khen thưởng phong trào dân vận khéo', 'Ban Dân vận Đảng ủy Khối', 20],
    ['Kết luận hội nghị', 'Bí thư Đảng ủy Khối', 20],
  ],
  papers: [
    { kind: 'lead_report', title: 'Báo cáo kết quả công tác 9 tháng đầu năm 2020', author: OFFICE },
    { kind: 'paper', title: 'Tạo nguồn kết nạp đảng viên từ đoàn viên trẻ', author: 'Đại diện cấp ủy', agency: 'Bệnh viện Đa khoa tỉnh' },
    { kind: 'paper', title: 'Kinh nghiệm chỉ đạo đại hội chi bộ', author: 'Đại diện cấp ủy', agency: 'Sở Nội vụ' },
  ],
  recommendations: [
    { level: 'bloc', text: 'Mở thêm một lớp bồi dưỡng đảng viên mới trong quý IV.', raisedBy: 'Đảng ủy Sở Giáo dục và Đào tạo', answer: 'Đã bổ sung một lớp vào tháng 11 năm 2020.' },
  ],
  conclusion:
    'Hội nghị thống nhất đánh giá: nhiệm vụ 9 tháng được triển khai đúng chương trình, đại hội các cấp hoàn thành. Quý IV tập trung hoàn thành các nhiệm vụ còn lại của năm, nâng chất lượng sinh hoạt và làm tốt kiểm điểm cuối năm.',
  concludedOn: day('2020-10-16'),
  points: [
    { text: 'Hoàn thành hai nhiệm vụ còn lại của chương trình công tác năm 2020.', agency: null, dueOn: day('2020-12-15') },
    { text: 'Hướng dẫn kiểm điểm, xếp loại tổ chức đảng, đảng viên năm 2020.', agency: null, dueOn: day('2020-11-15') },
    { text: 'Mở thêm lớp bồi dưỡng đảng viên mới.', agency: null, dueOn: day('2020-11-30') },
  ],
  pictures: ['Quang cảnh hội nghị (tranh minh họa)', 'Vùng đồi nơi các mô hình dân vận khéo được triển khai (tranh minh họa)'],
} // prettier-ignore

const thematicOf2023: Script = {
  key: 'A',
  template: 'thematic',
  title: 'Hội nghị chuyên đề nâng cao chất lượng các chi bộ, đảng bộ hoạt động trên địa bàn huyện, thị xã',
  ordinal: null,
  term: 'XIV',
  theme: 'Đánh giá chất lượng các chi bộ, đảng bộ theo ngành dọc đóng trên địa bàn huyện, thị xã từ năm 2020 đến nay',
  on: day('2023-09-21'),
  starts: '08:00',
  ends: '11:45',
  chair: 'Thường trực Đảng ủy Khối',
  report: null,
  guests: [
    ['Đại diện Ban Tổ chức Tỉnh ủy', 2, 2],
    ['Thường trực cấp ủy và ban tổ chức các huyện ủy, thị ủy', 18, 16],
    ['Ban Thường vụ Đảng ủy Khối, lãnh đạo Văn phòng và các ban', 15, 14],
    ['Lãnh đạo các đoàn thể trong Khối', 4, 4],
    ['Bí thư hoặc phó bí thư 7 đảng bộ cơ sở', 7, 7],
    ['Bí thư hoặc phó bí thư 8 đảng bộ bộ phận', 8, 8],
    ['Bí thư hoặc phó bí thư 62 chi bộ trực thuộc', 62, 58],
  ],
  agenda: [
    ['Tuyên bố lý do, giới thiệu đại biểu', OFFICE, 10],
    ['Trình bày báo cáo đề dẫn', 'Ban Tổ chức Đảng ủy Khối', 25],
    ['Tham luận của 7 đơn vị', null, 85],
    ['Phát biểu của cấp ủy địa phương', 'Đại diện huyện ủy', 25],
    ['Phát biểu chỉ đạo', 'Đại diện Ban Tổ chức Tỉnh ủy', 20],
    ['Kết luận hội nghị', 'Bí thư Đảng ủy Khối', 20],
  ],
  papers: [
    { kind: 'lead_report', title: 'Báo cáo đề dẫn: chất lượng các chi bộ, đảng bộ trên địa bàn huyện, thị xã từ năm 2020', author: 'Ban Tổ chức Đảng ủy Khối' },
    { kind: 'paper', title: 'Sinh hoạt chi bộ khi đảng viên làm việc ở nhiều địa bàn', author: 'Đại diện cấp ủy', agency: 'Cục Thuế tỉnh' },
    { kind: 'paper', title: 'Phối hợp với cấp ủy huyện trong quản lý đảng viên', author: 'Đại diện cấp ủy', agency: 'Kho bạc Nhà nước tỉnh' },
    { kind: 'paper', title: 'Tạo nguồn kết nạp ở chi bộ ít đoàn viên', author: 'Đại diện cấp ủy', agency: 'Bảo hiểm xã hội tỉnh' },
    { kind: 'paper', title: 'Nền nếp sinh hoạt chuyên đề ở vùng biên', author: 'Đại diện cấp ủy', agency: 'Cục Hải quan tỉnh' },
    { kind: 'paper', title: 'Vai trò của đảng bộ bộ phận khu vực', author: 'Đại diện cấp ủy', agency: 'Công ty Điện lực tỉnh' },
    { kind: 'paper', title: 'Kiểm tra, giám sát chi bộ ở xa trung tâm', author: 'Đại diện cấp ủy', agency: 'Viễn thông tỉnh' },
    { kind: 'paper', title: 'Đưa nghị quyết đến điểm phục vụ xã', author: 'Đại diện cấp ủy', agency: 'Bưu điện tỉnh' },
    { kind: 'statement', title: 'Ý kiến về trao đổi chương trình công tác hằng năm', author: 'Đại diện Thị ủy Mai Kỳ' },
    { kind: 'statement', title: 'Ý kiến về nhận xét đảng viên nơi cư trú', author: 'Đại diện Huyện ủy Phia Dền' },
    { kind: 'directive', title: 'Phát biểu chỉ đạo', author: 'Đại diện Ban Tổ chức Tỉnh ủy' },
  ],
  recommendations: [
    { level: 'province', text: 'Xem xét hướng dẫn thống nhất việc phối hợp quản lý các chi bộ ngành dọc trên địa bàn.', raisedBy: 'Đảng ủy Cục Thuế tỉnh' },
    { level: 'bloc', text: 'Định kỳ hằng quý cử cán bộ dự sinh hoạt với chi bộ ở xa.', raisedBy: 'Đảng ủy Viễn thông tỉnh', answer: 'Đã đưa vào chương trình công tác năm 2024.' },
    { level: 'bloc', text: 'Tổ chức bồi dưỡng nghiệp vụ cho bí thư chi bộ ngay tại địa bàn.', raisedBy: 'Đảng ủy Bảo hiểm xã hội tỉnh' },
    { level: 'district', text: 'Mời bí thư chi bộ ngành dọc dự hội nghị sơ kết, tổng kết của huyện, thị xã.', raisedBy: 'Đảng ủy Kho bạc Nhà nước tỉnh' },
    { level: 'district', text: 'Trao đổi nghị quyết, chương trình công tác năm theo quy chế phối hợp.', raisedBy: 'Đảng ủy Công ty Điện lực tỉnh' },
  ],
  conclusion:
    'Các chi bộ, đảng bộ trên địa bàn cơ bản giữ nền nếp sinh hoạt, gắn với nhiệm vụ của ngành và của địa phương. Thời gian tới cần bổ sung, hoàn chỉnh báo cáo; phối hợp chặt với các huyện ủy, thị ủy theo quy chế phối hợp; quan tâm tạo nguồn kết nạp ở chi bộ nhỏ.',
  concludedOn: day('2023-10-02'),
  points: [
    { text: 'Hoàn chỉnh báo cáo đề dẫn theo ý kiến tham luận, gửi các đơn vị.', agency: null, dueOn: day('2023-10-20') },
    { text: 'Rà soát quy chế phối hợp với các huyện ủy, thị ủy.', agency: null, dueOn: day('2023-12-15') },
    { text: 'Xây dựng kế hoạch tạo nguồn kết nạp ở các chi bộ dưới 7 đảng viên.', agency: 'Bảo hiểm xã hội tỉnh', dueOn: day('2023-12-31') },
  ],
  pictures: ['Toàn cảnh hội nghị (tranh minh họa)', 'Địa bàn các huyện vùng cao (tranh minh họa)', 'Giờ giải lao (tranh minh họa)'],
} // prettier-ignore

const guestsOfCommittee = (attended: boolean): Script['guests'] => [
  ['Ủy viên Ban Chấp hành Đảng bộ Khối', 27, attended ? 26 : null],
  ['Lãnh đạo Văn phòng và các ban tham mưu', 7, attended ? 7 : null],
]

/** When the running tasks are due, in days from today: one is late already. */
const DUE = { overdue: -6, soon: 4, later: 25 }

/** A conference of some weeks ago whose tasks are running, and one that is being prepared. */
function ofThisYear(today: Day): Script[] {
  const held = addDays(today, -40)
  const recent: Script = {
    key: 'recent',
    template: 'committee',
    title: 'Hội nghị Ban Chấp hành Đảng bộ Khối',
    ordinal: 7,
    term: 'XV',
    theme: 'Chất lượng sinh hoạt chi bộ và công tác kết nạp đảng viên',
    on: held,
    starts: '14:00',
    ends: '16:45',
    chair: 'Thường trực Đảng ủy Khối',
    report: null,
    guests: guestsOfCommittee(true),
    agenda: [
      ['Thông qua chương trình', OFFICE, 10],
      ['Báo cáo chất lượng sinh hoạt chi bộ', 'Ban Tổ chức Đảng ủy Khối', 25],
      ['Thảo luận', null, 90],
      ['Kết luận', 'Bí thư Đảng ủy Khối', 20],
    ],
    papers: [
      { kind: 'lead_report', title: 'Báo cáo chất lượng sinh hoạt chi bộ', author: 'Ban Tổ chức Đảng ủy Khối' },
      { kind: 'paper', title: 'Đưa sổ sinh hoạt chi bộ lên hệ thống', author: 'Đại diện cấp ủy', agency: 'Sở Nội vụ' },
    ],
    recommendations: [{ level: 'bloc', text: 'Có tài liệu mẫu cho sinh hoạt chuyên đề ở chi bộ ít người.', raisedBy: 'Chi bộ cơ quan Hội Nông dân tỉnh' }],
    conclusion: 'Nền nếp sinh hoạt giữ vững; cần khắc phục tình trạng sinh hoạt chuyên đề còn ít ý kiến, đẩy nhanh việc tạo nguồn kết nạp.',
    concludedOn: addDays(held, 5),
    points: [
      { text: 'Hoàn thành rà soát nguồn kết nạp đến hết năm, báo cáo danh sách theo từng chi bộ.', agency: 'Sở Nội vụ', dueOn: addDays(today, DUE.soon) },
      { text: 'Nộp báo cáo 9 tháng còn thiếu.', agency: 'cơ quan Hội Nông dân tỉnh', dueOn: addDays(today, DUE.overdue) },
      { text: 'Biên soạn tài liệu mẫu sinh hoạt chuyên đề.', agency: null, dueOn: addDays(today, DUE.later) },
    ],
    pictures: ['Quang cảnh hội nghị (tranh minh họa)'],
  } // prettier-ignore
  const coming: Script = {
    ...recent,
    key: 'coming',
    template: 'nine_month_review',
    title: 'Hội nghị sơ kết công tác 9 tháng, triển khai nhiệm vụ trọng tâm quý IV',
    ordinal: 8,
    theme: 'Sơ kết công tác 9 tháng; nhiệm vụ trọng tâm quý IV',
    on: addDays(today, 12),
    starts: '08:00',
    ends: '11:30',
    report: 'latest',
    guests: [...guestsOfCommittee(false), ['Bí thư hoặc phó bí thư tổ chức cơ sở đảng', 61, null]],
    papers: [
      { kind: 'lead_report', title: 'Báo cáo kết quả công tác 9 tháng', author: OFFICE },
      { kind: 'paper', title: 'Chuyển đổi số trong sinh hoạt chi bộ', author: 'Đại diện cấp ủy', agency: 'Sở Nội vụ' },
      { kind: 'paper', title: 'Phát triển đảng viên trong ngành giáo dục', author: 'Đại diện cấp ủy', agency: 'Sở Giáo dục và Đào tạo' },
    ],
    recommendations: [],
    conclusion: null,
    concludedOn: null,
    points: [],
    pictures: [],
  } // prettier-ignore
  return [recent, coming]
}

/** All conferences of bloc 1, oldest first, as seen on a day. */
export const scriptsOfBloc1 = (today: Day): Script[] => [reviewOf2020, thematicOf2023, ...ofThisYear(today)]
