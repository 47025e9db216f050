// Conferences of blocs 2 and 3: the mid-term review of article B, the workshop of article C with its fourteen papers.
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { BLOC_1, BLOC_2, BLOC_3 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import { scriptsOfBloc1 } from './conference-scripts.ts'
import type { Script } from './conference-scripts.ts'

const OFFICE = 'Văn phòng Đảng ủy Khối'

const midTermReview: Script = {
  key: 'B',
  template: 'term_review',
  title: 'Hội nghị sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội Đảng bộ Khối nhiệm kỳ 2015–2020',
  ordinal: null,
  term: '2015–2020',
  theme: 'Sơ kết giữa nhiệm kỳ thực hiện nghị quyết đại hội; nhiệm vụ nửa cuối nhiệm kỳ',
  on: day('2018-06-20'),
  starts: '08:00',
  ends: '11:30',
  chair: 'Thường trực Đảng ủy Khối',
  report: null,
  guests: [
    ['Ủy viên ban chấp hành đảng bộ', 27, 26],
    ['Lãnh đạo văn phòng, các ban tham mưu', 7, 7],
    ['Bí thư hoặc phó bí thư tổ chức cơ sở đảng', 53, 51],
    ['Đại diện cấp ủy, ban đảng cấp trên', 3, 3],
  ],
  agenda: [
    ['Tuyên bố lý do, giới thiệu đại biểu', OFFICE, 10],
    ['Trình bày báo cáo sơ kết giữa nhiệm kỳ', OFFICE, 30],
    ['Tham luận, thảo luận', null, 90],
    ['Phát biểu chỉ đạo', 'Đại diện Thường trực Tỉnh ủy', 20],
    ['Kết luận hội nghị', 'Bí thư Đảng ủy Khối', 20],
  ],
  papers: [
    { kind: 'lead_report', title: 'Báo cáo sơ kết giữa nhiệm kỳ thực hiện nghị quyết đại hội', author: OFFICE },
    { kind: 'paper', title: 'Đăng ký và thực hiện chuyên đề sinh hoạt hằng năm', author: 'Đại diện cấp ủy', agency: 'Sở Y tế' },
    { kind: 'paper', title: 'Đánh giá, xếp loại thực chất', author: 'Đại diện cấp ủy', agency: 'Sở Tài chính' },
    { kind: 'directive', title: 'Phát biểu chỉ đạo', author: 'Đại diện Thường trực Tỉnh ủy' },
  ],
  recommendations: [
    { level: 'bloc', text: 'Đôn đốc, nhắc nhở cơ sở thường xuyên hơn, có lịch kiểm tra từng quý.', raisedBy: 'Đảng ủy Sở Y tế', answer: 'Đã đưa vào chương trình kiểm tra, giám sát năm 2019.' },
    { level: 'province', text: 'Tăng số lớp trung cấp lý luận chính trị cho khối cơ quan.', raisedBy: 'Đảng ủy Sở Tài chính' },
  ],
  conclusion: 'Nửa đầu nhiệm kỳ các chỉ tiêu chủ yếu đạt tiến độ. Nửa cuối nhiệm kỳ cần đôn đốc cơ sở sát hơn, đánh giá đúng thực chất, quản lý đảng viên chặt chẽ.',
  concludedOn: day('2018-06-28'),
  points: [
    { text: 'Lập kế hoạch hoàn thành chỉ tiêu kết nạp đảng viên của nhiệm kỳ.', agency: null, dueOn: day('2018-09-30') },
    { text: 'Hướng dẫn đánh giá, xếp loại theo hướng thực chất.', agency: null, dueOn: day('2018-11-15') },
  ],
  pictures: ['Quang cảnh hội nghị (tranh minh họa)'],
} // prettier-ignore

/** Papers of the workshop: what about, and whose. */
const PAPERS: readonly (readonly [title: string, agency: string])[] = [
  ['Đổi mới sinh hoạt chi bộ trong cơ quan hành chính', 'Sở Nội vụ'],
  ['Đổi mới phương thức lãnh đạo ở doanh nghiệp có vốn nhà nước', 'Công ty Cổ phần Cấp nước'],
  ['Kết nạp đảng viên trong doanh nghiệp ngoài nhà nước', 'Công ty TNHH May xuất khẩu Hoàng Lam'],
  ['Công tác cán bộ ở cơ quan tham mưu', 'Ban Tổ chức Tỉnh ủy'],
  ['Kiểm tra, giám sát từ chi bộ', 'cơ quan Ủy ban Kiểm tra Tỉnh ủy'],
  ['Đảng viên với nơi cư trú', 'Sở Tư pháp'],
  ['Thực hiện dân chủ ở cơ sở trong trường học', 'Trường Cao đẳng Sư phạm'],
  ['Lãnh đạo đoàn thể trong bệnh viện', 'Bệnh viện Đa khoa tỉnh'],
  ['Chi bộ ở ngân hàng: họp gọn, việc rõ', 'Ngân hàng Công thương chi nhánh tỉnh'],
  ['Ứng dụng công nghệ trong quản lý đảng viên', 'Trung tâm Công nghệ thông tin tỉnh'],
  ['Phương thức hoạt động của đảng bộ ngành dọc', 'Cục Thuế tỉnh'],
  ['Công tác dân vận của chi bộ đoàn thể', 'cơ quan Hội Nông dân tỉnh'],
  ['Bồi dưỡng lý luận cho đảng viên trẻ', 'Trường Chính trị tỉnh'],
  ['Giữ nền nếp sinh hoạt ở doanh nghiệp nhiều ca', 'Công ty Cổ phần Xi măng'],
]

const workshop: Script = {
  key: 'C',
  template: 'workshop',
  title: 'Hội thảo khoa học: đổi mới nội dung, phương thức hoạt động của các loại hình tổ chức cơ sở đảng',
  ordinal: null,
  term: 'XVI',
  theme: 'Đổi mới nội dung, phương thức hoạt động theo từng loại hình tổ chức cơ sở đảng',
  on: day('2023-11-03'),
  starts: '08:00',
  ends: '11:45',
  chair: 'Thường trực Đảng ủy Khối',
  report: null,
  guests: [
    ['Lãnh đạo văn phòng, các ban tham mưu', 9, 9],
    ['Bí thư hoặc phó bí thư tổ chức cơ sở đảng', 94, 88],
    ['Nhà khoa học, chuyên gia', 6, 5],
    ['Đại diện cấp ủy, ban đảng cấp trên', 4, 4],
  ],
  agenda: [
    ['Tuyên bố lý do, giới thiệu đại biểu', OFFICE, 10],
    ['Trình bày báo cáo đề dẫn', 'Ban Tổ chức Đảng ủy Khối', 20],
    ['Tham luận', null, 110],
    ['Thảo luận', null, 40],
    ['Tổng kết hội thảo', 'Bí thư Đảng ủy Khối', 20],
  ],
  papers: [
    { kind: 'lead_report', title: 'Báo cáo đề dẫn hội thảo', author: 'Ban Tổ chức Đảng ủy Khối' },
    ...PAPERS.map(([title, agency]) => ({ kind: 'paper' as const, title, author: 'Đại diện cấp ủy', agency })),
  ],
  recommendations: [
    { level: 'bloc', text: 'Ban hành hướng dẫn riêng cho từng loại hình tổ chức cơ sở đảng.', raisedBy: 'Cấp ủy Công ty Cổ phần Cấp nước' },
    { level: 'province', text: 'Nghiên cứu cơ chế phối hợp quản lý đảng viên ở nơi cư trú.', raisedBy: 'Cấp ủy Sở Tư pháp' },
  ],
  conclusion: 'Các ban tổng hợp 14 tham luận, tham mưu Ban Thường vụ giải pháp đổi mới theo từng loại hình, lấy chất lượng sinh hoạt chi bộ làm khâu đột phá.',
  concludedOn: day('2023-11-15'),
  points: [
    { text: 'Tổng hợp tham luận, xây dựng kỷ yếu hội thảo.', agency: null, dueOn: day('2023-12-31') },
    { text: 'Tham mưu hướng dẫn sinh hoạt theo loại hình tổ chức cơ sở đảng.', agency: null, dueOn: day('2024-03-31') },
  ],
  pictures: ['Toàn cảnh hội thảo (tranh minh họa)', 'Vùng nguyên liệu của doanh nghiệp trong Khối (tranh minh họa)'],
} // prettier-ignore

/** The conferences of a bloc of the demo, oldest first, as seen on a day; none for any other bloc. */
export function scriptsOf(definition: BlocDefinition, today: Day): Script[] {
  if (definition === BLOC_1) return scriptsOfBloc1(today)
  return definition === BLOC_2 ? [midTermReview] : definition === BLOC_3 ? [workshop] : []
}
