// Who goes where when cells end, are joined or divided: people named go their own way, all others with the rest. Pure.
// A plan may send members on more than once (a cell joined to another that is divided): only the last cell counts.
import type { DateRange } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { MemberRoute } from '#modules/units/units.server.ts'
import { follow } from './transitions.ts'

/** A span of one member in a cell that the acts concern, with what bounds it. */
export interface CellMembership {
  memberId: Id
  name: string
  unitId: Id
  spanId: Id
  valid: DateRange
  /** Of the day of the acts; null when there is none that day. */
  statusId: Id | null
  statusValid: DateRange | null
  full: boolean
  /** The first thing on record in this cell on or after the day of the acts, beside the span itself. */
  laterOn: Day | null
}

export interface Ways {
  routes: readonly MemberRoute[]
  /** Cells that keep nobody. */
  emptied: readonly Id[]
  /** Cells that leave the bloc with their members. */
  left: readonly { unitId: Id; to: string }[]
}

export interface Placement {
  moves: { membership: CellMembership; to: Id }[]
  departures: { membership: CellMembership; toPlace: string }[]
  /** Nobody said where they go. */
  unplaced: CellMembership[]
  /** Something later is on record of them: their days would contradict it. */
  blocked: { membership: CellMembership; on: Day }[]
}

/** Where each of these members goes on that day; who stays is in none of the lists. */
export function placeMembers(memberships: readonly CellMembership[], ways: Ways, on: Day): Placement {
  const rests = new Map<Id, Id>()
  const named = new Map<string, Id>()
  for (const route of ways.routes) {
    if (route.members === 'rest') rests.set(route.from, route.to)
    else for (const memberId of route.members) named.set(`${memberId} ${route.from}`, route.to)
  }
  const emptied = new Set(ways.emptied)
  const left = new Map(ways.left.map(({ unitId, to }) => [unitId, to]))
  const next = (memberId: Id, cell: Id) => named.get(`${memberId} ${cell}`) ?? rests.get(cell)
  const goal = (memberId: Id, from: Id): Id | null => {
    const seen = new Set([from])
    let cell = from
    for (let to = next(memberId, cell); to !== undefined; to = next(memberId, cell)) {
      if (seen.has(to)) return null
      seen.add((cell = to))
    }
    return emptied.has(cell) ? null : cell
  }

  const placement: Placement = { moves: [], departures: [], unplaced: [], blocked: [] }
  for (const membership of memberships) {
    const toPlace = left.get(membership.unitId)
    const to = toPlace === undefined ? goal(membership.memberId, membership.unitId) : null
    if (to === membership.unitId) continue
    if (toPlace === undefined && to === null) {
      placement.unplaced.push(membership)
      continue
    }
    // A status that begins that very day would have no day left for who leaves.
    const begun = membership.statusValid?.from ?? null
    const laterOn =
      follow(membership, on).laterOn ?? (toPlace !== undefined && begun !== null && begun >= on ? begun : null)
    if (laterOn !== null) placement.blocked.push({ membership, on: laterOn })
    else if (toPlace !== undefined) placement.departures.push({ membership, toPlace })
    else placement.moves.push({ membership, to: to as Id })
  }
  return placement
}
