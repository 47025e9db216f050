// A membership as it is lived in the demo: facts are added day by day, and read back as the register's import wants them.
import { addDays, addMonths } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { PersonFacts } from './person.ts'

export interface LifeEvent {
  kind:
    | 'admission'
    | 'arrival'
    | 'confirmation'
    | 'move'
    | 'departure'
    | 'death'
    | 'resignation'
    | 'expulsion'
    | 'exemption'
  unitId: Id
  effectiveOn: Day
  decidedOn: Day
  onTime: boolean | null
  youthMember: boolean | null
  fromPlace: string | null
  toPlace: string | null
}

export interface Life {
  id: Id
  person: PersonFacts
  cardNumber: string
  admittedOn: Day
  /** The legal day: twelve months after the ceremony. */
  confirmedOn: Day
  /** When the confirmation was decided; before it nobody treats the member as full. */
  confirmationDecidedOn: Day
  cells: { unitId: Id; from: Day; to: Day | null }[]
  exemptOn: Day | null
  leftOn: Day | null
  events: LifeEvent[]
}

/** The member as the import takes it; facts after `today` are not known yet. */
export function asKnownOn(life: Life, today: Day) {
  const known = (on: Day | null): Day | null => (on !== null && on <= today ? on : null)
  const events = life.events.filter((event) => event.effectiveOn <= today && event.decidedOn <= today)
  const cells = life.cells.filter((cell) => cell.from <= today).map((cell) => ({ ...cell, to: known(cell.to) }))
  const first = cells[0]
  if (!first) return null
  const leftOn = known(life.leftOn)
  const confirmedOn = life.confirmationDecidedOn <= today ? life.confirmedOn : null
  const turns = [
    { status: 'probationary', standing: 'active', from: first.from },
    ...(confirmedOn ? [{ status: 'full', standing: 'active', from: confirmedOn }] : []),
    ...(life.exemptOn && known(life.exemptOn) ? [{ status: 'full', standing: 'exempt', from: life.exemptOn }] : []),
  ].filter((turn, i, all) => !(all[i + 1] && all[i + 1]!.from <= first.from))
  const statuses = turns.map((turn, i) => ({
    ...turn,
    from: turn.from < first.from ? first.from : turn.from,
    to: turns[i + 1]?.from ?? leftOn,
  }))
  return {
    memberId: life.id,
    ...life.person,
    cardNumber: confirmedOn ? life.cardNumber : null,
    admittedOn: life.admittedOn,
    confirmedOn,
    leftOn,
    statuses,
    cells,
    events,
  }
}

export type KnownMember = NonNullable<ReturnType<typeof asKnownOn>>

const event = (kind: LifeEvent['kind'], unitId: Id, effectiveOn: Day, more: Partial<LifeEvent> = {}): LifeEvent => ({
  kind,
  unitId,
  effectiveOn,
  decidedOn: effectiveOn,
  onTime: null,
  youthMember: null,
  fromPlace: null,
  toPlace: null,
  ...more,
})

/** How long a confirmation took to be decided, in days after the legal day; up to 60 keeps the working days the rules give. */
const IN_TIME_DAYS = 60

export interface Beginning {
  id: Id
  person: PersonFacts
  cardNumber: string
  unitId: Id
  admittedOn: Day
  confirmationDays: number
}

function begin(given: Beginning, joinedOn: Day): Life {
  const confirmedOn = addMonths(given.admittedOn, 12)
  return {
    id: given.id,
    person: given.person,
    cardNumber: given.cardNumber,
    admittedOn: given.admittedOn,
    confirmedOn,
    confirmationDecidedOn: addDays(confirmedOn, given.confirmationDays),
    cells: [{ unitId: given.unitId, from: joinedOn, to: null }],
    exemptOn: null,
    leftOn: null,
    events: [],
  }
}

/** Admitted in a cell of the bloc. */
export function admitted(given: Beginning, decidedOn: Day, youthMember: boolean): Life {
  const life = begin(given, given.admittedOn)
  life.events.push(event('admission', given.unitId, given.admittedOn, { decidedOn, youthMember }))
  return life
}

/** Came as a full member from elsewhere. */
export function arrived(given: Beginning, on: Day, fromPlace: string): Life {
  const life = begin(given, on)
  life.events.push(event('arrival', given.unitId, on, { fromPlace }))
  return life
}

export const cellNow = (life: Life): Id => (life.cells.at(-1) as Life['cells'][number]).unitId
export const sinceWhen = (life: Life): Day => (life.cells.at(-1) as Life['cells'][number]).from

/** Writes the confirmation down, in the cell of its day; call it when life has reached the day of decision. */
export function confirmed(life: Life): void {
  const cell = life.cells.findLast(({ from }) => from <= life.confirmedOn) ?? life.cells[0]!
  life.events.push(
    event('confirmation', cell.unitId, life.confirmedOn, {
      decidedOn: life.confirmationDecidedOn,
      onTime: life.confirmationDecidedOn <= addDays(life.confirmedOn, IN_TIME_DAYS),
    }),
  )
}

export function moved(life: Life, unitId: Id, on: Day): void {
  const last = life.cells.at(-1)!
  last.to = on
  life.cells.push({ unitId, from: on, to: null })
  life.events.push(event('move', unitId, on))
}

export function exempted(life: Life, on: Day): void {
  life.exemptOn = on
  life.events.push(event('exemption', cellNow(life), on))
}

/** `on` is the first day without membership. */
export function left(
  life: Life,
  kind: 'departure' | 'death' | 'resignation' | 'expulsion',
  on: Day,
  toPlace: string | null,
): void {
  const last = life.cells.at(-1)!
  last.to = on
  life.leftOn = on
  life.events.push(event(kind, last.unitId, on, { toPlace }))
}
