// A case of transfer goes one way only, its days never run back, and its terms are counted in working days; whatever is tried.
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { rulebookOf, workingCalendarOf } from '#modules/rulebook/rulebook.server.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACTS, advance, DIRECTIONS, isOpen, nextActs, TRANSFER_KINDS, TRANSFER_STATES } from './transfer.ts'
import type { TransferFacts } from './transfer.ts'
import { alertReached, dueBy, enforce, judgeLate, judgeStay, timersOf } from './transfer-rules.ts'

const START = day('2026-01-05')
const rules = rulebookOf([])
const calendar = workingCalendarOf(rules)

const asked = (more: Partial<TransferFacts> = {}): TransferFacts => ({
  kind: 'official',
  direction: 'inside',
  state: 'asked',
  basisOn: START,
  askedOn: START,
  reviewedOn: null,
  issuedOn: null,
  presentedOn: null,
  closedOn: null,
  untilOn: null,
  endedOn: null,
  duesPaidTo: null,
  ...more,
})

const anyDay = fc.integer({ min: 0, max: 200 }).map((days) => addDays(START, days))
const anyTry = fc.record({ act: fc.constantFrom(...ACTS), on: anyDay, until: anyDay, dues: anyDay })
const anyCase = fc.record({
  kind: fc.constantFrom(...TRANSFER_KINDS),
  direction: fc.constantFrom(...DIRECTIONS),
  untilOn: anyDay,
})

describe('a transfer', () => {
  it('goes one way, and its days never run back', () => {
    fc.assert(
      fc.property(anyCase, fc.array(anyTry, { maxLength: 25 }), ({ kind, direction, untilOn }, tries) => {
        let facts = asked({ kind, direction, untilOn: kind === 'temporary' ? untilOn : null })
        for (const each of tries) {
          const before = facts
          const may = nextActs(before)
          const outcome = advance(before, each.act, each.on, { untilOn: each.until, duesPaidTo: each.dues })
          if (!may.includes(each.act)) expect(outcome.refusal?.code).toBe('transfers.wrong_state')
          if (outcome.refusal !== null) continue
          facts = outcome.facts
          const rank = (state: TransferFacts['state']) => TRANSFER_STATES.indexOf(state)
          expect(rank(facts.state)).toBeGreaterThanOrEqual(rank(before.state))
          const days = [facts.askedOn, facts.reviewedOn, facts.issuedOn, facts.presentedOn, facts.closedOn].filter(
            (on) => on !== null,
          )
          expect(days).toEqual(days.toSorted())
          // No letter without a review and dues paid; nothing received without a letter.
          if (facts.issuedOn !== null) {
            expect(facts.reviewedOn).not.toBeNull()
            expect((facts.duesPaidTo as Day).slice(0, 7) >= facts.issuedOn.slice(0, 7)).toBe(true)
          }
          if (facts.state === 'received') expect(facts.issuedOn).not.toBeNull()
          expect(isOpen(facts.state)).toBe(facts.closedOn === null)
        }
      }),
    )
  })

  it('is closed for good: only a stay goes on', () => {
    const received = asked({ state: 'received', closedOn: START })
    expect(nextActs(received)).toEqual([])
    expect(nextActs({ ...received, kind: 'temporary' })).toEqual(['extend', 'end'])
    expect(nextActs({ ...received, kind: 'temporary', endedOn: START })).toEqual([])
    expect(nextActs(asked({ state: 'withdrawn' }))).toEqual([])
    expect(nextActs(asked({ direction: 'in', state: 'issued' }))).toEqual(['present', 'receive', 'return'])
  })

  it('asks for dues paid to the month of the letter', () => {
    const reviewed = asked({ state: 'reviewed', reviewedOn: START, duesPaidTo: day('2026-01-01') })
    expect(advance(reviewed, 'issue', day('2026-02-02')).refusal?.code).toBe('transfers.dues_behind')
    expect(advance(reviewed, 'issue', day('2026-01-30')).facts?.state).toBe('issued')
  })
})

