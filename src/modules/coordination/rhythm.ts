// The periods an obligation comes back in: month, quarter, half year, year, or once. Each has a code for the record and its days.
import { addMonths, dayOf, isDay, monthOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

export const RHYTHMS = ['once', 'month', 'quarter', 'half', 'year'] as const
export type Rhythm = (typeof RHYTHMS)[number]

/** `once` has no period of its own: it begins with the obligation. */
export type Recurring = Exclude<Rhythm, 'once'>

export interface RhythmPeriod {
  /** thang-2023-04, quy-2023-2, 6-thang-dau-2023, 6-thang-cuoi-2023, nam-2023, once. */
  code: string
  /** Its first day. */
  from: Day
}

const MONTHS: Record<Recurring, number> = { month: 1, quarter: 3, half: 6, year: 12 }
export const ONCE = 'once'

/** The first day of the period the day lies in. */
export function beginOf(rhythm: Recurring, on: Day): Day {
  const months = MONTHS[rhythm]
  return dayOf(yearOf(on), Math.floor((monthOf(on) - 1) / months) * months + 1, 1)
}

export function codeOf(rhythm: Recurring, from: Day): string {
  const [year, month] = [from.slice(0, 4), monthOf(from)]
  if (rhythm === 'year') return `nam-${year}`
  if (rhythm === 'half') return `6-thang-${month === 1 ? 'dau' : 'cuoi'}-${year}`
  if (rhythm === 'quarter') return `quy-${year}-${(month + 2) / 3}`
  return `thang-${year}-${from.slice(5, 7)}`
}

/** The rhythm and first day a code names, or null when it names none; `once` has no days and is none. */
export function periodOfCode(code: string): (RhythmPeriod & { rhythm: Recurring }) | null {
  const found = /^(?:nam-(\d{4})|6-thang-(dau|cuoi)-(\d{4})|quy-(\d{4})-([1-4])|thang-(\d{4})-(\d{2}))$/.exec(code)
  if (!found) return null
  const [, year, half, halfYear, quarterYear, quarter, monthYear, month] = found
  const iso = year
    ? `${year}-01-01`
    : halfYear
      ? `${halfYear}-${half === 'dau' ? '01' : '07'}-01`
      : quarterYear
        ? `${quarterYear}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`
        : `${monthYear}-${month}-01`
  if (!isDay(iso)) return null
  return { code, from: iso, rhythm: year ? 'year' : half ? 'half' : quarter ? 'quarter' : 'month' }
}

/** The periods that begin in [from, to), in order. */
export function periodsBeginning(rhythm: Recurring, from: Day, to: Day): RhythmPeriod[] {
  const periods: RhythmPeriod[] = []
  const months = MONTHS[rhythm]
  const first = beginOf(rhythm, from)
  for (let at = first < from ? addMonths(first, months) : first; at < to; at = addMonths(at, months))
    periods.push({ code: codeOf(rhythm, at), from: at })
  return periods
}
