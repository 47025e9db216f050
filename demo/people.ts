// The people of a bloc, lived month by month: admissions by their calendar, arrivals and losses steered so that the strength of every
// anchored day is met exactly. Later months never change earlier ones, so the same seed tells the same past at every load.
import { addDays, addMonths, daysBetween, lastOfMonth, maxDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { admissionCalendar, poisson } from './admissions.ts'
import type { BlocDefinition } from './blocs.ts'
import { admitted, arrived, cellNow, confirmed, exempted, left, moved, sinceWhen } from './life.ts'
import type { Life } from './life.ts'
import type { CellLife, Organisation, Transfer } from './organisation.ts'
import { invent } from './person.ts'
import { idsFrom, random } from './random.ts'
import type { Random } from './random.ts'

const YEAR_DAYS = 365.25
/** A cell keeps at least this many, so that it goes on being one. */
const FEWEST = 5
const GROWTH_AFTER = 0.004
const AT_LEAST_LOST_PER_YEAR = 0.009

interface Town {
  definition: BlocDefinition
  cells: readonly CellLife[]
  inCell: Map<Id, Life[]>
  lives: Life[]
  newId: () => Id
  cards: number
}

/** Everybody who was a member on the day the register opened or later, up to the end of the month of `today`. */
export function livePeople(organisation: Organisation, seed: string, today: Day): Life[] {
  const { definition } = organisation
  const town: Town = {
    definition,
    cells: organisation.cells,
    inCell: new Map(organisation.cells.map(({ id }) => [id, []])),
    lives: [],
    newId: idsFrom(`${seed} members`, Date.UTC(2018, 0, 1)),
    cards: 10_000_000 + random(seed).below(50_000_000),
  }
  const calendar = admissionCalendar(definition, seed, today)
  settle(
    town,
    seed,
    calendar.filter((each) => each.admittedOn <= definition.openedOn),
  )
  const ahead = calendar.filter((each) => each.admittedOn > definition.openedOn)
  const waiting = [...organisation.transfers]

  let reached = definition.openedOn
  while (reached < lastOfMonth(today)) {
    const monthEnd = lastOfMonth(addDays(reached, 1))
    const anchor = definition.anchors.find(({ on }) => reached < on && on < monthEnd)
    const to = anchor?.on ?? monthEnd
    const chance = random(`${seed} people ${to}`)
    const span = { from: addDays(reached, 1), to }
    const admissions = ahead.filter((each) => span.from <= each.admittedOn && each.admittedOn <= to)
    liveThrough(
      town,
      chance,
      span,
      admissions,
      waiting.filter(({ on }) => span.from <= on && on <= to),
    )
    reached = to
  }
  for (const life of town.lives) {
    const joined = life.cells[0]!.from
    const ended = life.leftOn !== null && life.leftOn <= life.confirmationDecidedOn
    if (life.confirmedOn > joined && !ended) confirmed(life)
  }
  return town.lives
}

/** Who was a member already when the register opened: full members with years behind them, and last year's admissions. */
function settle(town: Town, seed: string, lastYears: readonly { decidedOn: Day; admittedOn: Day }[]): void {
  const { definition } = town
  const chance = random(`${seed} opening`)
  const opened = definition.openedOn
  const recent = lastYears.filter((each) => addMonths(each.admittedOn, 12) > opened)
  for (const each of recent) addAdmitted(town, chance, each)
  for (let i = recent.length; i < definition.opening; i++) {
    const years = Math.floor(1 + 27 * chance.next() ** 1.4)
    const admittedOn = addDays(addMonths(opened, -12 * years), -chance.between(20, 380))
    const cell = chooseCell(town, chance, opened)
    const age = Math.min(years + 1 + chance.between(22, 30), 59)
    const person = invent(definition, chance, { aged: [age, age], on: opened })
    const given = beginning(town, person, cell.id, admittedOn, chance)
    const here = admittedOn >= cell.from && chance.chance(0.6)
    const earliest = maxDay(cell.from, addDays(given.admittedOn, 420))
    const life =
      here || earliest >= opened
        ? admitted(
            { ...given, admittedOn: maxDay(admittedOn, cell.from) },
            addDays(maxDay(admittedOn, cell.from), -chance.between(4, 24)),
            chance.chance(0.7),
          )
        : arrived(given, addDays(earliest, chance.below(daysBetween(earliest, opened))), elsewhere(definition, chance))
    place(town, life)
  }
}

interface Happening {
  on: Day
  /** Order within a day. */
  order: number
  happen: () => void
}

function liveThrough(
  town: Town,
  chance: Random,
  span: { from: Day; to: Day },
  admissions: readonly { decidedOn: Day; admittedOn: Day }[],
  transfers: readonly Transfer[],
): void {
  const { definition } = town
  const days = daysBetween(span.from, span.to) + 1
  const now = [...town.inCell.values()].reduce((sum, list) => sum + list.length, 0)
  const least = poisson((now * AT_LEAST_LOST_PER_YEAR * days) / YEAR_DAYS, chance)
  let arrivals = poisson((definition.arrivalsPerYear * days) / YEAR_DAYS, chance)
  let losses = now + admissions.length + arrivals - wantedOn(definition, span.to)
  if (losses < least) {
    arrivals += least - losses
    losses = least
  }
  const anyDay = () => addDays(span.from, chance.below(days))
  const happenings: Happening[] = [
    ...transfers.map((each) => ({ on: each.on, order: 0, happen: () => transfer(town, chance, each) })),
    ...admissions.map((each) => ({ on: each.admittedOn, order: 1, happen: () => addAdmitted(town, chance, each) })),
    ...Array.from({ length: arrivals }, () => happeningOn(anyDay(), 1, (on) => addArrived(town, chance, on))),
    ...Array.from({ length: losses }, () => happeningOn(anyDay(), 2, (on) => lose(town, chance, on))),
    ...Array.from({ length: poisson((now * 0.012 * days) / YEAR_DAYS, chance) }, () => happeningOn(anyDay(), 3, (on) => moveOne(town, chance, on))), // prettier-ignore
    ...Array.from({ length: poisson((4 * days) / YEAR_DAYS, chance) }, () => happeningOn(anyDay(), 4, (on) => exemptOne(town, chance, on))), // prettier-ignore
  ]
  happenings.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.order - b.order))
  for (const { happen } of happenings) happen()
}

