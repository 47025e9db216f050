// How a bare value is shown in cells, figures and facts: 0 is 0, the unknown is —, counts are grouped by dots.
import { formatDecimal, formatInteger } from '#kernel/vietnamese/number.ts'

export type Shown = string | number | null | undefined

/** Integers as 4.351, other numbers with two decimals, text as it is, null and undefined as —. */
export function show(value: Shown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'string') return value
  return Number.isInteger(value) ? formatInteger(value) : formatDecimal(value, 2)
}
