// Addresses of the meeting pages: unit, year and filters are always part of them.
import { isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

/** `path` with these parameters, the empty ones left out. */
export function address(path: string, parameters: Record<string, string | number | null | undefined>): string {
  const kept = Object.entries(parameters).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`
}

/** `?ngay=` as a day; what is none counts as not given. */
export function dayIn(url: URL): Day | null {
  const text = url.searchParams.get('ngay') ?? ''
  return isDay(text) ? text : parseDay(text)
}

/** `?nam=`, else the year of the day looked at. */
export function yearIn(url: URL, day: Day): number {
  const year = Number(url.searchParams.get('nam'))
  return Number.isInteger(year) && year >= 1930 && year <= 2200 ? year : Number(day.slice(0, 4))
}
