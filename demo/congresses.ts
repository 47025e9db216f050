// The congresses of the demo: those that opened the terms of 2015, 2020 and 2025 (the spring before the bloc's own; sub-cells twice in
// five years), each with its course; and the next ones of one committee's cells, of which one is put off.
import { addDays, addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { PostsImport } from '#modules/committees/committees.server.ts'
import { enterCongresses, planCongresses, postponeCongress } from '#modules/congresses/congresses.server.ts'
import { accountUnit } from './accounts.ts'
import { BLOC_1 } from './blocs.ts'
import type { Organisation, PlannedUnit } from './organisation.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Run } from './run.ts'

/** A term as the demo plans it: every entry is there. */
interface Term {
  unitId: Id
  label: string
  ordinal: number | null
  from: Day
  basis: 'congress' | 'appointed'
  /** Which of the papers opened it. */
  decision: number | null
}

type Paper = NonNullable<PostsImport['decisions']>[number]

const PILOTS = 3
/** Committees with more cells than this send delegates. */
const MANY_CELLS = 7
const HALF_TERM_MONTHS = 30

/** Enters the congresses behind the terms, and plans the next ones. Returns how many there are. */
export async function loadCongresses(
  run: Run,
  organisation: Organisation,
  posts: Required<PostsImport>,
  seed: string,
  today: Day,
): Promise<number> {
  const chance = random(`${seed} congresses`)
  const units = new Map([...organisation.units, ...organisation.founded].map((unit) => [unit.id, unit]))
  const terms = posts.terms as Term[]
  const held = terms.filter(({ basis, from }) => basis === 'congress' && from <= today)
  const pilots = pilotsOf(held, units)
  const congresses = held.flatMap((term) => {
    const unit = units.get(term.unitId)
    const paper = term.decision === null ? null : (posts.decisions?.[term.decision] ?? null)
    return unit ? [courseOf(term, unit, organisation, { chance, today, pilot: pilots.has(term), paper })] : []
  })
  if (congresses.length > 0) await run(enterCongresses, { congresses })
  const planned = organisation.definition === BLOC_1 ? await planNext(run, organisation, held, today) : 0
  return congresses.length + planned
}

const isGrassroots = (unit: PlannedUnit | undefined) => unit?.kind.startsWith('grassroots') ?? false

/** The first few grassroots congresses of each cycle were held to learn from. */
function pilotsOf(held: readonly Term[], units: ReadonlyMap<Id, PlannedUnit>): Set<Term> {
  const grassroots = held.filter(({ unitId }) => isGrassroots(units.get(unitId)))
  return new Set(
    [...Map.groupBy(grassroots, ({ label }) => label).values()].flatMap((ofCycle) =>
      ofCycle.toSorted((a, b) => (a.from < b.from ? -1 : 1)).slice(0, PILOTS),
    ),
  )
}

interface Telling {
  chance: Random
  today: Day
  pilot: boolean
  paper: Paper | null
}

/** The result was approved by the paper that opened the term. */
function courseOf(term: Term, unit: PlannedUnit, organisation: Organisation, { chance, today, pilot, paper }: Telling) {
  const heldOn = term.from
  const cells = organisation.units.filter((other) => other.parentId === unit.id).length
  const reportedOn = addDays(heldOn, chance.between(3, 8))
  const approvedOn = paper ? (paper.issuedOn as Day) : null
  return {
    unitId: unit.id,
    cycle: term.label,
    ordinal: term.ordinal,
    pilot,
    form: unit.kind === 'bloc' || cells > MANY_CELLS ? 'delegates' : 'members',
    plannedOn: heldOn,
    contentApprovedOn: addDays(heldOn, -chance.between(64, 90)),
    heldOn,
    heldTo: unit.kind === 'bloc' ? addDays(heldOn, 1) : null,
    reportedOn: reportedOn <= today ? reportedOn : null,
    ...(approvedOn !== null && approvedOn <= today ? { approvedOn, decision: paper } : {}),
  }
}

/** The cells of one committee prepare their next congresses: one first, to learn from, and one that had to be put off. */
async function planNext(run: Run, organisation: Organisation, held: readonly Term[], today: Day): Promise<number> {
  const committee = accountUnit(organisation, 'dangbo')
  const cells = organisation.units.filter((unit) => unit.parentId === committee && unit.kind === 'sub_cell')
  const plans = cells.flatMap(({ id }) => {
    const last = held.filter(({ unitId }) => unitId === id).at(-1)
    const due = last && addMonths(last.from, HALF_TERM_MONTHS)
    return due && due > today ? [{ id, due }] : []
  })
  const [first, second] = plans.toSorted((a, b) => (a.due < b.due ? -1 : 1))
  if (!first || !second) return 0
  const { ids } = await run(planCongresses, {
    congresses: Object.fromEntries(
      plans.map(({ id, due }) => [
        id,
        { plannedOn: addDays(due, id === first.id ? -45 : -20), form: 'members', pilot: id === first.id ? 'on' : '' },
      ]),
    ),
  })
  const at = plans.findIndex(({ id }) => id === second.id)
  await run(postponeCongress, {
    congressId: ids[at],
    version: 1,
    newDay: addDays(second.due, 12),
    reason: 'Chờ kiện toàn nhân sự sau khi bí thư chi bộ chuyển công tác',
  })
  return plans.length
}
