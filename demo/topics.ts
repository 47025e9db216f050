// What cells of the demo talk about: themes of thematic meetings, minutes and resolutions in plain words.
import { formatDay, monthOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Random } from './random.ts'

export const TOPICS = [
  'Nâng cao trách nhiệm nêu gương của cán bộ, đảng viên trong thực thi công vụ',
  'Giải pháp nâng cao chất lượng sinh hoạt chi bộ',
  'Học và làm theo phong cách gần dân, trọng dân của Bác',
  'Thực hành tiết kiệm, chống lãng phí tại cơ quan',
  'Chuyển đổi số trong giải quyết công việc hằng ngày',
  'Phát hiện, bồi dưỡng quần chúng ưu tú để kết nạp vào Đảng',
  'Đổi mới lề lối làm việc, rút ngắn thời gian xử lý văn bản',
  'Xây dựng văn hóa công sở thân thiện, trách nhiệm',
  'Công tác tự kiểm tra, giám sát của chi bộ',
  'Bảo vệ nền tảng tư tưởng của Đảng trên không gian mạng',
  'Phát huy dân chủ ở cơ sở trong cơ quan',
  'Giữ mối liên hệ với cấp ủy nơi cư trú',
  'Tự phê bình và phê bình trong sinh hoạt chi bộ',
  'Sắp xếp tổ chức bộ máy và tư tưởng của cán bộ, đảng viên',
  'Nâng cao chất lượng tham mưu của phòng, ban',
  'Trách nhiệm của đảng viên với gia đình và nơi ở',
  'Xây dựng mô hình dân vận khéo của chi bộ',
  'Phòng ngừa sai sót trong quản lý tài chính, tài sản công',
  'Tiếp dân, giải quyết kiến nghị của người dân và doanh nghiệp',
  'Nâng cao năng lực ngoại ngữ, tin học của đảng viên trẻ',
  'Thực hiện những điều đảng viên không được làm',
  'Vai trò của chi ủy trong chuẩn bị nội dung sinh hoạt',
  'Chăm lo đời sống, sức khỏe cán bộ, người lao động',
  'Bảo vệ bí mật nhà nước khi làm việc trên mạng',
] as const

export const PLACES = ['Phòng họp tầng 2', 'Hội trường cơ quan', 'Phòng họp số 1', 'Phòng truyền thống'] as const

const BUSINESS = [
  'rà soát tiến độ nhiệm vụ được giao',
  'góp ý dự thảo báo cáo chuyên môn',
  'phân công đảng viên giúp đỡ quần chúng ưu tú',
  'thu nộp đảng phí đúng kỳ',
  'chuẩn bị hội nghị cán bộ, công chức',
  'nhận xét đảng viên dự bị',
  'đăng ký nội dung làm theo Bác',
  'xử lý hồ sơ quá hạn còn lại',
] as const

/** Short minutes of one sitting. */
export function minutesOf(chance: Random, heldOn: Day, topic: string | null): string {
  const [first, second] = chance.shuffle(BUSINESS)
  return [
    `Chi bộ họp ngày ${formatDay(heldOn)}. Đồng chí Bí thư thông báo tình hình thời sự và văn bản mới của cấp trên.`,
    `Chi bộ kiểm điểm việc thực hiện nghị quyết tháng trước, thảo luận: ${first}; ${second}.`,
    topic === null ? '' : `Sinh hoạt chuyên đề: ${topic}. Các ý kiến liên hệ với công việc của từng đồng chí.`,
  ]
    .filter(Boolean)
    .join('\n')
}

/** What the cell resolved. */
export function resolutionOf(chance: Random, heldOn: Day): string {
  const [first, second, third] = chance.shuffle(BUSINESS)
  return `Nghị quyết sinh hoạt tháng ${monthOf(heldOn)}:\n1. Tiếp tục ${first}.\n2. Hoàn thành việc ${second} trước kỳ họp sau.\n3. Chi ủy theo dõi việc ${third}.`
}
