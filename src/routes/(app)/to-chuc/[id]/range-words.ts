// A range of days in words: from when, until which last day.
import type { DateRange } from '#kernel/date-range.ts'
import { addDays, formatDay } from '#kernel/day.ts'

/** từ 01/07/2020 đến 30/06/2025; without an end only the beginning. */
export const formatRangeWords = ({ from, to }: DateRange): string =>
  to === null ? `từ ${formatDay(from)}` : `từ ${formatDay(from)} đến ${formatDay(addDays(to, -1))}`
