// Days in the addresses of the organisation pages: ?ngay=30/09/2020 or ISO; what is no day counts as none.
import { isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'

export function dayIn(url: URL, name = 'ngay'): Day | null {
  const text = url.searchParams.get(name) ?? ''
  return isDay(text) ? text : parseDay(text)
}

/** The address with these parameters, the empty ones left out. */
export function address(path: string, parameters: Record<string, string | null | undefined>): string {
  const kept = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`
}
