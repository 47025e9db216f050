// The pure rules of meetings: what may follow on what, guards at their fields, counts that always add up, exact shares.
import { addMonths, day, firstOfMonth, lastOfMonth } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { dayField } from '#platform/operation/fields.ts'
import { rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  ACTS,
  MARKS,
  MEETING_STATES,
  markFaults,
  monthOutcome,
  needsReason,
  parseMonth,
  sittingFaults,
  stateAfter,
  tally,
  tenthsOfPercent,
} from './meeting.ts'
import type { Attendee, Mark, Marks } from './meeting.ts'
import { monthField, optionalTime } from './meeting-fields.ts'
import { plannedDay } from './plan-meeting.ts'
import { lengthHints } from './quality.ts'

const november = day('2026-11-01')
const today = day('2026-11-22')

const someDay = fc
  .integer({ min: 0, max: 40_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10) as Day)
const attendees = fc
  .uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 30 })
  .chain((ids) => fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(`m${id}`), exempt: fc.boolean() }))))
  .map((list): Attendee[] => [...list])
const mark = fc.constantFrom(...MARKS)
const marksFor = (people: readonly Attendee[]): fc.Arbitrary<Marks> =>
  fc
    .array(mark, { minLength: people.length, maxLength: people.length })
    .map((marks) =>
      Object.fromEntries(people.flatMap((person, at) => (person.exempt ? [] : [[person.id, marks[at] as Mark]]))),
    )

test('states and acts: held only by holding, cancelled for good', () => {
  expect(
    MEETING_STATES.flatMap((state) => ACTS.map((act) => `${state} ${act} ${stateAfter(state, act) ?? '-'}`)),
  ).toEqual([
    'planned hold held',
    'planned cancel cancelled',
    'planned reopen -',
    'held hold held',
    'held cancel -',
    'held reopen planned',
    'cancelled hold -',
    'cancelled cancel -',
    'cancelled reopen -',
  ])
})

describe('guards of a sitting', () => {
  const sitting = { heldOn: day('2026-11-20'), thematic: false, topic: null }
  test('a meeting of this month held two days ago is in order', () =>
    expect(sittingFaults(november, sitting, today)).toEqual({}))
  test.each([
    [{ heldOn: day('2026-11-23') }, { heldOn: 'meetings.held_in_future' }],
    [{ heldOn: day('2026-10-31') }, { heldOn: 'meetings.other_month' }],
    [{ thematic: true }, { topic: 'meetings.topic_required' }],
    [{ thematic: true, topic: 'Học tập và làm theo' }, {}],
    [
      { heldOn: day('2027-01-02'), thematic: true },
      { heldOn: 'meetings.held_in_future', topic: 'meetings.topic_required' },
    ],
  ])('%j', (change, faults) => expect(sittingFaults(november, { ...sitting, ...change }, today)).toEqual(faults))

  test('no day after today and no day of another month ever passes', () => {
    fc.assert(
      fc.property(someDay, someDay, someDay, (month, heldOn, now) => {
        const passes =
          Object.keys(sittingFaults(firstOfMonth(month), { heldOn, thematic: false, topic: null }, now)).length === 0
        expect(passes).toBe(heldOn <= now && firstOfMonth(heldOn) === firstOfMonth(month))
      }),
    )
  })
})

describe('marks', () => {
  test('a stranger, somebody exempt, somebody forgotten are named one by one', () => {
    const people = [
      { id: 'a', exempt: false },
      { id: 'b', exempt: true },
      { id: 'c', exempt: false },
    ]
    expect(markFaults(people, { a: 'present', b: 'present', x: 'absent' })).toEqual({
      'marks.x': 'meetings.not_of_cell',
      'marks.b': 'meetings.exempt',
      'marks.c': 'meetings.mark_missing',
    })
  })

  test('exactly the obliged, each once, is in order; taking one away or adding one is not', () => {
    fc.assert(
      fc.property(
        attendees.chain((people) => fc.tuple(fc.constant(people), marksFor(people))),
        ([people, marks]) => {
          expect(markFaults(people, marks)).toEqual({})
          expect(markFaults(people, { ...marks, stranger: 'present' })).toEqual({
            'marks.stranger': 'meetings.not_of_cell',
          })
          for (const id of Object.keys(marks)) {
            const { [id]: _, ...others } = marks
            expect(markFaults(people, others)).toEqual({ [`marks.${id}`]: 'meetings.mark_missing' })
          }
        },
      ),
    )
  })

  test('the counts add up to the obliged, whatever is written about anybody', () => {
    const any = fc.dictionary(
      fc.integer({ min: 0, max: 200 }).map((id) => `m${id}`),
      mark,
    )
    fc.assert(
      fc.property(attendees, any, (people, marks) => {
        const count = tally(people, marks)
        expect(count.present + count.excused + count.absent + count.unmarked).toBe(count.obliged)
        expect(count.obliged).toBe(people.filter((person) => !person.exempt).length)
        expect(tally([...people, { id: 'old', exempt: true }], { ...marks, old: 'present' })).toEqual(count)
      }),
    )
  })
})

