// The monthly meetings of the demo's cells with their attendance. Pure: cells and memberships in, meetings out.
import { addDays, addMonths, dayOfMonth, lastOfMonth, maxDay, minDay, monthOf, weekdayOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { BlocDefinition } from './blocs.ts'
import type { KnownMember } from './life.ts'
import type { CellLife } from './organisation.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import { minutesOf, PLACES, resolutionOf, TOPICS } from './topics.ts'

export interface PlannedMeeting {
  unitId: Id
  kind: 'regular'
  month: Day
  heldOn: Day | null
  starts: string
  minutesLong: number | null
  place: string
  thematic: boolean
  topic: string | null
  minutes: string | null
  resolution: string | null
  marks: [Id, 'present' | 'excused' | 'absent'][]
}

/** One stay of somebody in a cell during which he is obliged to come. */
interface Stay {
  memberId: Id
  from: Day
  to: Day | null
}

function staysByCell(members: readonly KnownMember[]): Map<Id, Stay[]> {
  const stays = new Map<Id, Stay[]>()
  for (const { memberId, cells, statuses } of members) {
    const exemptOn = statuses.find((span) => span.standing !== 'active')?.from ?? null
    for (const { unitId, from, to } of cells) {
      const until = exemptOn === null ? to : to === null ? exemptOn : minDay(to, exemptOn)
      if (until !== null && until <= from) continue
      const list = stays.get(unitId)
      if (list) list.push({ memberId, from, to: until })
      else stays.set(unitId, [{ memberId, from, to: until }])
    }
  }
  return stays
}

/** The day of a month on which a cell meets: its usual one, on a working day. */
function usualDay(month: Day, usual: number): Day {
  const day = addDays(month, usual - 1)
  const weekday = weekdayOf(day)
  return weekday > 5 ? addDays(day, 8 - weekday) : day
}

/** How long a sitting took: nearly always what the guidance asks, sometimes short of it. */
const lengthOf = (chance: Random, thematic: boolean): number =>
  chance.chance(0.93) ? (thematic ? 120 : 90) + 5 * chance.below(9) : 60 + 5 * chance.below(5)

/** Months in which a cell treats a theme, 1–12: spread over the year, so that every quarter has one. */
function themeMonths(perYear: number, chance: Random): Set<number> {
  const step = 12 / perYear
  return new Set(
    Array.from({ length: perYear }, (_, i) => Math.floor(i * step) + 1 + chance.below(Math.max(1, Math.floor(step)))),
  )
}

/** All meetings of the bloc's windows, month by month; the month of `today` is only planned where its day is still to come. */
export function planMeetings(
  definition: BlocDefinition,
  cells: readonly CellLife[],
  members: readonly KnownMember[],
  seed: string,
  today: Day,
): PlannedMeeting[] {
  const stays = staysByCell(members)
  const meetings: PlannedMeeting[] = []
  for (const cell of cells) {
    const habit = random(`${seed} habit ${cell.id}`)
    const usual = habit.weighted([[habit.between(3, 6), 6], [habit.between(7, 14), 2], [habit.between(20, 25), 1]] as const) // prettier-ignore
    const place = habit.pick(PLACES)
    const starts = habit.pick(['07:30', '08:00', '14:00', '14:30', '16:00'])
    for (const window of definition.meetings) {
      const last = window.to ?? today
      for (let month = window.from; month <= last; month = addMonths(month, 1)) {
        const due = lastOfMonth(month)
        if (cell.from > month || (cell.to !== null && cell.to <= due)) continue
        const chance = random(`${seed} meeting ${cell.id} ${month}`)
        const themes = themeMonths(definition.themesPerYear, random(`${seed} themes ${cell.id} ${month.slice(0, 4)}`))
        const current = month.slice(0, 7) === today.slice(0, 7)
        const skipped = chance.chance(0.013)
        const thematic = themes.has(monthOf(month))
        const topic = thematic ? chance.pick(TOPICS) : null
        const frame = { unitId: cell.id, kind: 'regular' as const, month, starts, place, thematic, topic }
        if (current) {
          meetings.push({ ...frame, heldOn: null, minutesLong: null, minutes: null, resolution: null, marks: [] })
          continue
        }
        if (skipped) continue
        const heldOn = minDay(usualDay(month, Math.min(usual + chance.below(2), dayOfMonth(due) - 3)), due)
        // Texts of the last two years only: older registers hold the facts.
        const told = heldOn > addMonths(today, -24)
        meetings.push({
          ...frame,
          heldOn,
          minutesLong: lengthOf(chance, thematic),
          minutes: told ? minutesOf(chance, heldOn, topic) : null,
          resolution: told ? resolutionOf(chance, heldOn) : null,
          marks: marksOn(stays.get(cell.id) ?? [], heldOn, chance),
        })
      }
    }
  }
  return meetings.toSorted((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0))
}

function marksOn(stays: readonly Stay[], on: Day, chance: Random): PlannedMeeting['marks'] {
  const marks: PlannedMeeting['marks'] = []
  for (const { memberId, from, to } of stays) {
    if (from > on || (to !== null && to <= on)) continue
    const draw = chance.next()
    marks.push([memberId, draw < 0.935 ? 'present' : draw < 0.992 ? 'excused' : 'absent'])
  }
  return marks
}

/** Thematic meetings held in a span, and their mean per year of 365.25 days. */
export function topicsAYear(meetings: readonly PlannedMeeting[], from: Day, to: Day, days: number): number {
  const held = meetings.filter(
    ({ thematic, heldOn }) => thematic && heldOn !== null && maxDay(heldOn, from) === heldOn && heldOn <= to,
  )
  return (held.length / days) * 365.25
}
