// The admission files behind the demo's admissions: whole dossiers for the windows the articles count and for everybody on probation
// today, told backwards from the decision the register has; and candidates who are on their way. Everything keeps the rules of its day.
import { addDays, addMonths, maxDay, minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { BlocDefinition } from './blocs.ts'
import { unitLives } from './committee-people.ts'
import type { UnitLife } from './committee-people.ts'
import type { KnownMember, LifeEvent } from './life.ts'
import type { Organisation } from './organisation.ts'
import { invent } from './person.ts'
import type { PersonFacts } from './person.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'

export interface PlannedStep {
  kind: string
  on: Day
  /** The event of the register whose paper this step cites. */
  cites?: LifeEvent
  [fact: string]: unknown
}

export interface PlannedDossier {
  memberId: Id | null
  person: PersonFacts | null
  unitId: Id
  steps: PlannedStep[]
}

/** Files of admissions from this day on are all there: whoever is on probation today has one. */
const recentFrom = (today: Day): Day => addMonths(today, -16)
/** Candidates under way, for each hundred admissions a year. */
const CANDIDATES_SHARE = 0.5

type Span = { from: Day; to: Day | null }
const within = (span: Span, on: Day) => span.from <= on && (span.to === null || on < span.to)

/** Who is where: full members of a cell on a day, and what stands over it. */
class Cells {
  private readonly units: Map<Id, UnitLife>
  private readonly people = new Map<Id, { member: KnownMember; stay: Span; fullFrom: Day | null }[]>()

  constructor(organisation: Organisation, members: readonly KnownMember[]) {
    this.units = new Map(unitLives(organisation).map((unit) => [unit.id, unit]))
    for (const member of members) {
      const fullFrom = member.statuses.find((span) => span.status === 'full')?.from ?? null
      for (const stay of member.cells) {
        const list = this.people.get(stay.unitId) ?? []
        list.push({ member, stay, fullFrom })
        this.people.set(stay.unitId, list)
      }
    }
  }

  began(cell: Id): Day {
    return this.units.get(cell)!.from
  }

  fullMembers(cell: Id, on: Day) {
    return (this.people.get(cell) ?? []).filter(
      ({ stay, fullFrom }) => within(stay, on) && fullFrom !== null && fullFrom <= on,
    )
  }

  private kindOn(unit: UnitLife, on: Day) {
    return unit.kinds.find((span) => within(span, on))?.kind
  }

  /** Kinds of the units above a cell on a day. */
  above(cell: Id, on: Day): ReadonlySet<string> {
    const kinds = new Set<string>()
    let at = this.parent(cell, on)
    while (at) {
      const kind = this.kindOn(at, on)
      if (kind) kinds.add(kind)
      at = this.parent(at.id, on)
    }
    return kinds
  }

  private parent(unit: Id, on: Day): UnitLife | undefined {
    const id = this.units.get(unit)?.parents.findLast(({ from }) => from <= on)?.id
    return id ? this.units.get(id) : undefined
  }
}

/** A vote that carries: everybody there but one now and then. */
function carried(body: number, chance: Random) {
  const present = Math.max(1, body - (body > 8 && chance.chance(0.3) ? 1 : 0))
  const no = present > 6 && chance.chance(0.12) ? 1 : 0
  return { body, present, yes: present - no, no, blank: 0, method: chance.chance(0.8) ? 'card' : 'secret' }
}

interface Applicant {
  cell: Id
  /** When the cell votes; for a candidate of today it may lie ahead. */
  votedOn: Day
  /** The day on which the cell's people are looked at. */
  seenOn: Day
  youth: boolean
}

/** From the list of candidates to the complete file, and the cell's vote. */
function preparation(cells: Cells, { cell, votedOn, seenOn, youth }: Applicant, chance: Random): PlannedStep[] {
  const earliest = cells.began(cell)
  const on = (daysBefore: number): Day => maxDay(earliest, addDays(votedOn, -daysBefore))
  const number = () => String(chance.between(1, 60))
  const sponsors = chance.shuffle(cells.fullMembers(cell, seenOn)).filter(({ stay, fullFrom }) => {
    const year = addMonths(seenOn, -12)
    return stay.from <= year && fullFrom! <= year
  })
  const introduced = youth || sponsors.length < 2
  const helper = sponsors[0] ?? cells.fullMembers(cell, seenOn)[0]
  const file = chance.between(50, 110)
  return [
    { kind: 'listed', on: on(file + 190), number: `${number()}-NQ/CB` },
    ...(helper ? [{ kind: 'helper', on: on(file + 190), name: helper.member.fullName, memberId: helper.member.memberId }] : []), // prettier-ignore
    { kind: 'class_sent', on: on(file + 70) },
    { kind: 'certificate', on: on(file + 40), number: `${chance.between(100, 999)}/CN-NTVĐ`, issuer: 'Trung tâm Chính trị' }, // prettier-ignore
    { kind: 'opened', on: on(file) },
    { kind: 'paper', on: on(file), form: '1-KNĐ' },
    { kind: 'paper', on: on(file - 4), form: '2-KNĐ' },
    ...sponsors.slice(0, introduced ? 1 : 2).map(({ member, stay, fullFrom }) => ({
      kind: 'sponsor',
      on: on(file - 10),
      name: member.fullName,
      memberId: member.memberId,
      fullSince: fullFrom,
      togetherSince: maxDay(stay.from, minDay(addMonths(seenOn, -13), fullFrom!)),
    })),
    ...(introduced
      ? [{ kind: 'introduction', on: on(file - 14), by: youth ? 'youth_union' : 'trade_union', number: `${number()}-NQ/${youth ? 'ĐTN' : 'CĐCS'}` }] // prettier-ignore
      : []),
    ...(['applicant', 'parents'] as const).flatMap((person, n) => [
      { kind: 'check', on: on(file - 12 - n), person, number: `${number()}-CV/CB` },
      { kind: 'reply', on: on(22 - n) },
    ]),
    { kind: 'opinion', on: on(24), from: 'mass' },
    { kind: 'opinion', on: on(21), from: 'residence' },
    { kind: 'vetting', on: on(15), meets: 'yes', without: { in_law_parents: 'on', spouse: 'on', children: 'on' }, number: `${number()}-KL/ĐUK` }, // prettier-ignore
    { kind: 'completed', on: on(8) },
    { kind: 'cell_vote', on: votedOn, ...carried(cells.fullMembers(cell, seenOn).length, chance), number: `${number()}-NQ/CB` }, // prettier-ignore
  ]
}

/** What the committees over the cell do between its vote and the decision. */
function proposal(above: ReadonlySet<string>, votedOn: Day, chance: Random): PlannedStep[] {
  const number = String(chance.between(1, 90))
  return [
    ...(above.has('section') ? [{ kind: 'appraisal', on: addDays(votedOn, 4), agrees: 'yes', number: `${number}-BC/ĐUBP` }] : []), // prettier-ignore
    ...(above.has('grassroots_committee')
      ? [{ kind: 'committee_vote', on: addDays(votedOn, 8), ...carried(chance.between(7, 15), chance), number: `${number}-NQ/ĐU` }] // prettier-ignore
      : []),
  ]
}

function dossierOf(cells: Cells, member: KnownMember, admission: LifeEvent, chance: Random): PlannedDossier {
  const cell = admission.unitId
  const youth = admission.youthMember === true
  const votedOn = addDays(admission.decidedOn, -chance.between(14, 34))
  const confirmation = member.events.find((event) => event.kind === 'confirmation')
  const steps: PlannedStep[] = [
    ...preparation(cells, { cell, votedOn, seenOn: votedOn, youth }, chance),
    ...proposal(cells.above(cell, votedOn), votedOn, chance),
    { kind: 'decided', on: admission.decidedOn, by: 'direct_upper', ...carried(9, chance), cites: admission },
    { kind: 'received', on: minDay(addDays(admission.decidedOn, 3), admission.effectiveOn) },
    { kind: 'ceremony', on: admission.effectiveOn, youthMember: youth ? 'yes' : 'no' },
  ]
  const until = confirmation?.decidedOn ?? member.leftOn
  for (const move of member.cells.slice(1)) {
    if (until === null || move.from <= until) steps.push({ kind: 'handed_over', on: move.from, unitId: move.unitId })
  }
  if (confirmation) steps.push(...review(cells, member, confirmation, chance))
  return { memberId: member.memberId, person: null, unitId: cell, steps: inOrder(steps) }
}

/** From the class for new members to the decision on full membership. */
function review(cells: Cells, member: KnownMember, confirmation: LifeEvent, chance: Random): PlannedStep[] {
  const ends = confirmation.effectiveOn
  const { decidedOn } = confirmation
  const cell = member.cells.findLast(({ from }) => from <= ends)?.unitId ?? confirmation.unitId
  const votedOn = minDay(addDays(ends, chance.between(1, 4)), decidedOn)
  const number = String(chance.between(1, 90))
  const above = cells.above(cell, votedOn)
  return [
    { kind: 'new_class', on: addDays(ends, -chance.between(40, 150)), number: `${chance.between(100, 999)}/CN-ĐVM` },
    ...['10-KNĐ', '11-KNĐ', '12-KNĐ'].map((form) => ({ kind: 'paper', on: ends, form })),
    { kind: 'official_vote', on: votedOn, ...carried(Math.max(3, cells.fullMembers(cell, votedOn).length), chance), number: `${number}-NQ/CB` }, // prettier-ignore
    ...(above.has('grassroots_committee')
      ? [{ kind: 'official_committee', on: minDay(addDays(votedOn, 2), decidedOn), ...carried(chance.between(7, 15), chance), number: `${number}-NQ/ĐU` }] // prettier-ignore
      : []),
    { kind: 'official_decided', on: decidedOn, by: 'direct_upper', ...carried(9, chance), cardNumber: member.cardNumber, cites: confirmation }, // prettier-ignore
  ]
}

/** By day; steps of one day stay in the order told. */
const inOrder = (steps: PlannedStep[]): PlannedStep[] =>
  steps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

/** Candidates who are nobody's members yet, at every point of the way. */
function candidates(
  definition: BlocDefinition,
  cells: Cells,
  organisation: Organisation,
  seed: string,
  today: Day,
): PlannedDossier[] {
  const chance = random(`${seed} candidates`)
  const there = organisation.cells.filter(
    (cell) => within(cell, today) && cells.fullMembers(cell.id, today).length >= 4,
  )
  return Array.from({ length: Math.round(definition.admissionsPerYear * CANDIDATES_SHARE) }, () => {
    const cell = chance.pick(there)
    const youth = chance.chance(0.7)
    // The vote lies up to ten months ahead, or up to four weeks back: what has not happened yet is not told.
    const votedOn = addDays(today, chance.between(-28, 300))
    const applicant = { cell: cell.id, votedOn, seenOn: minDay(votedOn, today), youth }
    const steps = inOrder([
      ...preparation(cells, applicant, chance),
      ...proposal(cells.above(cell.id, today), votedOn, chance),
    ]).filter((step) => step.on <= today)
    return {
      memberId: null,
      person: invent(definition, chance, { aged: [22, 36], on: today, young: true }),
      unitId: cell.id,
      steps: steps.length > 0 ? steps : [{ kind: 'noted', on: addDays(today, -chance.between(3, 40)) }],
    }
  })
}

/** All files of a bloc, for importDossiers. */
export function planDossiers(
  organisation: Organisation,
  members: readonly KnownMember[],
  seed: string,
  today: Day,
): PlannedDossier[] {
  const { definition } = organisation
  const cells = new Cells(organisation, members)
  const counted = (on: Day) =>
    on >= recentFrom(today) || definition.admissionAnchors.some(({ from, to }) => from <= on && on <= to)
  const files = members.flatMap((member) => {
    const admission = member.events.find((event) => event.kind === 'admission')
    return admission && counted(admission.decidedOn)
      ? [dossierOf(cells, member, admission, random(`${seed} dossier ${member.memberId}`))]
      : []
  })
  return [...files, ...candidates(definition, cells, organisation, seed, today)]
}
