// When a unit's next congress is due: from its last one (or its founding), the rules of that day and the calendar of the cycle.
// TERM-01, TERM-02 (30 months, from 01/07/2025 five years), TERM-04, CON-08, CON-09. Pure; every number comes from the rulebook.
import { addMonths, dayOf, isDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { fieldsOf, quantityOf } from '#modules/rulebook/rulebook.server.ts'
import type { EffectiveRule, Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { UnitKind } from '#modules/units/units.server.ts'

/** What is known of a unit's terms. */
export interface TermStanding {
  kind: UnitKind
  foundedOn: Day
  /** First day of the running term: its last congress, or the appointment of its committee. */
  since: Day | null
  /** Day the running term ends, where somebody fixed it. */
  endsOn: Day | null
  /** The running term was not opened by a congress of its own (HIS-06): it follows the cycle, like a first term. */
  appointed: boolean
}

export interface CycleWindow {
  code: string
  first: Day
  last: Day
}

export interface CongressDue {
  /** Label of the term it opens: 2025-2030. */
  cycle: string
  /** Last day by the cycle's calendar, else the end of the term; null when nothing tells. */
  dueOn: Day | null
  /** How much earlier and later the rules let it be, with the consent of the unit above; null: the rules do not say. */
  earliest: Day | null
  latest: Day | null
  /** The calendar of the cycle for units of this kind. */
  window: CycleWindow | null
  /** Where the day comes from: the running term, the founding, or only today's cycle because no congress is on record. */
  from: 'term' | 'first_term' | 'unknown'
}

const FIVE = 5
const GROUPS: Partial<Record<UnitKind, string>> = {
  bloc: 'BLOC',
  grassroots_committee: 'GRASSROOTS',
  grassroots_cell: 'GRASSROOTS',
  sub_cell: 'SUB-CELL',
}

/** Congresses are counted in years that end in 0 and 5: the one nearest to a day (2018–2022 is 2020). */
export function cycleYear(on: Day): number {
  return Math.round((yearOf(on) - 0.5) / FIVE) * FIVE
}

const labelOf = (year: number, years = FIVE): string => `${year}-${year + years}`

/** The years of a label, or null when it is none: two years, the second up to ten after the first. */
export function yearsOfCycle(label: string): { first: number; last: number } | null {
  const match = /^(\d{4})-(\d{4})$/.exec(label)
  const [first, last] = [Number(match?.[1]), Number(match?.[2])]
  return match && last > first && last - first <= 2 * FIVE ? { first, last } : null
}

function months(rule: EffectiveRule | null): number | null {
  if (!rule) return null
  const { amount, unit } = quantityOf(rule)
  return unit === 'year' ? amount * 12 : amount
}

/** The calendar of a cycle for units of a kind; null where no document sets one. */
export function windowOf(rules: Rulebook, kind: UnitKind, year: number): CycleWindow | null {
  const group = GROUPS[kind]
  if (!group || year < 1) return null
  for (const rule of rules.family('CON-0', dayOf(year, 1, 1))) {
    if (!rule.version.code.endsWith(`-${group}`) || rule.value.kind !== 'record') continue
    const { first, last } = fieldsOf(rule)
    if (isDay(first) && isDay(last)) return { code: rule.version.code, first, last }
  }
  return null
}

const termCode = (kind: UnitKind) => (kind === 'sub_cell' ? 'TERM-02' : 'TERM-01')

/** The congress a unit comes to next; null for kinds that hold none (groups). */
export function congressDue(rules: Rulebook, standing: TermStanding, today: Day): CongressDue | null {
  const { kind, since, endsOn, appointed } = standing
  if (kind === 'group') return null
  if (since === null || (appointed && endsOn === null)) return firstTerm(rules, standing, today)
  const length = months(rules.at(termCode(kind), since))
  const end = endsOn ?? (length === null ? null : addMonths(since, length))
  if (end === null) return firstTerm(rules, standing, today)
  const shift = months(rules.at(`${termCode(kind)}-SHIFT`, since))
  const earliest = shift === null ? null : addMonths(end, -shift)
  const latest = shift === null ? null : addMonths(end, shift)
  const calendar = windowOf(rules, kind, cycleYear(end))
  // A calendar that the term could not reach is another congress's.
  const fits =
    calendar && (earliest === null || earliest <= calendar.last) && (latest === null || calendar.first <= latest)
  const window = fits ? calendar : null
  return { cycle: labelAt(rules, kind, end), dueOn: window?.last ?? end, earliest, latest, window, from: 'term' }
}

/** Half terms are labelled by their own years, all others by the cycle. */
function labelAt(rules: Rulebook, kind: UnitKind, end: Day): string {
  const length = months(rules.at(termCode(kind), end)) ?? FIVE * 12
  if (kind !== 'sub_cell') return labelOf(cycleYear(end), Math.round(length / 12))
  return labelOf(yearOf(end), yearOf(addMonths(end, length)) - yearOf(end))
}

function firstTerm(rules: Rulebook, { kind, foundedOn, since }: TermStanding, today: Day): CongressDue {
  const begun = since ?? foundedOn
  const first = firstCycle(rules, kind, begun)
  const now = cycleYear(today)
  const year = Math.max(first, now)
  const window = windowOf(rules, kind, year)
  // Later cycles have no document yet: the days of the last one, one cycle on.
  const before = window ?? windowOf(rules, kind, year - FIVE)
  const dueOn = window ? window.last : before ? addMonths(before.last, FIVE * 12) : null
  return {
    cycle: labelOf(year),
    dueOn,
    earliest: null,
    latest: null,
    window,
    from: first < now ? 'unknown' : 'first_term',
  }
}

/** The first cycle whose congress a unit that began on that day can hold. */
function firstCycle(rules: Rulebook, kind: UnitKind, begun: Day): number {
  const year = Math.ceil(yearOf(begun) / FIVE) * FIVE
  if (yearOf(begun) < year) return year
  const window = windowOf(rules, kind, year)
  return window && begun <= window.last ? year : year + FIVE
}
