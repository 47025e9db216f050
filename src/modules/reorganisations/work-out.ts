// The simulation of a plan: both trees, who moves where, what has no place yet, what the rules say, and whether it may be carried out.
// Pure: the same for the page, for scheduling and for the day itself.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { bodiesOf, postsOf } from '#modules/committees/committees.server.ts'
import type { ActFault } from '#modules/units/units.server.ts'
import type { PlanFacts, Strength } from './plan-facts.ts'
import { drawTrees } from './plan-tree.ts'
import type { PlanRow } from './plan-tree.ts'
import { succeed } from './successors.ts'
import type { MatterSuccession } from './successors.ts'
import { judgeThresholds } from './thresholds.ts'
import type { Threshold } from './thresholds.ts'

/** Something that stands in the way, or deserves a word. The sentence is made from `code` and `params` (missingSentence). */
export interface Missing {
  code: string
  /** While it is there the plan may not be scheduled or carried out. */
  blocks: boolean
  /** Place of the act in the plan, where it is about one. */
  actIndex: number | null
  unitId: Id | null
  params: Record<string, unknown>
}

export interface MemberWay {
  from: Id
  fromName: string
  /** null: outside the bloc. */
  to: Id | null
  toName: string
  count: number
}

export interface CellLack {
  unitId: Id
  name: string
  count: number
  members: { memberId: Id; name: string }[]
}

export interface Simulation {
  on: Day
  mayCommit: boolean
  missing: Missing[]
  faults: ActFault[]
  /** Rows of the day without the plan and with it; the same while there are faults. */
  before: PlanRow[]
  after: PlanRow[]
  counts: { founded: number; ended: number; moved: number; renamed: number; changed: number }
  members: { total: number; moved: number; departed: number; ways: MemberWay[]; withoutPlace: CellLack[] }
  matters: MatterSuccession[]
  thresholds: Threshold[]
  /** Names of all units a page may have to name, as of that day. */
  names: Record<Id, string>
}

const SHOWN = 10

export function workOut(facts: PlanFacts): Simulation {
  const { on, applied, versions, placement, labels } = facts
  const after = applied?.versions ?? versions
  const own = { before: facts.strengths, after: strengthsAfter(facts) }
  const trees = drawTrees({ before: versions, after }, own, on, labels)
  const names = Object.fromEntries([...trees.before, ...trees.after].map((row) => [row.id, row.name]))
  for (const { unitId, name } of versions) names[unitId] ??= name
  const matters = applied ? succeed(applied, facts.acts, facts.matters) : []
  const incoming = new Set(facts.acts.flatMap((act) => (act.kind === 'transfer_in' ? [act.unit.unitId] : [])))
  const papers = new Map(
    facts.acts.flatMap((act) => (act.kind === 'consent' ? [[act.unitId, act.paper] as const] : [])),
  )
  const thresholds = applied
    ? judgeThresholds(facts.rules, on, trees, {
        exempt: withAbove(incoming, trees.after),
        papers,
        seats: seatsOf(facts),
      })
    : []
  const marked = (kind: string) => [...trees.changes.values()].filter((change) => change === kind).length
  const missing = [
    ...missingActs(facts, names),
    ...missingPlaces(facts, names),
    ...missingSuccessors(matters, names),
    ...wrongSettlements(facts, trees.after, names),
    ...missingByRule(thresholds),
    ...missingPosts(facts, trees.after),
    ...missingSecretaries(facts, trees.after),
  ].toSorted((a, b) => Number(b.blocks) - Number(a.blocks))
  return {
    on,
    mayCommit: missing.every(({ blocks }) => !blocks),
    missing,
    faults: [...facts.faults],
    before: trees.before,
    after: trees.after,
    counts: {
      founded: marked('new'),
      ended: marked('gone'),
      moved: marked('moved'),
      renamed: marked('renamed'),
      changed: marked('changed'),
    },
    members: {
      total: [...facts.strengths.values()].reduce((sum, { members }) => sum + members, 0),
      moved: placement.moves.length,
      departed: placement.departures.length,
      ways: waysOf(facts, names),
      withoutPlace: lacks(placement.unplaced, names),
    },
    matters,
    thresholds,
    names,
  }
}

