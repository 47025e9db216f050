// Vietnamese texts of decisions: refusals and the words for kinds of papers.
import { formatDay, isDay } from '#kernel/day.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const decisionErrors: ErrorCatalogue = {
  'decisions.unknown': {
    status: 422,
    text: 'Không tìm thấy văn bản được dẫn. Xin chọn lại, hoặc nhập số và ngày ban hành của văn bản.',
  },
  'decisions.number_taken': {
    status: 409,
    text: ({ number, on }) =>
      `Số ${String(number)} đã dùng cho văn bản cùng loại của cơ quan này${isDay(on) ? ` ban hành ngày ${formatDay(on)}` : ''}. Số văn bản không lặp lại trong một nhiệm kỳ: kiểm tra lại số hoặc ngày ban hành.`,
  },
}

export const decisionKindNames: Readonly<Record<string, string>> = {
  decision: 'Quyết định',
  conclusion: 'Kết luận',
  resolution: 'Nghị quyết',
  notice: 'Thông báo',
  plan: 'Kế hoạch',
  letter: 'Công văn',
  introduction: 'Giấy giới thiệu',
}
