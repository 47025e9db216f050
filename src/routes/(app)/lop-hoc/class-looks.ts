// How the stages of a class look, and what is next to be done at each.
import type { ClassStage } from '#modules/classes/classes.server.ts'
import type { State } from '#ui/state.ts'

export const stageLooks: Record<ClassStage, State> = {
  cancelled: 'none',
  enrolling: 'due',
  ready: 'draft',
  running: 'due',
  attendance: 'late',
  results: 'late',
  certificates: 'due',
  make_up: 'due',
  done: 'done',
}

/** The tab where the next thing is done; null: nothing is left. */
export const nextTab: Record<ClassStage, Tab | null> = {
  cancelled: null,
  enrolling: 'hoc-vien',
  ready: 'hoc-vien',
  running: 'diem-danh',
  attendance: 'diem-danh',
  results: 'ket-qua',
  certificates: 'giay-chung-nhan',
  make_up: 'don-vi',
  done: null,
}

export const TABS = ['hoc-vien', 'diem-danh', 'ket-qua', 'giay-chung-nhan', 'don-vi', 'qua-trinh'] as const
export type Tab = (typeof TABS)[number]
