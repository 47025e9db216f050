// The periods one may choose around a year: this one and the two before, with their parts.
import { periodCode, periodLabel } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'

export function periodOptions(year: number): { value: string; label: string }[] {
  const periods = [year, year - 1, year - 2].flatMap((y): Period[] => [
    { kind: 'year', year: y },
    { kind: 'nine-months', year: y },
    { kind: 'half', year: y },
    ...[4, 3, 2, 1].map((quarter): Period => ({ kind: 'quarter', year: y, quarter })),
  ])
  return periods.map((period) => ({ value: periodCode(period), label: periodLabel(period) }))
}
