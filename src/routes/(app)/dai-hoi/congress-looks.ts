// How states of congresses look, and the parameters of the calendar's address.
import { CONGRESS_LEVELS, STATE_FILTERS } from '#modules/congresses/congresses.server.ts'
import type { CongressLevel, CongressState } from '#modules/congresses/congresses.server.ts'
import type { State } from '#ui/state.ts'

export const congressLooks: Record<CongressState | 'due', State> = {
  due: 'none',
  planned: 'draft',
  postponed: 'returned',
  content_approved: 'due',
  held: 'due',
  reported: 'due',
  approved: 'done',
  cancelled: 'none',
}

export const levelNames: Record<CongressLevel, string> = {
  grassroots: 'Cấp cơ sở',
  sub_cell: 'Chi bộ trực thuộc',
  section: 'Đảng bộ bộ phận',
  bloc: 'Đảng bộ Khối',
}

/** What the address asks of the calendar; what it does not know counts as not given. */
export function asked(url: URL) {
  const get = (name: string) => url.searchParams.get(name)
  const month = get('thang')
  return {
    cycle: get('nhiem-ky'),
    level: CONGRESS_LEVELS.find((each) => each === get('cap')) ?? null,
    state: STATE_FILTERS.find((each) => each === get('trang-thai')) ?? null,
    pilot: get('diem') === '1',
    month: month !== null && /^\d{4}-\d{2}$/.test(month) ? month : null,
    text: get('tim'),
    under: get('don-vi'),
  }
}

export type Asked = ReturnType<typeof asked>

/** The parameters again, for links; `more` wins. */
export const parametersOf = (now: Asked, more: Record<string, string | number | null> = {}) => ({
  'nhiem-ky': now.cycle,
  cap: now.level,
  'trang-thai': now.state,
  diem: now.pilot ? '1' : null,
  thang: now.month,
  tim: now.text,
  'don-vi': now.under,
  ...more,
})

/** 2025-05 as people write it: 05/2025. */
export const monthWords = (month: string): string =>
  month === '' ? 'chưa rõ ngày' : `${month.slice(5)}/${month.slice(0, 4)}`
