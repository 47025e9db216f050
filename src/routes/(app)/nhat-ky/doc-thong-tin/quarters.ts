// Quarters to go through, newest first, and the one an address asks for.
import type { Day } from '#kernel/day.ts'
import { monthOf, yearOf } from '#kernel/day.ts'
import { parsePeriod } from '#kernel/period.ts'
import type { QuarterPeriod } from '#kernel/period.ts'

/** The `count` quarters up to the one of `today`. */
export function lastQuarters(today: Day, count: number): QuarterPeriod[] {
  const current = yearOf(today) * 4 + Math.floor((monthOf(today) - 1) / 3)
  return Array.from({ length: count }, (_, back) => ({
    kind: 'quarter',
    year: Math.floor((current - back) / 4),
    quarter: ((current - back) % 4) + 1,
  }))
}

/** The quarter of a code such as quy-2026-3; the running one for anything else. */
export function quarterOf(code: string | null, today: Day): QuarterPeriod {
  const asked = parsePeriod(code ?? '')
  return asked?.kind === 'quarter' ? asked : (lastQuarters(today, 1)[0] as QuarterPeriod)
}
