// People who were found on one side only may still be the same: a day of birth or a name mistyped on one side. Pairs are only suggested, and
// only where there is no second candidate. Pure.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'

export interface Leftover {
  /** A line of the sheet, or a member of the register. */
  readonly key: string
  readonly folded: string
  readonly birthOn: Day | null
  readonly unitId: Id | null
}

/** At most two letters put in, left out or changed. */
export function nearly(a: string, b: string): boolean {
  if (a === b) return true
  if (Math.abs(a.length - b.length) > 2) return false
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    if (Math.min(...next) > 2) return false
    row = next
  }
  return (row[b.length] ?? 3) <= 2
}

const swapped = (a: Day, b: Day): boolean => {
  const [y, m, d] = a.split('-')
  return `${y}-${d}-${m}` === b
}

/** Whether two records may be one person: the same name with a birthday that looks like a slip or in the same cell; or the same birthday and nearly the same name. */
function akin(there: Leftover, here: Leftover): boolean {
  const together = there.unitId !== null && there.unitId === here.unitId
  const days = there.birthOn !== null && here.birthOn !== null ? ([there.birthOn, here.birthOn] as const) : null
  if (there.folded === here.folded) {
    if (together || days === null) return true
    return swapped(...days) || days[0].slice(0, 4) === days[1].slice(0, 4) || days[0].slice(5) === days[1].slice(5)
  }
  return days !== null && days[0] === days[1] && nearly(there.folded, here.folded)
}

/** Pairs of keys, sheet first; who could be two is left unpaired. */
export function pairLeftovers(there: readonly Leftover[], here: readonly Leftover[]): [string, string][] {
  const byName = Map.groupBy(here, (each) => each.folded)
  const byBirth = Map.groupBy(here, (each) => each.birthOn ?? '')
  const wanted = there.map((row) => {
    const near = new Set([...(byName.get(row.folded) ?? []), ...(row.birthOn ? (byBirth.get(row.birthOn) ?? []) : [])])
    return { row, found: [...near].filter((each) => akin(row, each)) }
  })
  const asked = new Map<string, number>()
  for (const { found } of wanted) for (const each of found) asked.set(each.key, (asked.get(each.key) ?? 0) + 1)
  return wanted.flatMap(({ row, found }): [string, string][] => {
    const [only] = found
    return only && found.length === 1 && asked.get(only.key) === 1 ? [[row.key, only.key]] : []
  })
}
