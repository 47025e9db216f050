// The calendar of admissions: a usual number each month, corrected inside the windows of the articles until their counts are exact.
import { addDays, addMonths, daysBetween, lastOfMonth, minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { BlocDefinition } from './blocs.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'

export interface Admission {
  /** The day the decision was signed. */
  decidedOn: Day
  /** The ceremony in the cell. */
  admittedOn: Day
}

/** The standing committee decides on two sittings a month. */
const SITTINGS = [10, 24]

function admissionIn(month: Day, chance: Random): Admission {
  const decidedOn = addDays(month, chance.pick(SITTINGS) + chance.between(0, 2))
  return { decidedOn, admittedOn: addDays(decidedOn, chance.between(4, 24)) }
}

/** A count whose mean is `rate` and whose spread is that of people who do not know of each other. */
export function poisson(rate: number, chance: Random): number {
  const limit = Math.exp(-rate)
  let count = 0
  for (let product = chance.next(); product > limit; product *= chance.next()) count++
  return count
}

const monthsFrom = (from: Day, to: Day): Day[] => {
  const months: Day[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

const inside = (on: Day, from: Day, to: Day): boolean => from <= on && on <= to

/**
 * All admissions decided between a year before the register opened and the end of the month of `today`, in order. Each month has
 * a stream of its own, so that later months never change earlier ones.
 */
export function admissionCalendar(definition: BlocDefinition, seed: string, today: Day): Admission[] {
  const first = `${addMonths(definition.openedOn, -12).slice(0, 7)}-01` as Day
  let calendar = monthsFrom(first, lastOfMonth(today)).flatMap((month) => {
    const chance = random(`${seed} admissions ${month}`)
    // Fewer at the Lunar New Year, more before the anniversaries of February, May and September.
    const season = [0.6, 0.7, 0.9, 1.1, 1.4, 1.1, 1, 1.2, 1.1, 1.1, 1, 0.8][Number(month.slice(5, 7)) - 1] ?? 1
    return Array.from({ length: poisson((definition.admissionsPerYear / 12) * season, chance) }, () =>
      admissionIn(month, chance),
    )
  })
  // Nobody may stand between the days: decided before the register opened, admitted after.
  calendar = calendar.filter((each) => each.decidedOn > definition.openedOn || each.admittedOn <= definition.openedOn)

  const chance = random(`${seed} admission anchors`)
  for (const anchor of definition.admissionAnchors) {
    const { quietSince } = anchor
    if (quietSince) calendar = calendar.filter((each) => each.decidedOn < quietSince || each.decidedOn >= anchor.from)
    calendar = correct(
      calendar,
      anchor.count,
      chance,
      anchor,
      (each) => inside(each.decidedOn, anchor.from, anchor.to),
      definition,
    )
  }
  for (const { on, probationary } of definition.anchors) {
    if (probationary === undefined) continue
    const from = addDays(addMonths(on, -12), 1)
    calendar = correct(
      calendar,
      probationary,
      chance,
      { from, to: on },
      (each) => inside(each.admittedOn, from, on),
      definition,
    )
  }
  // Windows that overlap may undo each other's corrections.
  const met = definition.admissionAnchors.every(
    ({ from, to, count }) => calendar.filter((each) => inside(each.decidedOn, from, to)).length === count,
  )
  if (!met) throw new RangeError('the anchors of admissions contradict each other')
  calendar.push(
    ...definition.admissionRounds.flatMap(({ decidedOn, ceremonyOn, count }) =>
      Array.from({ length: count }, () => ({ decidedOn, admittedOn: ceremonyOn })),
    ),
  )
  return calendar.toSorted((a, b) => (a.decidedOn < b.decidedOn ? -1 : a.decidedOn > b.decidedOn ? 1 : 0))
}

/** Adds or takes away admissions well inside a window until as many as wanted are counted. */
function correct(
  calendar: readonly Admission[],
  wanted: number,
  chance: Random,
  window: { from: Day; to: Day },
  counted: (each: Admission) => boolean,
  definition: BlocDefinition,
): Admission[] {
  const corrected = [...calendar]
  const earliest = addDays(window.from > definition.openedOn ? window.from : addDays(definition.openedOn, 1), 5)
  const latest = addDays(window.to, -40)
  if (latest <= earliest) throw new RangeError('the window is too short')
  while (corrected.filter(counted).length > wanted) {
    const removable = corrected.flatMap((each, at) =>
      counted(each) && each.decidedOn >= earliest && each.admittedOn <= minDay(window.to, latest) ? [at] : [],
    )
    corrected.splice(chance.pick(removable), 1)
  }
  while (corrected.filter(counted).length < wanted) {
    const decidedOn = addDays(earliest, chance.below(daysBetween(earliest, latest)))
    corrected.push({ decidedOn, admittedOn: addDays(decidedOn, chance.between(4, 24)) })
  }
  return corrected
}
