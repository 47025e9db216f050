// How coordination looks on pages: tags of instances and regulations, days of validity in words.
import { formatDay, addDays } from '#kernel/day.ts'
import type { DateRange } from '#kernel/date-range.ts'
import { instanceStateNames } from '#modules/coordination/coordination-messages.ts'
import type { ListedRegulation, RegulationState, Standing, Tally } from '#modules/coordination/coordination.server.ts'
import type { State } from '#ui/state.ts'

const STATES: Record<Standing['state'], State> = {
  not_due: 'none',
  due_soon: 'due',
  late: 'late',
  received: 'draft',
  returned: 'returned',
  accepted: 'done',
}

export interface ShownTag {
  state: State
  label: string
}

/** The state of one instance: done late and returned past its day are said, too. */
export function instanceTag(one: Pick<Standing, 'state' | 'doneLate' | 'overdue'>): ShownTag {
  const name = instanceStateNames[one.state]
  const more = one.doneLate ? ', muộn' : one.overdue && one.state === 'returned' ? ', quá hạn' : ''
  return { state: STATES[one.state], label: `${name}${more}` }
}

export const regulationStateNames: Record<RegulationState, string> = {
  current: 'Đang hiệu lực',
  ended: 'Đã hết hiệu lực',
  coming: 'Chưa có hiệu lực',
}

/** What a line of the list asks for, the most urgent first. */
export function lineTags(one: ListedRegulation): ShownTag[] {
  const tags: ShownTag[] = []
  if (one.late.own > 0) tags.push({ state: 'late', label: `Phía ta quá hạn ${one.late.own}` })
  if (one.late.theirs > 0) tags.push({ state: 'due', label: `Bên ngoài quá hạn ${one.late.theirs}` })
  if (one.waiting > 0) tags.push({ state: 'draft', label: `Chờ xem ${one.waiting}` })
  if (one.state !== 'current') tags.push({ state: 'none', label: regulationStateNames[one.state] })
  return tags.length > 0 ? tags : [{ state: 'done', label: 'Không có việc quá hạn' }]
}

export const doneOf = (sum: Tally): string => (sum.owed === 0 ? '—' : `${sum.done}/${sum.owed}`)

/** «từ 01/01/2021», «01/01/2021 – 30/06/2025». */
export function validity(valid: DateRange): string {
  const from = formatDay(valid.from)
  return valid.to === null ? `từ ${from}` : `${from} – ${formatDay(addDays(valid.to, -1))}`
}

/** The last day of a range, as forms ask for it; '' when it is open. */
export const lastDay = (valid: DateRange): string => (valid.to === null ? '' : addDays(valid.to, -1))

/** How a due day is counted, for forms. */
export const DUE_HINT = 'Số ngày sau ngày đầu kỳ. Kỳ năm: 30 là 31/01, 348 là 15/12; số âm là trước khi vào kỳ'
