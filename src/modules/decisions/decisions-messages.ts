// Vietnamese texts of decisions: refusals and the words for kinds of papers.
import type { ErrorCatalogue } from '#kernel/errors.ts'

export const decisionErrors: ErrorCatalogue = {
  'decisions.unknown': {
    status: 422,
    text: 'Không tìm thấy văn bản được dẫn. Xin chọn lại, hoặc nhập số và ngày ban hành của văn bản.',
  },
}

export const decisionKindNames: Readonly<Record<string, string>> = {
  decision: 'Quyết định',
  conclusion: 'Kết luận',
  resolution: 'Nghị quyết',
  notice: 'Thông báo',
  plan: 'Kế hoạch',
  letter: 'Công văn',
}
