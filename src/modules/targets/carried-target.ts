// Targets of units that were joined or divided within their period, carried to the heirs (HIS-07): whole where one heir goes on, by the
// share of members who went where several do. Computed whenever asked, never stored. Pure.
import { maxDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { LineageLink } from '#modules/units/units.server.ts'
import { hundredthsOf } from './target.ts'

/** What one predecessor's target brought, with the arithmetic: whole × members / outOf = value. */
export interface TargetShare {
  from: Id
  kind: LineageLink['kind']
  on: Day
  /** The predecessor's target on that day. */
  whole: number
  value: number
  /** Members who went this way, and all who were to be shared out; null where everything went one way. */
  members: number | null
  outOf: number | null
  /** What the predecessor's own target had been made of. */
  through: readonly TargetShare[]
}

export interface CarriedTarget {
  value: number
  /** Set for this very unit; null: all of it came by lineage. */
  own: number | null
  shares: readonly TargetShare[]
  /** A reorganisation asked for a division nobody can compute: it is not known how many members went where. It stays where it was. */
  undivided: boolean
}

/** A target as it was set, and the day it was. */
export interface SetTarget {
  value: number
  setOn: Day
}

/**
 * Whole parts of `total` (a whole number) in proportion to `weights`, adding up to it exactly: rounded down, and what is left goes one by
 * one to the largest remainders, the earlier of equal ones first. Weights are whole, not negative and not all zero.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const parts = weights.map((weight) => Math.floor((total * weight) / sum))
  const left = total - parts.reduce((a, b) => a + b, 0)
  const byRemainder = weights
    .map((weight, at) => ({ at, remainder: (total * weight) % sum }))
    .toSorted((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (const { at } of byRemainder.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1
  return parts
}

interface Held {
  /** In hundredths. */
  amount: number
  own: SetTarget | null
  /** The latest day on which any part of it was set. */
  setOn: Day
  shares: TargetShare[]
  undivided: boolean
  /** Percentages from several that differ: no one number is true of all. */
  mixed: boolean
}

export interface CarryRequest {
  set: ReadonlyMap<Id, SetTarget>
  /** Edges up to the day asked about; separations only from the first day of the period on. */
  links: readonly LineageLink[]
  /** A percentage is the same for every part and cannot be added; a number of records is shared and added. */
  shape: 'count' | 'ratio'
  /** Members who stayed where a unit separated, by `<unit> <day>`. */
  stayed: ReadonlyMap<string, number>
}

/** Targets of the units that stand after all edges. A target set anew after an act is meant for the unit as it is since: nothing is added to it. */
export function carryTargets({ set, links, shape, stayed }: CarryRequest): Map<Id, CarriedTarget> {
  const held = new Map<Id, Held>()
  for (const [unitId, own] of set)
    held.set(unitId, {
      amount: hundredthsOf(own.value),
      own,
      setOn: own.setOn,
      shares: [],
      undivided: false,
      mixed: false,
    })
  for (const [on, ofDay] of [...Map.groupBy(links, (link) => link.onDay)].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    for (const [from, ways] of inOrder(ofDay)) handOn(held, from, ways, { on, shape, stayed })
  return new Map(
    [...held].flatMap(([unitId, { amount, own, shares, undivided, mixed }]): [Id, CarriedTarget][] =>
      mixed ? [] : [[unitId, { value: amount / 100, own: own?.value ?? null, shares, undivided }]],
    ),
  )
}

/** Predecessors of one day, each after those whose successor it is. */
function inOrder(links: readonly LineageLink[]): [Id, LineageLink[]][] {
  const byPredecessor = Map.groupBy(
    links.filter(({ predecessorId }) => predecessorId !== null),
    (link) => link.predecessorId as Id,
  )
  const order: [Id, LineageLink[]][] = []
  const done = new Set<Id>()
  const visit = (id: Id, ways: LineageLink[]) => {
    if (done.has(id)) return
    done.add(id)
    for (const link of links) {
      const before =
        link.successorId === id && link.predecessorId !== null ? byPredecessor.get(link.predecessorId) : undefined
      if (before && link.predecessorId !== null) visit(link.predecessorId, before)
    }
    order.push([id, ways])
  }
  for (const [id, ways] of [...byPredecessor].toSorted(([a], [b]) => (a < b ? -1 : 1))) visit(id, ways)
  return order
}

function handOn(
  held: Map<Id, Held>,
  from: Id,
  links: readonly LineageLink[],
  { on, shape, stayed }: { on: Day; shape: 'count' | 'ratio'; stayed: ReadonlyMap<string, number> },
): void {
  const source = held.get(from)
  if (!source) return
  const [kind] = links.map((link) => link.kind)
  const goesOn = links.every((link) => link.kind === 'separate')
  if (kind === undefined || (goesOn && source.own && source.own.setOn >= on)) return
  const ways = links
    .filter((link) => !goesOn || link.successorId !== from)
    .map((link) => ({ to: link.successorId, kind: link.kind, members: link.members }))
  if (goesOn) ways.unshift({ to: from, kind, members: stayed.get(`${from} ${on}`) ?? null })
  const weights = ways.map((way) => way.members)
  const known = weights.every((weight) => weight !== null) ? weights : null
  const outOf = known?.reduce((a, b) => a + b, 0) ?? 0
  const one = ways.length === 1
  if (shape === 'count' && !one && outOf === 0) {
    source.undivided = true
    return
  }
  // Whole numbers stay whole, others keep their hundredths.
  const grain = source.amount % 100 === 0 ? 100 : 1
  const parts =
    shape === 'ratio' || one || known === null
      ? ways.map(() => source.amount)
      : shareOut(source.amount / grain, known).map((part) => part * grain)
  held.delete(from)
  ways.forEach(({ to, kind: way, members }, at) => {
    const part = parts[at] ?? 0
    if (to === null) return
    const share: TargetShare = {
      ...{ from, kind: way, on, whole: source.amount / 100, value: part / 100 },
      ...(one || shape === 'ratio' ? { members: null, outOf: null } : { members, outOf }),
      through: source.shares,
    }
    if (to === from) held.set(from, { ...source, amount: part, shares: [share] })
    else receive(held, to, { share, setOn: source.setOn, shape })
  })
}

function receive(
  held: Map<Id, Held>,
  to: Id,
  { share, setOn, shape }: { share: TargetShare; setOn: Day; shape: 'count' | 'ratio' },
): void {
  const heir = held.get(to)
  const amount = hundredthsOf(share.value)
  if (!heir) held.set(to, { amount, own: null, setOn, shares: [share], undivided: false, mixed: false })
  // Set after the act, and by a later plan than the predecessor's: it was meant for both.
  else if (heir.own && (shape === 'ratio' || (heir.own.setOn >= share.on && heir.own.setOn > setOn))) return
  else if (shape === 'ratio') {
    heir.mixed ||= heir.amount !== amount
    heir.shares.push(share)
  } else {
    heir.amount += amount
    heir.setOn = maxDay(heir.setOn, setOn)
    heir.shares.push(share)
  }
}
