// Words of jobs: states, and the sentences of their errors.
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { RunState } from './run-record.ts'

export const jobErrors: ErrorCatalogue = {
  'jobs.already_ended': {
    status: 409,
    text: 'Việc này đã kết thúc, không dừng được nữa. Tải lại trang để xem kết quả.',
  },
  'jobs.worker_lost': {
    status: 500,
    text: 'Máy chủ bị ngắt nhiều lần khi đang làm việc này nên đã dừng lại. Xin làm lại; nếu vẫn lỗi, báo Văn phòng.',
  },
}

export const runStateNames: Readonly<Record<RunState, string>> = {
  queued: 'Đang chờ',
  running: 'Đang làm',
  done: 'Đã xong',
  failed: 'Không thành công',
  cancelled: 'Đã dừng',
}
