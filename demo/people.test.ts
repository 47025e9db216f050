// The strength and the flows of the articles are met exactly, by people whose histories are sound, whatever day the demo is loaded.
import { addDays, addMonths, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { describe, expect, test } from 'vitest'
import { BLOC_1, BLOC_2, BLOC_3 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import { asKnownOn } from './life.ts'
import type { KnownMember } from './life.ts'
import { planOrganisation } from './organisation.ts'
import { livePeople } from './people.ts'
import { idsFrom, random } from './random.ts'

function register(definition: BlocDefinition, today: Day) {
  const seed = `test ${definition.slug}`
  const organisation = planOrganisation(definition, random(seed), idsFrom(seed, 1_700_000_000_000))
  const lives = livePeople(organisation, seed, today)
  return { organisation, members: lives.flatMap((life) => asKnownOn(life, today) ?? []) }
}

const there = (span: { from: Day; to: Day | null }, on: Day) => span.from <= on && (span.to === null || on < span.to)
const membersOn = (members: KnownMember[], on: Day) => members.filter((m) => m.cells.some((cell) => there(cell, on)))
const statusOn = (members: KnownMember[], status: string, on: Day) =>
  members.filter((m) => m.statuses.some((span) => span.status === status && there(span, on)))
const admissions = (members: KnownMember[], from: Day, to: Day) =>
  members.flatMap((m) => m.events).filter((e) => e.kind === 'admission' && from <= e.decidedOn && e.decidedOn <= to)

describe.each([day('2026-11-22'), day('2027-02-03')])('loaded on %s', (today) => {
  test('A and D', () => {
    const { members } = register(BLOC_1, today)
    const on = day('2023-09-21')
    expect(membersOn(members, on)).toHaveLength(4351)
    expect(statusOn(members, 'full', on)).toHaveLength(4139)
    expect(statusOn(members, 'probationary', on)).toHaveLength(212)
    expect(admissions(members, day('2020-01-01'), day('2020-09-30'))).toHaveLength(99)
    expect(admissions(members, day('2019-01-02'), day('2019-09-30')).length).toBeGreaterThan(60)
    const round = members.flatMap((m) => m.events).filter((e) => e.kind === 'admission' && e.decidedOn === '2026-08-20')
    expect(round.map((e) => e.effectiveOn)).toEqual(Array(45).fill('2026-09-02'))
  })
  test('B', () => {
    const { members } = register(BLOC_2, today)
    expect(membersOn(members, BLOC_2.openedOn)).toHaveLength(2301)
    expect(membersOn(members, day('2018-06-20'))).toHaveLength(2397)
    // Nobody was admitted in 2015 before the congress: the term counts the same from New Year and from the congress.
    expect(admissions(members, day('2015-01-01'), day('2018-06-20')).length).toBe(305)
    expect(admissions(members, BLOC_2.openedOn, day('2018-06-20'))).toHaveLength(305)
  })
  test('C', () => {
    const { members } = register(BLOC_3, today)
    expect(membersOn(members, day('2023-11-03'))).toHaveLength(7595)
  })
})

test('histories are sound: one cell and one status a day, nothing after today, no change of one day twice', () => {
  const today = day('2026-11-22')
  for (const definition of [BLOC_1, BLOC_2]) {
    const { organisation, members } = register(definition, today)
    const lives = new Map(organisation.cells.map((cell) => [cell.id, cell]))
    for (const member of members) {
      for (const spans of [member.cells, member.statuses]) {
        spans.forEach((span, i) => {
          expect(span.to === null || span.from < span.to).toBe(true)
          if (i > 0) expect(spans[i - 1]!.to).toBe(span.from)
          expect(span.from <= today && (span.to ?? today) <= today).toBe(true)
        })
        expect(spans[0]!.from).toBe(member.cells[0]!.from)
        expect(spans.at(-1)!.to).toBe(member.leftOn)
      }
      for (const cell of member.cells) {
        const life = lives.get(cell.unitId)!
        expect(cell.from >= life.from && (life.to === null || (cell.to !== null && cell.to <= life.to))).toBe(true)
      }
      const age = Number(member.admittedOn.slice(0, 4)) - Number(member.birthOn.slice(0, 4))
      expect(age).toBeGreaterThanOrEqual(18)
    }
  }
})

test('the past does not depend on the day of loading', () => {
  const early = register(BLOC_2, day('2026-11-22')).members
  const late = register(BLOC_2, day('2027-01-10')).members
  const before = (members: KnownMember[]) =>
    members.map((m) => [
      m.memberId,
      m.fullName,
      m.events.filter((e) => e.decidedOn < '2026-10-01' && e.effectiveOn < '2026-10-01'),
    ])
  expect(before(late).slice(0, early.length - 60)).toEqual(before(early).slice(0, early.length - 60))
})

test('cells stay alive and of a human size', () => {
  const { organisation, members } = register(BLOC_1, day('2026-11-22'))
  for (const on of [day('2023-09-21'), day('2026-11-01'), addDays(addMonths(day('2020-01-01'), 5), 3)]) {
    const sizes = new Map<string, number>()
    for (const m of members)
      for (const cell of m.cells) if (there(cell, on)) sizes.set(cell.unitId, (sizes.get(cell.unitId) ?? 0) + 1)
    for (const cell of organisation.cells.filter((each) => each.from <= on && (each.to === null || on < each.to))) {
      expect(sizes.get(cell.id) ?? 0).toBeGreaterThanOrEqual(3)
      expect(sizes.get(cell.id) ?? 0).toBeLessThanOrEqual(75)
    }
  }
})
