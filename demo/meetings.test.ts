// Meetings of the demo: over 800 topics a year in bloc 2, marks only of obliged members, this month's still planned.
import { daysBetween, day } from '#kernel/day.ts'
import { expect, test } from 'vitest'
import { BLOC_1, BLOC_2, BLOC_3 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import { asKnownOn } from './life.ts'
import { planMeetings, topicsAYear } from './meetings.ts'
import { planOrganisation } from './organisation.ts'
import { livePeople } from './people.ts'
import { idsFrom, random } from './random.ts'

const today = day('2026-11-22')

function meetingsOf(definition: BlocDefinition) {
  const seed = `test ${definition.slug}`
  const organisation = planOrganisation(definition, random(seed), idsFrom(seed, 1_700_000_000_000))
  const members = livePeople(organisation, seed, today).flatMap((life) => asKnownOn(life, today) ?? [])
  return { members, meetings: planMeetings(definition, organisation.cells, members, seed, today) }
}

test('B: over 800 topics a year on average over the half term', () => {
  const { meetings } = meetingsOf(BLOC_2)
  const to = day('2018-06-20')
  const days = daysBetween(BLOC_2.openedOn, to)
  expect(topicsAYear(meetings, BLOC_2.openedOn, to, days)).toBeGreaterThan(800)
  for (const year of [2016, 2017]) {
    expect(meetings.filter((m) => m.thematic && m.heldOn?.startsWith(String(year))).length).toBeGreaterThan(800)
  }
})

test.each([BLOC_1, BLOC_2, BLOC_3])(
  '$slug: one regular meeting a cell and month, marks fit the cell of the day',
  (definition) => {
    const { members, meetings } = meetingsOf(definition)
    const byId = new Map(members.map((member) => [member.memberId, member]))
    const seen = new Set<string>()
    let marks = 0
    for (const meeting of meetings) {
      const key = `${meeting.unitId} ${meeting.month}`
      expect(seen.has(key)).toBe(false)
      seen.add(key)
      if (meeting.heldOn === null) expect(meeting.month).toBe('2026-11-01')
      else expect(meeting.heldOn.slice(0, 7)).toBe(meeting.month.slice(0, 7))
      marks += meeting.marks.length
      for (const [memberId] of meeting.marks) {
        const on = meeting.heldOn!
        const member = byId.get(memberId)!
        const inside = (span: { from: string; to: string | null }) =>
          span.from <= on && (span.to === null || on < span.to)
        if (!member.cells.some((cell) => cell.unitId === meeting.unitId && inside(cell)))
          throw new Error('a mark of a stranger')
        if (member.statuses.some((span) => span.standing !== 'active' && inside(span)))
          throw new Error('a mark of somebody exempt')
      }
    }
    expect(marks).toBeGreaterThan(meetings.length * 8)
  },
)