const happeningOn = (on: Day, order: number, happen: (on: Day) => void): Happening => ({
  on,
  order,
  happen: () => happen(on),
})

/** The strength wanted on a day: on the way from one anchor to the next, then slowly growing. */
function wantedOn(definition: BlocDefinition, on: Day): number {
  const points = [{ on: definition.openedOn, members: definition.opening }, ...definition.anchors]
  const next = points.find((point) => point.on >= on)
  const before = points.findLast((point) => point.on < on) ?? points[0]!
  if (next) {
    const share = daysBetween(before.on, on) / Math.max(1, daysBetween(before.on, next.on))
    return Math.round(before.members + (next.members - before.members) * share)
  }
  return Math.round(before.members * (1 + (GROWTH_AFTER * daysBetween(before.on, on)) / YEAR_DAYS))
}

function place(town: Town, life: Life): void {
  town.lives.push(life)
  town.inCell.get(cellNow(life))!.push(life)
}

function beginning(town: Town, person: Life['person'], unitId: Id, admittedOn: Day, chance: Random) {
  const confirmationDays = chance.chance(0.93) ? chance.between(6, 52) : chance.between(64, 120)
  return { id: town.newId(), person, cardNumber: String(++town.cards), unitId, admittedOn, confirmationDays }
}

/** A cell of that day, the likelier the bigger it is meant to be. */
function chooseCell(town: Town, chance: Random, on: Day): CellLife {
  const there = town.cells.filter((cell) => cell.from <= on && (cell.to === null || on < cell.to))
  // Cells below their share come first: what is lost in one place is made good there.
  const total = there.reduce((sum, cell) => sum + cell.weight, 0)
  const perWeight = (town.lives.length + 1) / total
  const scored = [chance.next(), chance.next(), chance.next()].map((share) => {
    let left = share * total
    return there.find((cell) => (left -= cell.weight) < 0) ?? there[0]!
  })
  return scored.toSorted((a, b) => fill(town, a, perWeight) - fill(town, b, perWeight))[0]!
}

