// The country's provinces and cities with the days on which they exist: 63 until 30/06/2025, 34 since (Nghị quyết 202/2025/QH15).
// provinces.json is plain reference data with its documents; a bloc loads it when it wants to (load-provinces.ts).
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import provinces from './provinces.json' with { type: 'json' }

export interface ProvincePlace {
  /** National code of its time. */
  code: string
  name: string
  /** Its committee. */
  committee: string
  from: Day
  to: Day | null
  /** Code of the one that takes its place on `to`. */
  into: string | null
}

/** In the order of their first days, then of their codes. */
export const PROVINCES: readonly ProvincePlace[] = provinces.places.map((place) => ({
  ...place,
  from: day(place.from),
  to: place.to === null ? null : day(place.to),
}))

/** Those of a day. */
export const provincesOn = (on: Day): ProvincePlace[] =>
  PROVINCES.filter(({ from, to }) => from <= on && (to === null || on < to))

/** The one that takes a place over, or null while it goes on. Throws RangeError when the data names one that does not begin that day. */
export function successorOf({ code, to, into }: ProvincePlace): ProvincePlace | null {
  if (to === null) return null
  const next = PROVINCES.find((place) => place.code === into && place.from === to)
  if (!next) throw new RangeError(`provinces.json: ${code} ends without a successor`)
  return next
}
