// Words of «Sắp đến hạn»: what each kind is called when several stand together, and how much time is left in working days.
import { formatInteger } from '#kernel/vietnamese/number.ts'

const names: Readonly<Record<string, string>> = {
  probation_ending: 'Hết thời gian dự bị',
  standing_ending: 'Hết hạn tạm miễn, đình chỉ sinh hoạt',
  transfer_review: 'Hồ sơ chuyển sinh hoạt chờ xét',
  transfer_letter: 'Chờ cấp giấy chuyển sinh hoạt',
  transfer_present: 'Giấy chuyển sinh hoạt chưa nộp',
  transfer_receive: 'Chờ tiếp nhận chuyển sinh hoạt',
  transfer_return: 'Hết hạn sinh hoạt tạm thời',
  residence_introduce: 'Chưa giới thiệu về nơi cư trú',
  residence_remarks: 'Thiếu nhận xét nơi cư trú',
  residence_sent: 'Nhận xét nơi cư trú chờ tiếp nhận',
  admission_certificate: 'Kết nạp: giấy chứng nhận hết giá trị',
  admission_issued: 'Kết nạp: giấy chứng nhận đã cấp',
  admission_dossier: 'Kết nạp: hồ sơ hết hạn 12 tháng',
  admission_reply: 'Kết nạp: chờ trả lời thẩm tra lý lịch',
  admission_decide: 'Kết nạp: hạn quyết định',
  admission_ceremony: 'Kết nạp: hạn tổ chức lễ',
  admission_decide_official: 'Kết nạp: hạn quyết định công nhận chính thức',
  class_attendance: 'Lớp học chưa điểm danh',
  class_results: 'Lớp học chưa ghi kết quả',
  class_certificates: 'Lớp học chưa cấp giấy chứng nhận',
  class_enrol: 'Ghi danh lớp học',
  class_make_up: 'Học bù',
  badges_reached: 'Xét tặng Huy hiệu Đảng',
  correction_waiting: 'Đề nghị sửa hồ sơ',
  dues_sheet: 'Thu, nộp đảng phí',
  dues_arrears: 'Nợ đảng phí',
}

/** What things of a kind are called together; a kind without a name of its own stands among the others. */
export const deadlineKindName = (kind: string): string => names[kind] ?? 'Việc khác'

/** What to know of a thing where its unit stands beside it: without the unit's name in front. */
export const textBesideUnit = (text: string, unitName: string): string =>
  text === unitName ? '' : unitName !== '' && text.startsWith(`${unitName} · `) ? text.slice(unitName.length + 3) : text

/** «quá hạn 3 ngày làm việc», «hạn hôm nay», «còn 5 ngày làm việc». */
export function workingDaysLeft(left: number, late: boolean): string {
  if (late) return `quá hạn ${formatInteger(Math.max(1, -left))} ngày làm việc`
  return left === 0 ? 'đến hạn' : `còn ${formatInteger(left)} ngày làm việc`
}
