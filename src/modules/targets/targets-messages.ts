// Words and sentences of targets and tasks.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { TargetStatus } from './target.ts'
import type { TaskState } from './task.ts'

export const targetStatusNames: Record<TargetStatus, string> = { exceeded: 'Vượt', met: 'Đạt', unmet: 'Chưa đạt' }

export const taskStateNames: Record<TaskState, string> = {
  open: 'Đang thực hiện',
  reported: 'Đã báo cáo, chờ kết luận',
  done: 'Hoàn thành',
  cancelled: 'Đã hủy',
}

/** What is said of a task that ends with its unit. */
export const unitEndedVerdict = 'Thôi thực hiện: tổ chức kết thúc hoạt động, không có nơi tiếp nhận.'

export const targetsErrors: ErrorCatalogue = {
  'targets.unit_has_tasks': {
    status: 409,
    text: (d) =>
      `Tổ chức còn ${String(d['count'])} nhiệm vụ chưa xong (${((d['names'] as string[] | undefined) ?? []).slice(0, 3).join('; ')}). Kết luận hoặc hủy các nhiệm vụ ấy trước, hoặc bàn giao bằng một phương án sắp xếp.`,
  },
  'targets.taken': {
    status: 409,
    text: 'Tổ chức này đã có chỉ tiêu cho chỉ số và kỳ đã chọn. Mở chỉ tiêu đó trong danh sách để sửa.',
  },
  'targets.value': {
    status: 422,
    text: 'Mức chỉ tiêu chưa đúng. Nhập số không âm, nhiều nhất hai chữ số thập phân, ví dụ 130 hoặc 97,5.',
  },
  'targets.over_hundred': {
    status: 422,
    text: 'Chỉ số này tính bằng phần trăm, mức chỉ tiêu không quá 100.',
  },
  'targets.unknown_indicator': { status: 422, text: 'Không có chỉ số này. Xin chọn trong danh sách.' },
  'targets.no_sheet': { status: 422, text: 'Tệp không có dòng chỉ tiêu nào. Tải mẫu Excel, điền rồi gửi lại.' },
  'tasks.not_open': {
    status: 409,
    text: 'Nhiệm vụ đã kết thúc nên không báo cáo, không hủy được nữa. Cần làm thêm thì giao nhiệm vụ mới.',
  },
  'tasks.not_reported': {
    status: 409,
    text: 'Đơn vị thực hiện chưa báo cáo kết quả nhiệm vụ này. Chờ báo cáo rồi mới kết luận.',
  },
  'tasks.due_in_past': { status: 422, text: 'Hạn hoàn thành phải từ hôm nay trở đi.' },
}