describe('terms', () => {
  it('TRANSFER_REQUEST: sixty working days, TRANSFER_PRESENT: thirty, without weekends and holidays', () => {
    const from = day('2026-03-02')
    expect(dueBy(rules, calendar, 'TRANSFER_PRESENT', from)).toBe('2026-04-13')
    expect(dueBy(rules, calendar, 'TRANSFER_PRESENT', day('2024-03-01'))).toBeNull()
    const due = dueBy(rules, calendar, 'TRANSFER_REQUEST', from) as Day
    expect(due > '2026-05-22').toBe(true)
  })

  it('are monotone: later begun, later due', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(60), (from, more) => {
        const [a, b] = [from, addDays(from, more)].map((on) => dueBy(rules, calendar, 'TRANSFER_PRESENT', on) as Day)
        expect(a! <= b!).toBe(true)
      }),
    )
  })

  it('TRANSFER_ALERTS: at half, four fifths and the whole of the term', () => {
    const from = day('2026-03-02')
    const dueOn = dueBy(rules, calendar, 'TRANSFER_PRESENT', from) as Day
    const at = (on: string) => alertReached(rules, calendar, { from, dueOn }, day(on))
    expect([
      at('2026-03-02'),
      at('2026-03-20'),
      at('2026-03-23'),
      at('2026-04-03'),
      at(dueOn),
      at('2026-05-20'),
    ]).toEqual([0, 0, 50, 80, 100, 100])
  })

  it('late needs its reason, by the confirmed rule', () => {
    const late = { code: 'TRANSFER_PRESENT', from: day('2026-03-02'), on: day('2026-04-14') }
    expect(judgeLate(rules, calendar, { ...late, reason: null }).map((each) => each.outcome)).toEqual(['refusal'])
    expect(judgeLate(rules, calendar, { ...late, reason: 'Ốm' }).map((each) => each.outcome)).toEqual(['kept'])
    expect(() => enforce(judgeLate(rules, calendar, { ...late, reason: null }), 'lateReason')).toThrow()
  })

  it('TEMP_TRANSFER_WORK_MIN, TEMP_TRANSFER_WORK_MAX, TEMP_TRANSFER_STUDY_MIN, TEMP_TRANSFER_STUDY_MAX limit a stay', () => {
    const stay = (from: string, until: string, reason: string) =>
      judgeStay(rules, { from: day(from), until: day(until), reason }).map((each) => each.outcome)
    expect(stay('2025-02-01', '2025-04-30', 'work')).toEqual(['refusal', 'kept'])
    expect(stay('2025-02-01', '2025-05-01', 'work')).toEqual(['kept', 'kept'])
    expect(stay('2025-02-01', '2026-02-01', 'work')).toEqual(['kept', 'refusal'])
    expect(stay('2025-02-01', '2027-02-01', 'study')).toEqual(['kept', 'kept'])
    expect(stay('2025-02-01', '2027-02-02', 'study')).toEqual(['kept', 'refusal'])
    // Not read in the text in force: it only warns.
    expect(stay('2026-02-01', '2026-03-01', 'work')).toEqual(['warning', 'kept'])
    expect(stay('2026-02-01', '2026-03-01', 'retirement')).toEqual([])
  })

  it('stop when the thing is done, and a stay has its own', () => {
    const issued = asked({ state: 'issued', issuedOn: day('2026-03-02'), askedOn: day('2026-02-02') })
    const at = (facts: TransferFacts, on: string) =>
      timersOf(facts, rules, calendar, day(on)).map(({ code, late, alert }) => [code, late, alert])
    expect(at(issued, '2026-04-20')).toEqual([
      ['TRANSFER_REQUEST', false, 0],
      ['TRANSFER_PRESENT', true, 100],
    ])
    const staying = asked({
      kind: 'temporary',
      state: 'received',
      closedOn: day('2026-01-05'),
      untilOn: day('2026-07-01'),
    })
    expect(at(staying, '2026-07-02')).toEqual([['stay', true, 100]])
    expect(at({ ...staying, endedOn: day('2026-06-30') }, '2026-08-01')).toEqual([['stay', false, 0]])
  })
})