test('tenths of a percent: the nearest, halves up, by whole numbers', () => {
  expect([tenthsOfPercent(41, 44), tenthsOfPercent(17, 20), tenthsOfPercent(0, 0), tenthsOfPercent(1, 2000)]).toEqual([
    932,
    850,
    null,
    1,
  ])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), (whole, seed) => {
      const part = seed % (whole + 1)
      const twice = 2 * whole * (tenthsOfPercent(part, whole) as number) - 2000 * part
      expect(twice > -whole && twice <= whole).toBe(true)
    }),
  )
})

test('a change figures stand on says why once the month is over; texts and first marks need no reason', () => {
  const before = { heldOn: day('2026-10-20'), thematic: false, topic: null, marks: { a: 'present' } as Marks }
  const october = day('2026-10-01')
  const ask = (after: Partial<typeof before>, now = today, from = before) =>
    needsReason(from, { ...from, ...after }, october, now)
  expect(ask({})).toBe(false)
  expect(ask({ marks: { a: 'absent' } })).toBe(true)
  expect(ask({ marks: { a: 'present', b: 'present' } })).toBe(true)
  expect(ask({ marks: {} })).toBe(true)
  expect(ask({ heldOn: day('2026-10-21') })).toBe(true)
  expect(ask({ thematic: true })).toBe(true)
  expect(ask({ marks: { a: 'absent' } }, day('2026-10-31'))).toBe(false)
  expect(ask({ marks: { a: 'absent' } }, today, { ...before, marks: {} })).toBe(false)
})

test('how a cell stands with a month', () => {
  expect(monthOutcome(november, ['held'], true, today)).toBe('held')
  expect(monthOutcome(november, ['planned', 'cancelled'], true, today)).toBe('planned')
  expect(monthOutcome(november, [], true, today)).toBe('open')
  expect(monthOutcome(day('2026-10-01'), ['planned'], true, today)).toBe('late')
  expect(monthOutcome(day('2026-10-01'), [], false, today)).toBe('not_due')
  expect(monthOutcome(day('2026-12-01'), [], true, today)).toBe('not_due')
  fc.assert(
    fc.property(someDay, fc.array(fc.constantFrom(...MEETING_STATES)), someDay, (on, states, now) => {
      const outcome = monthOutcome(firstOfMonth(on), states, true, now)
      if (outcome === 'late') expect(lastOfMonth(on) < now && !states.includes('held')).toBe(true)
      if (lastOfMonth(on) < now && !states.includes('held')) expect(outcome).toBe('late')
    }),
  )
})

test('months, hours and planned days as people write them', () => {
  expect(['2026-11', '11/2026', '1/2026', '2026-11-22', '13/2026', 'tháng 11'].map(parseMonth)).toEqual([
    november,
    november,
    day('2026-01-01'),
    november,
    null,
    null,
  ])
  expect(v.safeParse(monthField(), '').issues?.[0].message).toBe('field.required')
  expect(['19:30', '19h30', '7h', '07:05', ''].map((text) => v.parse(optionalTime(), text))).toEqual([
    '19:30',
    '19:30',
    '07:00',
    '07:05',
    null,
  ])
  expect(v.safeParse(optionalTime(), '25:00').issues?.[0].message).toBe('meetings.time')
  expect(v.parse(dayField(), '20/11/2026')).toBe('2026-11-20')
  fc.assert(
    fc.property(someDay, fc.integer({ min: 1, max: 31 }), (on, number) => {
      const month = firstOfMonth(on)
      const planned = plannedDay(month, number)
      expect(planned >= month && planned < addMonths(month, 1)).toBe(true)
      expect(Number(planned.slice(8)) === number || planned === lastOfMonth(month)).toBe(true)
    }),
  )
})

test('the rule on length speaks, with its source, only when it is broken', () => {
  const rules = rulebookOf([])
  const meeting = { id: 'x', heldOn: today, minutesLong: 89, thematic: false }
  const outcome = (change: object) =>
    lengthHints(rules, { ...meeting, ...change }).map((hint) => `${hint.explanation.code} ${hint.outcome}`)
  expect(outcome({})).toEqual(['SH-05 refusal'])
  expect(outcome({ minutesLong: 90 })).toEqual([])
  expect(outcome({ minutesLong: 119, thematic: true })).toEqual(['SH-05-COMBINED refusal'])
  expect(outcome({ minutesLong: null })).toEqual([])
  expect(outcome({ heldOn: day('2015-05-05') })).toEqual(['SH-05 warning'])
  expect(outcome({ heldOn: day('2005-05-05') })).toEqual([])
})
