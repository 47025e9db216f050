// How the state of a transfer looks, and its list as the address asks for it.
import type { TransferState } from '#modules/transfers/transfers.server.ts'
import type { State } from '#ui/state.ts'

export const transferLooks: Record<TransferState, State> = {
  asked: 'draft',
  reviewed: 'draft',
  issued: 'due',
  presented: 'due',
  received: 'done',
  returned: 'returned',
  withdrawn: 'none',
}

export const VIEWS = [
  { value: '', label: 'Đang làm', filter: { state: 'open' } },
  { value: 'qua-han', label: 'Quá hạn nộp giấy', filter: { late: '1' } },
  { value: 'tam-thoi', label: 'Đang sinh hoạt tạm thời', filter: { state: 'staying' } },
  { value: 'tat-ca', label: 'Tất cả', filter: {} },
] as const
