// The demo's targets: admissions a year for the bloc, shared out among its grassroots units by size; bloc 2's target of a term.
import { day, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { BLOC_2 } from './blocs.ts'
import type { KnownMember } from './life.ts'
import { grassrootsOf } from './load-organisation.ts'
import type { Organisation } from './organisation.ts'
import { random } from './random.ts'

/** What the congress of bloc 2 set for 2015–2020. */
export const TERM_TARGET = 450

export interface PlannedTarget {
  indicator: string
  unitId: Id
  period: string
  value: number
  source: string
}

export function planTargets(
  organisation: Organisation,
  members: readonly KnownMember[],
  top: Id,
  today: Day,
): PlannedTarget[] {
  const { definition } = organisation
  const targets: PlannedTarget[] = []
  for (let year = yearOf(definition.openedOn) + 1; year <= yearOf(today); year++) {
    const total = yearly(definition.slug, year, definition.admissionsPerYear)
    const period = `nam-${year}`
    const source = `Kế hoạch công tác năm ${year} của ${definition.issuer}`
    targets.push({ indicator: 'I04', unitId: top, period, value: total, source })
    targets.push({ indicator: 'I24', unitId: top, period, value: 98, source })
    targets.push({ indicator: 'I25', unitId: top, period, value: 90, source })
    for (const [unitId, value] of share(total, sizes(organisation, members, day(`${year}-01-15`)))) {
      targets.push({ indicator: 'I04', unitId, period, value, source })
    }
  }
  if (definition === BLOC_2) {
    const source = 'Nghị quyết Đại hội Đảng bộ Khối nhiệm kỳ 2015–2020'
    targets.push({ indicator: 'I04', unitId: top, period: 'nhiem-ky-2015-2020', value: TERM_TARGET, source })
  }
  return targets
}

/** Near what a bloc usually admits, in fives as plans have it. */
const yearly = (slug: string, year: number, usual: number): number =>
  Math.round((usual * (0.94 + 0.14 * random(`${slug} target ${year}`).next())) / 5) * 5

/** Members of each grassroots unit on a day. */
function sizes(organisation: Organisation, members: readonly KnownMember[], on: Day): Map<Id, number> {
  const above = grassrootsOf(organisation)
  const count = new Map<Id, number>()
  for (const { cells } of members) {
    const cell = cells.find(({ from, to }) => from <= on && (to === null || on < to))
    const unit = cell && above.get(cell.unitId)
    if (unit) count.set(unit, (count.get(unit) ?? 0) + 1)
  }
  return count
}

/** Shares of a whole in whole numbers that add up to it: the largest remainders get what is left over. */
export function share(total: number, weights: ReadonlyMap<Id, number>): Map<Id, number> {
  const sum = [...weights.values()].reduce((all, weight) => all + weight, 0)
  const exact = [...weights].map(([id, weight]) => ({ id, exact: (total * weight) / sum }))
  const shares = new Map(exact.map((each) => [each.id, Math.floor(each.exact)]))
  const left = total - [...shares.values()].reduce((all, value) => all + value, 0)
  const byRemainder = exact.toSorted((a, b) => (b.exact % 1) - (a.exact % 1) || (a.id < b.id ? -1 : 1))
  for (const { id } of byRemainder.slice(0, left)) shares.set(id, shares.get(id)! + 1)
  return shares
}