// A unit that comes from outside brings its members later; its new parents are not judged by their number today either.
function withAbove(ids: ReadonlySet<Id>, rows: readonly PlanRow[]): Set<Id> {
  const parents = new Map(rows.map((row) => [row.id, row.parentId]))
  const all = new Set(ids)
  for (const id of ids)
    for (let up = parents.get(id); up !== null && up !== undefined; up = parents.get(up)) all.add(up)
  return all
}

function strengthsAfter({ strengths, placement }: PlanFacts): Map<Id, Strength> {
  const after = new Map(strengths)
  const add = (unitId: Id, sign: 1 | -1, full: boolean) => {
    const { members, full: fulls } = after.get(unitId) ?? { members: 0, full: 0 }
    after.set(unitId, { members: members + sign, full: fulls + (full ? sign : 0) })
  }
  for (const { membership, to } of placement.moves) {
    add(membership.unitId, -1, membership.full)
    add(to, 1, membership.full)
  }
  for (const { membership } of placement.departures) add(membership.unitId, -1, membership.full)
  return after
}

function waysOf({ placement }: PlanFacts, names: Readonly<Record<Id, string>>): MemberWay[] {
  const ways = new Map<string, MemberWay>()
  const count = (from: Id, to: Id | null, toName: string) => {
    const key = `${from} ${to ?? toName}`
    const way = ways.get(key) ?? { from, fromName: names[from] ?? '', to, toName, count: 0 }
    ways.set(key, { ...way, count: way.count + 1 })
  }
  for (const { membership, to } of placement.moves) count(membership.unitId, to, names[to] ?? '')
  for (const { membership, toPlace } of placement.departures) count(membership.unitId, null, toPlace)
  return [...ways.values()]
}

function lacks(memberships: PlanFacts['placement']['unplaced'], names: Readonly<Record<Id, string>>): CellLack[] {
  return [...Map.groupBy(memberships, ({ unitId }) => unitId)].map(([unitId, list]) => ({
    unitId,
    name: names[unitId] ?? '',
    count: list.length,
    members: list.slice(0, SHOWN).map(({ memberId, name }) => ({ memberId, name })),
  }))
}

const missing = (code: string, params: Missing['params'], more: Partial<Missing> = {}): Missing => ({
  code,
  blocks: true,
  actIndex: null,
  unitId: null,
  params,
  ...more,
})

function missingActs(facts: PlanFacts, names: Readonly<Record<Id, string>>): Missing[] {
  const list = (ids: readonly Id[]) => ids.map((id) => names[id] ?? '')
  return [
    ...(facts.acts.length === 0 ? [missing('no_acts', {})] : []),
    ...facts.faults.map(({ code, details, actIndex }) => missing('fault', { fault: code, details }, { actIndex })),
    ...facts.collisions.map(({ title, effectiveOn, unitIds, planId }) =>
      missing('collision', { title, on: effectiveOn, names: list(unitIds), planId }),
    ),
    ...(facts.applied?.warnings ?? []).map(({ unitId, kind, parentKind, source }) =>
      missing('nesting', { unit: names[unitId], kind, parentKind, source }, { blocks: false, unitId }),
    ),
    ...(facts.openComments > 0 ? [missing('comments_open', { count: facts.openComments }, { blocks: false })] : []),
  ]
}

function missingPlaces({ placement, applied }: PlanFacts, names: Readonly<Record<Id, string>>): Missing[] {
  if (!applied) return []
  const blocked = Map.groupBy(placement.blocked, ({ membership }) => membership.unitId)
  return [
    ...lacks(placement.unplaced, names).map(({ unitId, name, count, members }) =>
      missing('without_place', { unit: name, count, names: members.map((member) => member.name) }, { unitId }),
    ),
    ...[...blocked].map(([unitId, list]) =>
      missing(
        'later_facts',
        {
          unit: names[unitId],
          count: list.length,
          names: list.slice(0, SHOWN).map(({ membership }) => membership.name),
          on: list[0]?.on,
        },
        { unitId },
      ),
    ),
  ]
}