const fill = (town: Town, cell: CellLife, perWeight: number): number =>
  town.inCell.get(cell.id)!.length / (cell.weight * perWeight)

function addAdmitted(town: Town, chance: Random, each: { decidedOn: Day; admittedOn: Day }): void {
  const cell = chooseCell(town, chance, each.admittedOn)
  const person = invent(town.definition, chance, { aged: [23, 37], on: each.admittedOn, young: true })
  const given = beginning(town, person, cell.id, each.admittedOn, chance)
  place(town, admitted(given, each.decidedOn, chance.chance(0.72)))
}

const elsewhere = (definition: BlocDefinition, chance: Random): string =>
  chance.chance(0.6) ? `Đảng bộ ${chance.pick(definition.districts)}` : 'Đảng bộ tỉnh khác'

function addArrived(town: Town, chance: Random, on: Day): void {
  const cell = chooseCell(town, chance, on)
  const age = chance.between(28, 52)
  const person = invent(town.definition, chance, { aged: [age, age], on })
  const admittedOn = addDays(addMonths(on, -12 * chance.between(2, Math.max(2, age - 24))), -chance.between(130, 350))
  place(town, arrived(beginning(town, person, cell.id, admittedOn, chance), on, elsewhere(town.definition, chance)))
}

/** Somebody who may go or move on that day: a full member of a cell that can spare one. */
function chooseMember(
  town: Town,
  chance: Random,
  on: Day,
  better: (a: Life, b: Life) => number,
  tries: number,
): Life | null {
  const found: Life[] = []
  for (let guard = 0; found.length < tries && guard < 400; guard++) {
    const list = town.inCell.get(chance.pick(town.cells).id)!
    if (list.length <= FEWEST) continue
    const life = chance.pick(list)
    if (sinceWhen(life) < on && life.confirmationDecidedOn < on && (life.exemptOn ?? '') < on) found.push(life)
  }
  return found.toSorted(better)[0] ?? null
}

const older = (a: Life, b: Life): number => (a.person.birthOn < b.person.birthOn ? -1 : 1)
const any = (): number => 0

function lose(town: Town, chance: Random, on: Day): void {
  const kind = chance.weighted([['departure', 92], ['death', 4], ['resignation', 2], ['expulsion', 2]] as const) // prettier-ignore
  const retires = kind === 'departure' && chance.chance(0.65)
  const life = chooseMember(town, chance, on, retires || kind === 'death' ? older : any, retires ? 7 : 2)
  if (!life) throw new RangeError(`nobody can leave on ${on}`)
  take(town, life)
  left(
    life,
    kind,
    on,
    kind !== 'departure' ? null : retires ? 'Đảng bộ nơi cư trú' : elsewhere(town.definition, chance),
  )
}

function take(town: Town, life: Life): void {
  const list = town.inCell.get(cellNow(life))!
  list.splice(list.indexOf(life), 1)
}

function moveTo(town: Town, life: Life, unitId: Id, on: Day): void {
  take(town, life)
  moved(life, unitId, on)
  town.inCell.get(unitId)!.push(life)
}

function moveOne(town: Town, chance: Random, on: Day): void {
  const life = chooseMember(town, chance, on, any, 1)
  const cell = chooseCell(town, chance, on)
  if (life && cell.id !== cellNow(life)) moveTo(town, life, cell.id, on)
}

function exemptOne(town: Town, chance: Random, on: Day): void {
  const life = chooseMember(town, chance, on, older, 12)
  if (life && life.exemptOn === null) exempted(life, on)
}

function transfer(town: Town, chance: Random, { on, from, to, count }: Transfer): void {
  const list = town.inCell.get(from)!.filter((life) => sinceWhen(life) < on)
  const going = count === null ? list : chance.shuffle(list).slice(0, count)
  going.forEach((life, i) => moveTo(town, life, to[i % to.length]!, on))
}
