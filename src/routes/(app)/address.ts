// Addresses of the working pages: the day, the year, the unit and the filters are always part of them.
import { isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

/** `path` with these parameters, the empty ones left out. */
export function address(path: string, parameters: Record<string, string | number | null | undefined>): string {
  const kept = Object.entries(parameters).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`
}

/** `?ngay=30/09/2020` or ISO as a day; what is no day counts as not given. */
export function dayIn(url: URL, name = 'ngay'): Day | null {
  const text = url.searchParams.get(name) ?? ''
  return isDay(text) ? text : parseDay(text)
}

/** `?nam=`, else the year of the day looked at. */
export function yearIn(url: URL, day: Day): number {
  const year = Number(url.searchParams.get('nam'))
  return Number.isInteger(year) && year >= 1930 && year <= 2200 ? year : Number(day.slice(0, 4))
}