function missingSuccessors(matters: readonly MatterSuccession[], names: Readonly<Record<Id, string>>): Missing[] {
  return matters.flatMap(({ area, way, unitId, count, examples }) =>
    way === 'missing' || way === 'by_hand'
      ? [
          missing(
            way === 'missing' ? 'unsettled' : 'by_hand',
            { area, unit: names[unitId], count, names: examples.map(({ label }) => label) },
            { unitId },
          ),
        ]
      : [],
  )
}

// What is settled goes to a unit that stands that day; rights only to who takes the place of theirs: a plan is no way to give others.
function wrongSettlements(
  { acts, applied }: PlanFacts,
  after: readonly PlanRow[],
  names: Readonly<Record<Id, string>>,
): Missing[] {
  if (!applied) return []
  const standing = new Set(after.map(({ id }) => id))
  const heirs = new Set(applied.lineage.map(({ predecessorId, successorId }) => `${predecessorId} ${successorId}`))
  return acts.flatMap((act, actIndex) => {
    if (act.kind !== 'settle' || act.to === null) return []
    const elsewhere = act.area === 'rights' && !heirs.has(`${act.from} ${act.to}`)
    const code = !standing.has(act.to) ? 'settled_nowhere' : elsewhere ? 'rights_elsewhere' : null
    const params = { area: act.area, unit: names[act.from] ?? '' }
    return code === null ? [] : [missing(code, params, { actIndex, unitId: act.from })]
  })
}

const missingByRule = (thresholds: readonly Threshold[]): Missing[] =>
  thresholds.flatMap((each) => {
    const { unitId, name, members, full, seats, outcome, explanation, rule, direction, kind } = each
    if (outcome === 'consented') return []
    const blocks = outcome === 'refusal' || outcome === 'consent'
    return [
      missing(
        'threshold',
        { unit: name, members, full, seats, outcome, rule, direction, kind, explanation },
        { unitId, blocks },
      ),
    ]
  })

function seatsOf({ acts, executives, on }: PlanFacts): Map<Id, { before: number; after: number }> {
  const seats = new Map<Id, { before: number; after: number }>()
  for (const act of acts) {
    if (
      act.kind !== 'appoint' ||
      !postsOf('executive', 'grassroots_committee', on).some(({ code }) => code === act.post)
    )
      continue
    const before = executives.get(act.unitId) ?? 0
    seats.set(act.unitId, { before, after: (seats.get(act.unitId)?.after ?? before) + 1 })
  }
  return seats
}

// Posts are those of the list for the unit's kind on that day.
function missingPosts({ acts, on }: PlanFacts, after: readonly PlanRow[]): Missing[] {
  const rows = new Map(after.map((row) => [row.id, row]))
  return acts.flatMap((act, actIndex) => {
    const unit = act.kind === 'appoint' ? rows.get(act.unitId) : undefined
    if (act.kind !== 'appoint') return []
    const known =
      unit && bodiesOf(unit.kind, on).some((body) => postsOf(body, unit.kind, on).some(({ code }) => code === act.post))
    const params = { unit: unit?.name ?? '', post: act.post, holder: act.holderName }
    return known ? [] : [missing(unit ? 'no_such_post' : 'no_such_unit', params, { actIndex, unitId: act.unitId })]
  })
}

// A new organisation without a secretary cannot work; whom its congress elects later need not be named now.
function missingSecretaries({ acts, headless }: PlanFacts, after: readonly PlanRow[]): Missing[] {
  const appointed = new Set(
    acts.flatMap((act) => (act.kind === 'appoint' && act.post === 'secretary' ? [act.unitId] : [])),
  )
  const without = new Set(headless)
  return after
    .filter(({ id, kind }) => without.has(id) && !appointed.has(id) && kind !== 'group')
    .map(({ id, name }) => missing('no_secretary', { unit: name }, { blocks: false, unitId: id }))
}
