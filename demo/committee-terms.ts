// When the committees of the demo began and ended their terms: the bloc's own, those of grassroots units in the spring before, and
// sub-cells twice in five years until the rule changed in 2025 (TERM-01..03).
import { addDays, day, dayOf, maxDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { UnitKind } from '#modules/units/units.server.ts'
import type { Random } from './random.ts'

export interface PlannedTerm {
  label: string
  /** Since the unit's records begin: the ordinal is known of the bloc and grassroots units only. */
  ordinal: number | null
  from: Day
  to: Day | null
  basis: 'congress' | 'appointed'
}

/** Days on which the bloc's own congresses met. */
const BLOC_CONGRESSES: readonly (readonly [string, Day])[] = [
  ['2015-2020', day('2015-07-16')],
  ['2020-2025', day('2020-07-28')],
  ['2025-2030', day('2025-07-10')],
]

const SPRINGS = [2015, 2020, 2025]
/** The second congress of a sub-cell in five years came after thirty months. */
const HALVES: readonly (readonly [string, number, number])[] = [
  ['2015-2017', 2015, 1],
  ['2017-2020', 2017, 7],
  ['2020-2022', 2020, 1],
  ['2022-2025', 2022, 7],
  ['2025-2030', 2025, 1],
]

/** The terms of a unit that exists on the days [from, to), up to today. One founded inside a term has its first by appointment (TERM-04). */
export function termsOf(
  kind: UnitKind,
  life: { from: Day; to: Day | null },
  today: Day,
  chance: Random,
): PlannedTerm[] {
  const shift = chance.between(0, 50)
  const begins: (readonly [string, Day])[] =
    kind === 'bloc'
      ? [...BLOC_CONGRESSES]
      : kind === 'sub_cell'
        ? HALVES.map(([label, year, month]) => [label, addDays(dayOf(year, month, 10), shift)] as const)
        : SPRINGS.map((year) => [`${year}-${year + 5}`, addDays(dayOf(year, 4, 1), shift)] as const)
  const ordinal = kind === 'sub_cell' ? null : chance.between(4, 22)
  return begins.flatMap(([label, begin], at) => {
    const next = begins[at + 1]?.[1] ?? null
    const from = maxDay(begin, life.from)
    const ends = [next, life.to].filter((each) => each !== null).toSorted()[0] ?? null
    if (from > today || (ends !== null && ends <= from)) return []
    const founded = from === life.from && begin < life.from && yearOf(life.from) > 2000
    const to = ends !== null && ends <= today ? ends : null
    return [{ label, ordinal: ordinal === null ? null : ordinal + at, from, to, basis: founded ? 'appointed' as const : 'congress' as const }] // prettier-ignore
  })
}
