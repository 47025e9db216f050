// Words of «Việc cần làm»: for each kind of thing that is due its title, what to know of it, and the verb that gets it done.
import { daysBetween, formatDay, isDay, monthOf, weekdayOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { DueItem } from '#kernel/due.ts'
import { parsePeriod, periodLabel } from '#kernel/period.ts'
import { periodName } from '#modules/coordination/coordination.server.ts'
import { formatInteger } from '#kernel/vietnamese/number.ts'

export interface DueWords {
  title: string
  text: string
  /** The verb on the button. */
  action: string
}

type Params = DueItem['params']

const text = (params: Params, name: string): string => String(params[name] ?? '')
const number = (params: Params, name: string): string => formatInteger(Number(params[name] ?? 0))
const month = (params: Params, name = 'month'): string => {
  const value = params[name]
  return isDay(value) ? `tháng ${monthOf(value)}` : ''
}
const monthOfYear = (params: Params): string => {
  const value = params['month']
  return isDay(value) ? `tháng ${monthOf(value)}/${yearOf(value)}` : ''
}
const onDay = (params: Params, name: string): string => {
  const value = params[name]
  return isDay(value) ? formatDay(value) : ''
}
const quarter = (params: Params): string => {
  const value = params['quarter']
  return isDay(value) ? `quý ${['I', 'II', 'III', 'IV'][Math.floor((monthOf(value) - 1) / 3)]}/${yearOf(value)}` : ''
}
const period = (params: Params): string => {
  const known = parsePeriod(text(params, 'period'))
  return known ? periodLabel(known) : text(params, 'period')
}
const joined = (...parts: (string | false)[]): string => parts.filter(Boolean).join(' · ')
const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật']
const plannedText = (params: Params): string => {
  const value = params['plannedOn']
  return isDay(value) ? `${weekdays[weekdayOf(value) - 1]} ${formatDay(value)}` : 'chưa định ngày họp'
}

const words: Record<string, (params: Params) => DueWords> = {
  admission_certificate: (p) => ({
    title: `Giấy chứng nhận hết giá trị, kết nạp: ${text(p, 'name')}`,
    text: text(p, 'cell'),
    action: 'Mở hồ sơ',
  }),
  admission_issued: (p) => ({
    title: `Đã có giấy chứng nhận học lớp, ghi vào hồ sơ: ${text(p, 'name')}`,
    text: joined(text(p, 'cell'), `số ${text(p, 'number')}, cấp ${onDay(p, 'issuedOn')}`),
    action: 'Mở hồ sơ',
  }),
  admission_dossier: (p) => ({
    title: `Hồ sơ xin vào Đảng hết hạn 12 tháng: ${text(p, 'name')}`,
    text: text(p, 'cell'),
    action: 'Mở hồ sơ',
  }),
  admission_reply: (p) => ({
    title: `Đến hạn trả lời thẩm tra lý lịch, kết nạp: ${text(p, 'name')}`,
    text: text(p, 'cell'),
    action: 'Ghi trả lời',
  }),
  admission_decide: (p) => ({
    title: `Xem xét quyết định kết nạp: ${text(p, 'name')}`,
    text: text(p, 'cell'),
    action: 'Mở hồ sơ',
  }),
  admission_ceremony: (p) => ({
    title: `Tổ chức lễ kết nạp: ${text(p, 'name')}`,
    text: text(p, 'cell'),
    action: 'Ghi lễ kết nạp',
  }),
  admission_decide_official: (p) => ({
    title: `Xem xét công nhận đảng viên chính thức: ${text(p, 'name')}`,
    text: text(p, 'cell'),
    action: 'Mở hồ sơ',
  }),
  class_enrol: (p) => ({
    title: `Ghi danh: ${text(p, 'title')}`,
    text: joined(text(p, 'unit'), `đã ghi ${number(p, 'count')}/${number(p, 'of')} người`, `hạn ${onDay(p, 'on')}`),
    action: 'Ghi danh',
  }),
  class_attendance: (p) => ({
    title: text(p, 'title') || 'Lớp học',
    text: `Học xong ngày ${onDay(p, 'on')}, còn ${number(p, 'count')} buổi chưa điểm danh`,
    action: 'Điểm danh',
  }),
  class_results: (p) => ({
    title: text(p, 'title') || 'Lớp học',
    text: `Học xong ngày ${onDay(p, 'on')}, còn ${number(p, 'count')} người chưa có kết quả`,
    action: 'Ghi kết quả',
  }),
  class_certificates: (p) => ({
    title: text(p, 'title') || 'Lớp học',
    text: `${number(p, 'count')} người đạt chưa có giấy chứng nhận`,
    action: 'Cấp giấy chứng nhận',
  }),
  class_make_up: (p) => ({
    title: text(p, 'title') || 'Lớp học',
    text: joined(text(p, 'unit'), `còn ${number(p, 'count')} người phải học bù`),
    action: 'Xem danh sách',
  }),
  conference_prepare: (p) => ({
    title: text(p, 'title') || 'Hội nghị',
    text: joined(`họp ngày ${onDay(p, 'on')}`, `đã chuẩn bị ${number(p, 'done')}/${number(p, 'all')} việc`),
    action: 'Chuẩn bị hội nghị',
  }),
  conference_hold: (p) => ({
    title: text(p, 'title') || 'Hội nghị',
    text: `Đã đến ngày họp ${onDay(p, 'on')}, chưa ghi nhận kết quả`,
    action: 'Ghi nhận đã họp',
  }),
  conference_conclude: (p) => ({
    title: text(p, 'title') || 'Hội nghị',
    text: `Họp ngày ${onDay(p, 'on')}, chưa có kết luận`,
    action: 'Viết kết luận',
  }),
  congress_plan: (p) => ({
    title: `Đại hội nhiệm kỳ ${text(p, 'cycle')}`,
    text: joined(text(p, 'unit'), 'chưa lên kế hoạch', `hạn tổ chức ${onDay(p, 'on')}`),
    action: 'Lên kế hoạch',
  }),
  congress_plan_many: (p) => ({
    title: `${number(p, 'count')} tổ chức chưa lên kế hoạch đại hội`,
    text: `Nhiệm kỳ ${text(p, 'cycle')}`,
    action: 'Lên kế hoạch',
  }),
  congress_approve_content: (p) => ({
    title: `Duyệt nội dung đại hội: ${text(p, 'unit')}`,
    text: joined(`nhiệm kỳ ${text(p, 'cycle')}`, `dự kiến khai mạc ${onDay(p, 'on')}`),
    action: 'Duyệt nội dung',
  }),
  congress_approve_content_many: (p) => ({
    title: `${number(p, 'count')} đại hội chờ duyệt nội dung`,
    text: `Nhiệm kỳ ${text(p, 'cycle')}`,
    action: 'Xem lịch đại hội',
  }),
  congress_hold: (p) => ({
    title: `Đại hội ${text(p, 'unit')}`,
    text: joined(`nhiệm kỳ ${text(p, 'cycle')}`, `dự kiến ngày ${onDay(p, 'on')}`),
    action: 'Ghi đã tổ chức',
  }),
  congress_hold_many: (p) => ({
    title: `${number(p, 'count')} đại hội sắp mở hoặc chưa ghi đã tổ chức`,
    text: `Nhiệm kỳ ${text(p, 'cycle')}`,
    action: 'Xem lịch đại hội',
  }),
  congress_report: (p) => ({
    title: `Báo cáo kết quả đại hội: ${text(p, 'unit')}`,
    text: joined(`nhiệm kỳ ${text(p, 'cycle')}`, `đã tổ chức ${onDay(p, 'on')}`),
    action: 'Báo cáo kết quả',
  }),
  congress_report_many: (p) => ({
    title: `${number(p, 'count')} đại hội chưa báo cáo kết quả`,
    text: `Nhiệm kỳ ${text(p, 'cycle')}`,
    action: 'Xem lịch đại hội',
  }),
  congress_approve: (p) => ({
    title: `Chuẩn y kết quả đại hội: ${text(p, 'unit')}`,
    text: joined(`nhiệm kỳ ${text(p, 'cycle')}`, `đã tổ chức ${onDay(p, 'on')}`),
    action: 'Chuẩn y kết quả',
  }),
  congress_approve_many: (p) => ({
    title: `${number(p, 'count')} đại hội chờ chuẩn y kết quả`,
    text: `Nhiệm kỳ ${text(p, 'cycle')}`,
    action: 'Xem lịch đại hội',
  }),
  article_approve: (p) => ({ title: text(p, 'title') || 'Bài viết', text: 'Bài viết chờ duyệt', action: 'Duyệt bài' }),
  article_publish: (p) => ({
    title: text(p, 'title') || 'Bài viết',
    text: 'Bài viết đã duyệt, chờ đăng',
    action: 'Đăng bài',
  }),
  article_returned: (p) => ({
    title: text(p, 'title') || 'Bài viết',
    text: `Bài được trả lại: ${text(p, 'note')}`,
    action: 'Sửa bài',
  }),
  meeting_open: (p) => ({
    title: `Sinh hoạt chi bộ ${month(p)}`,
    text: joined(text(p, 'cell'), 'chưa lên lịch'),
    action: 'Mở buổi sinh hoạt',
  }),
  meeting_planned: (p) => ({
    title: `Sinh hoạt chi bộ ${month(p)}`,
    text: joined(text(p, 'cell'), plannedText(p), p['topic'] !== null && `chuyên đề: ${text(p, 'topic')}`),
    action: 'Mở buổi sinh hoạt',
  }),
  attendance_missing: (p) => ({
    title: `Điểm danh buổi ${month(p)}`,
    text: joined(text(p, 'cell'), `đã họp ngày ${onDay(p, 'heldOn')}, chưa ghi ai có mặt`),
    action: 'Điểm danh',
  }),
  minutes_missing: (p) => ({
    title: `Ghi biên bản buổi ${month(p)}`,
    text: joined(text(p, 'cell'), `đã họp ngày ${onDay(p, 'heldOn')}`),
    action: 'Ghi biên bản',
  }),
  theme_missing: (p) => ({
    title: `Sinh hoạt chuyên đề ${quarter(p)}`,
    text: joined(text(p, 'cell'), `đã có ${number(p, 'themes')} trên ít nhất ${number(p, 'needed')} chuyên đề`),
    action: 'Chọn buổi',
  }),
  cells_not_met: (p) => ({
    title: `${number(p, 'missing')} chi bộ chưa sinh hoạt ${month(p)}`,
    text: joined(
      text(p, 'unit'),
      `${formatInteger(Number(p['due'] ?? 0) - Number(p['missing'] ?? 0))}/${number(p, 'due')} chi bộ đã họp`,
    ),
    action: 'Xem chi bộ chưa họp',
  }),
  probation_ending: (p) => ({
    title: `Xét công nhận chính thức: ${text(p, 'name')}`,
    text: joined(text(p, 'cell'), `thời gian dự bị hết ngày ${onDay(p, 'endsOn')}`),
    action: 'Mở hồ sơ',
  }),
  standing_ending: (p) => ({
    title: `${p['standing'] === 'paused' ? 'Hết hạn tạm miễn' : 'Hết hạn đình chỉ'} sinh hoạt: ${text(p, 'name')}`,
    text: 'Ghi sinh hoạt trở lại, hoặc quyết định mới',
    action: 'Mở hồ sơ',
  }),
  transfer_review: (p) => ({
    title: `Xét chuyển sinh hoạt: ${text(p, 'name')}`,
    text: `Đề nghị ngày ${onDay(p, 'from')}`,
    action: 'Ghi nhận xét',
  }),
  transfer_letter: (p) => ({
    title: `Cấp giấy giới thiệu: ${text(p, 'name')}`,
    text: `Đề nghị ngày ${onDay(p, 'from')}, chi bộ đã xét`,
    action: 'Mở',
  }),
  transfer_present: (p) => ({
    title: `Nộp giấy giới thiệu: ${text(p, 'name')}`,
    text: joined(
      `cấp ngày ${onDay(p, 'from')}`,
      Number(p['reached'] ?? 0) > 0 && `đã qua ${number(p, 'reached')}% thời hạn`,
    ),
    action: 'Theo dõi',
  }),
  transfer_receive: (p) => ({
    title: `Tiếp nhận đảng viên: ${text(p, 'name')}`,
    text: `Đã nộp giấy ngày ${onDay(p, 'from')}`,
    action: 'Tiếp nhận',
  }),
  transfer_return: (p) => ({
    title: `Hết hạn sinh hoạt tạm thời: ${text(p, 'name')}`,
    text: 'Ghi đã về, hoặc gia hạn',
    action: 'Mở',
  }),
  correction_waiting: (p) => ({
    title: `Đề nghị sửa hồ sơ: ${text(p, 'name')}`,
    text: joined(
      text(p, 'cell'),
      p['saidBy'] === null ? `gửi ngày ${onDay(p, 'askedOn')}` : `ghi thay theo lời ${text(p, 'saidBy')}`,
    ),
    action: 'Xem và trả lời',
  }),
  reads_to_review: (p) => ({
    title: `Rà soát lượt đọc thông tin hạn chế ${period(p)}`,
    text: `${number(p, 'reads')} lượt đọc, chưa có người rà soát`,
    action: 'Rà soát',
  }),
  dues_sheet: (p) => ({
    title: `Thu đảng phí ${monthOfYear(p)}`,
    text: joined(
      text(p, 'cell'),
      Number(p['unpaid'] ?? 0) > 0 ? `${number(p, 'unpaid')} đồng chí chưa nộp` : 'đã thu đủ, chưa khóa bảng',
    ),
    action: 'Mở bảng thu',
  }),
  dues_arrears: (p) => ({
    title: `${text(p, 'name')}: ${number(p, 'months')} tháng chưa đóng đảng phí`,
    text: joined(text(p, 'cell'), 'chi bộ xem xét theo quy định về xóa tên; hỏi lý do trước'),
    action: 'Xem sổ đảng phí',
  }),
  residence_introduce: (p) => ({
    title: `${number(p, 'count')} đảng viên chưa giới thiệu về nơi cư trú`,
    text: text(p, 'cell'),
    action: 'Giới thiệu',
  }),
  residence_remarks: (p) => ({
    title: `${number(p, 'count')} đảng viên chưa có nhận xét nơi cư trú năm ${text(p, 'year')}`,
    text: text(p, 'cell'),
    action: 'Xem danh sách',
  }),
  residence_sent: (p) => ({
    title: `${text(p, 'cell')} đã gửi nhận xét năm ${text(p, 'year')}`,
    text: joined(text(p, 'unit'), 'xem rồi tiếp nhận, hoặc trả lại để bổ sung'),
    action: 'Xem và tiếp nhận',
  }),
  badges_reached: (p) => ({
    title: `Huy hiệu Đảng: ${number(p, 'count')} đồng chí đủ tuổi đảng`,
    text: joined(text(p, 'cell'), `${text(p, 'round')}, trao ngày ${onDay(p, 'on')}`),
    action: 'Lập danh sách',
  }),
  data_faults: (p) => ({
    title: `${number(p, 'count')} chỗ cần sửa trong hồ sơ`,
    text: joined(text(p, 'unit'), 'dữ liệu đảng viên chưa đúng hoặc chưa đủ'),
    action: 'Xem và sửa',
  }),
  coordination_owed: (p) => ({
    title: text(p, 'title') || 'Việc phối hợp',
    text: joined(
      text(p, 'side'),
      periodName(text(p, 'period')),
      `quy chế ${text(p, 'number')}`,
      p['reason'] !== null && p['reason'] !== undefined && `bị trả lại: ${text(p, 'reason')}`,
    ),
    action: 'Ghi kết quả',
  }),
  coordination_review: (p) => ({
    title: text(p, 'title') || 'Việc phối hợp',
    text: joined(`${text(p, 'side')} đã gửi`, periodName(text(p, 'period')), `quy chế ${text(p, 'number')}`),
    action: 'Xem và tiếp nhận',
  }),
  plan_shared: (p) => ({
    title: text(p, 'title') || 'Phương án sắp xếp',
    text: `Phương án chờ cho ý kiến, chốt; hiệu lực từ ngày ${onDay(p, 'on')}`,
    action: 'Xem phương án',
  }),
  plan_day_near: (p) => ({
    title: text(p, 'title') || 'Phương án sắp xếp',
    text: `Phương án sắp xếp đã chốt, thực hiện từ ngày ${onDay(p, 'on')}`,
    action: 'Xem phương án',
  }),
  plan_failed: (p) => ({
    title: text(p, 'title') || 'Phương án sắp xếp',
    text: `Chưa thực hiện được vào ngày ${onDay(p, 'on')}, xem điều còn thiếu`,
    action: 'Xem điều còn thiếu',
  }),
  plan_comments: (p) => ({
    title: text(p, 'title') || 'Phương án sắp xếp',
    text: `${number(p, 'count')} ý kiến chưa trả lời`,
    action: 'Trả lời ý kiến',
  }),
  report_part: (p) => ({
    title: `Báo cáo ${period(p)}`,
    text: joined(text(p, 'unit'), 'số liệu đã có, còn viết phần nhận xét'),
    action: 'Viết báo cáo',
  }),
  report_returned: (p) => ({
    title: `Báo cáo ${period(p)} bị trả lại`,
    text: joined(text(p, 'unit'), 'xem lý do, sửa rồi nộp lại'),
    action: 'Sửa báo cáo',
  }),
  report_decide: (p) => ({
    title: `${number(p, 'count')} báo cáo ${period(p)} chờ duyệt`,
    text: 'Tiếp nhận, hoặc trả lại kèm lý do',
    action: 'Duyệt báo cáo',
  }),
  task_open: (p) => ({
    title: text(p, 'title'),
    text: joined(text(p, 'unit'), `giao bởi ${text(p, 'issuer')}`),
    action: 'Báo cáo kết quả',
  }),
  task_reported: (p) => ({
    title: text(p, 'title'),
    text: `${text(p, 'unit')} đã báo cáo kết quả, chờ kết luận`,
    action: 'Xem và kết luận',
  }),
}

/** The words of a due thing; a kind without words of its own still leads to its place. */
export function dueWords(item: DueItem): DueWords {
  return (
    words[item.kind]?.(item.params) ?? {
      title: text(item.params, 'title') || 'Việc cần làm',
      text: text(item.params, 'unit'),
      action: 'Mở',
    }
  )
}

/** The kinds that have words. */
export const dueKinds: readonly string[] = Object.keys(words)

/** How much time is left, in words: «quá hạn 3 ngày», «hạn hôm nay», «còn 5 ngày». */
export function leftWords(dueOn: Day, today: Day): string {
  const left = daysBetween(today, dueOn)
  if (left < 0) return `quá hạn ${formatInteger(-left)} ngày`
  return left === 0 ? 'hạn hôm nay' : `còn ${formatInteger(left)} ngày`
}

export const glanceWords = { than: 'so với cùng kỳ năm trước', points: 'điểm %' }
