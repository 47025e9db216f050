// Memberships over time: whatever deeds are done in whatever order, a history stays sound, and the strength equation holds.
import { contains } from '#kernel/date-range.ts'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellOn, faultOf, stateOn, statusOn } from './member.ts'
import type { EventKind, MemberHistory } from './member.ts'
import { fullMonths, seniorityMonths } from './seniority.ts'
import { balances, strengthOf, total } from './strength.ts'
import type { MemberMoves } from './strength.ts'
import { admit, confirm, leave, move, receive, redate, restore } from './transitions.ts'
import {
  annulAdmission,
  annulConfirmation,
  comeBack,
  goAway,
  pause,
  resume,
  setExempt,
  stayAway,
  suspend,
} from './standings.ts'
import type { Outcome } from './transitions.ts'

const START = day('2020-01-01')
const anyDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays(START, days))
const anyCell = fc.constantFrom('a', 'b', 'c')
const deed = fc.record({
  kind: fc.constantFrom(
    ...['confirm', 'move', 'leave', 'restore', 'exempt', 'no_more', 'redate', 'pause', 'suspend', 'resume'],
    ...['away', 'longer', 'back', 'annul', 'annul_confirmation'],
  ),
  on: anyDay,
  to: anyDay,
  cell: anyCell,
})
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

interface Life extends MemberMoves {
  history: MemberHistory
}

const EVENT: Partial<Record<string, EventKind>> = {
  confirm: 'confirmation',
  move: 'move',
  leave: 'departure',
  restore: 'restoration',
  annul: 'annulment',
}

function attempt(history: MemberHistory, each: Deed, events: MemberMoves['events']): Outcome {
  switch (each.kind) {
    case 'confirm':
      return confirm(history, each.on)
    case 'move':
      return move(history, each.cell, each.on)
    case 'leave':
      return leave(history, each.on)
    case 'restore':
      return restore(history, each.cell, each.on)
    case 'pause':
      return pause(history, each.on, each.to)
    case 'suspend':
      return suspend(history, each.on, each.to > each.on ? each.to : null)
    case 'resume':
      return resume(history, each.on)
    case 'away':
      return goAway(history, each.on, each.to)
    case 'longer':
      return stayAway(history, each.on, each.to)
    case 'back':
      return comeBack(history, each.on)
    case 'annul':
      return annulAdmission(history, each.on)
    case 'annul_confirmation':
      return annulConfirmation(history)
    case 'redate': {
      const wrong = events[0]
      return redate(history, wrong?.kind ?? 'admission', wrong?.effectiveOn ?? history.admittedOn, each.to)
    }
    default:
      return setExempt(history, each.kind === 'exempt', each.on)
  }
}

/** A life lived by accepted deeds only; a refused one changes nothing. */
function live(born: { on: Day; cell: string; outside: boolean }, deeds: readonly Deed[]): Life {
  const first = born.outside
    ? receive(born.on, born.cell, { admittedOn: day('2010-05-19'), confirmedOn: day('2011-05-19') })
    : { history: admit(born.on, born.cell), refusal: null }
  let history = first.history as MemberHistory
  let events: { kind: EventKind; effectiveOn: Day }[] = [
    { kind: born.outside ? 'arrival' : 'admission', effectiveOn: born.on },
  ]
  for (const each of deeds) {
    const outcome = attempt(history, each, events)
    if (outcome.refusal !== null) continue
    history = outcome.history
    const kind = EVENT[each.kind]
    if (kind) events.push({ kind, effectiveOn: each.on })
    if (each.kind === 'redate')
      events = events.map((event, i) => (i === 0 ? { ...event, effectiveOn: each.to } : event))
  }
  return { history, cells: history.cells, events }
}

const anyLife = fc
  .tuple(fc.record({ on: anyDay, cell: anyCell, outside: fc.boolean() }), fc.array(deed, { maxLength: 12 }))
  .map(([born, deeds]) => live(born, deeds))

describe('a membership', () => {
  it('stays sound after any deeds', () => {
    fc.assert(
      fc.property(anyLife, ({ history }) => {
        expect(faultOf(history)).toBeNull()
      }),
    )
  })

  it('has one cell and one status on each day, or neither', () => {
    fc.assert(
      fc.property(anyLife, anyDay, ({ history }, on) => {
        const cells = history.cells.filter((span) => contains(span.valid, on))
        const statuses = history.statuses.filter((span) => contains(span.valid, on))
        expect(cells.length).toBeLessThanOrEqual(1)
        expect(statuses.length).toBe(cells.length)
        expect(['left', 'not_yet'].includes(stateOn(history, on))).toBe(cells.length === 0)
      }),
    )
  })

  it('is probationary before the day of confirmation and full from it on', () => {
    fc.assert(
      fc.property(anyLife, anyDay, ({ history }, on) => {
        const status = statusOn(history, on)?.status
        if (status)
          expect(status).toBe(history.confirmedOn !== null && history.confirmedOn <= on ? 'full' : 'probationary')
      }),
    )
  })

  it('is refused a second cell on the same day', () => {
    const once = move(admit(START, 'a'), 'b', day('2020-06-01')).history as MemberHistory
    expect(move(once, 'c', day('2020-06-01')).refusal).toMatchObject({
      code: 'members.two_cells',
      field: 'effectiveOn',
    })
    expect(move(once, 'c', day('2020-03-01')).refusal).toMatchObject({
      code: 'members.two_cells',
      details: { on: '2020-06-01' },
    })
    expect(move(once, 'b', day('2020-07-01')).refusal?.code).toBe('members.same_cell')
    expect(cellOn(once, day('2020-05-31'))?.unitId).toBe('a')
    expect(cellOn(once, day('2020-06-01'))?.unitId).toBe('b')
  })

  it('keeps the legal day of a late confirmation, also across a move', () => {
    const moved = move(admit(START, 'a'), 'b', day('2020-11-01')).history as MemberHistory
    const full = confirm(moved, day('2021-01-01')).history as MemberHistory
    expect(full.statuses.map((span) => [span.status, span.valid.from, span.valid.to])).toEqual([
      ['probationary', '2020-01-01', '2021-01-01'],
      ['full', '2021-01-01', null],
    ])
    expect(confirm(full, day('2021-02-01')).refusal?.code).toBe('members.already_full')
  })

  it('ends once, and may be given back', () => {
    const gone = leave(admit(START, 'a'), day('2020-05-01')).history as MemberHistory
    expect(stateOn(gone, day('2020-04-30'))).toBe('probationary')
    expect(stateOn(gone, day('2020-05-01'))).toBe('left')
    expect(leave(gone, day('2020-06-01')).refusal?.code).toBe('members.left_already')
    expect(move(gone, 'b', day('2020-06-01')).refusal?.code).toBe('members.left_already')
    expect(restore(gone, 'b', day('2020-04-01')).refusal?.code).toBe('members.restored_too_early')
    expect(stateOn(restore(gone, 'b', day('2020-08-01')).history as MemberHistory, day('2020-08-01'))).toBe(
      'probationary',
    )
    expect(leave(admit(START, 'a'), START).refusal?.code).toBe('members.later_fact')
  })

  it('names the fault of a history taken over', () => {
    const sound = admit(START, 'a')
    const twice = {
      ...sound,
      cells: [...sound.cells, { id: null, unitId: 'b', valid: { from: day('2021-01-01'), to: null } }],
    }
    expect(faultOf(twice)).toMatchObject({ code: 'members.two_cells', details: { on: '2021-01-01' } })
    expect(faultOf({ ...sound, cells: [] })?.code).toBe('members.status_without_cell')
    expect(faultOf({ ...sound, leftOn: day('2021-01-01') })?.code).toBe('members.left_day_differs')
    expect(faultOf({ ...sound, confirmedOn: day('2021-01-01') })?.code).toBe('members.status_against_confirmation')
  })
})

describe('standing', () => {
  const full = confirm(admit(START, 'a'), day('2021-01-01')).history as MemberHistory
  const then = (history: Outcome): MemberHistory => history.history as MemberHistory

  it('changes from the day on and leaves status and cell alone', () => {
    const paused = then(pause(full, day('2021-03-01'), day('2021-09-01')))
    expect(stateOn(paused, day('2021-02-28'))).toBe('full')
    expect(stateOn(paused, day('2021-03-01'))).toBe('paused')
    expect(statusOn(paused, day('2021-10-01'))).toMatchObject({ status: 'full', untilOn: '2021-09-01' })
    expect(paused.cells).toEqual(full.cells)
    const back = then(resume(paused, day('2021-08-01')))
    expect(stateOn(back, day('2021-08-01'))).toBe('full')
    expect(statusOn(back, day('2021-08-01'))?.untilOn).toBeNull()
  })

  it('goes only the ways there are', () => {
    const away = then(goAway(full, day('2021-03-01'), day('2021-09-01')))
    const suspended = then(suspend(full, day('2021-03-01'), null))
    const on = day('2021-04-01')
    const codes = [
      pause(away, on, day('2021-06-01')),
      pause(suspended, on, day('2021-06-01')),
      suspend(suspended, on, null),
      resume(full, on),
      resume(away, on),
      comeBack(full, on),
      stayAway(full, on, day('2022-01-01')),
      pause(full, on, on),
      goAway(full, day('2019-01-01'), on),
      setExempt(suspended, true, on),
      setExempt(admit(START, 'a'), true, on),
      pause(away, day('2021-02-01'), day('2021-06-01')),
    ].map((outcome) => outcome.refusal?.code)
    expect(codes).toEqual([
      ...['members.not_active', 'members.not_active', 'members.suspended_already', 'members.not_paused'],
      ...['members.not_paused', 'members.not_away', 'members.not_away', 'members.until_before'],
      ...['members.not_member_then', 'members.not_active', 'members.exempt_not_full', 'members.later_fact'],
    ])
  })

  it('takes a wrong decision back without taking away what was lived', () => {
    const gone = then(annulAdmission(full, day('2021-06-01')))
    expect([stateOn(gone, day('2021-05-31')), stateOn(gone, day('2021-06-01'))]).toEqual(['full', 'left'])
    const exempt = then(setExempt(full, true, day('2021-06-01')))
    const again = then(annulConfirmation(exempt))
    expect(again.confirmedOn).toBeNull()
    expect(stateOn(again, day('2021-07-01'))).toBe('probationary')
    expect(annulConfirmation(again).refusal?.code).toBe('members.not_full_yet')
    expect(annulConfirmation(gone).refusal?.code).toBe('members.left_already')
  })
})

describe('strength', () => {
  const people = fc.array(anyLife, { maxLength: 12 })
  const inside = fc.subarray(['a', 'b', 'c']).map((cells) => (unitId: string) => cells.includes(unitId))
  const span = fc.tuple(anyDay, anyDay).map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))

  it('balances for any units and any period: opening + entered − left = closing', () => {
    fc.assert(
      fc.property(people, inside, span, (all, units, period) => {
        expect(balances(strengthOf(all, units, period))).toBe(true)
      }),
    )
  })

  it('closes one period where the next opens, and two periods add up', () => {
    fc.assert(
      fc.property(people, inside, span, fc.integer({ min: 1, max: 300 }), (all, units, first, length) => {
        const next = { from: addDays(first.to, 1), to: addDays(first.to, length) }
        const [a, b, both] = [first, next, { from: first.from, to: next.to }].map((s) => strengthOf(all, units, s))
        expect(b!.opening).toBe(a!.closing)
        expect(total(a!.entered) + total(b!.entered)).toBe(total(both!.entered))
        expect(total(a!.left) + total(b!.left)).toBe(total(both!.left))
      }),
    )
  })

  it('counts no move within the whole, and each move on both sides of an edge', () => {
    fc.assert(
      fc.property(people, span, (all, period) => {
        const whole = strengthOf(all, () => true, period)
        expect([whole.entered.move ?? 0, whole.left.move ?? 0]).toEqual([0, 0])
        const cells = ['a', 'b', 'c'].map((cell) => strengthOf(all, (unitId) => unitId === cell, period))
        const sum = (pick: (s: (typeof cells)[number]) => number | undefined) =>
          cells.reduce((n, s) => n + (pick(s) ?? 0), 0)
        expect(sum((s) => s.opening)).toBe(whole.opening)
        expect(sum((s) => s.closing)).toBe(whole.closing)
        expect(sum((s) => s.entered.move)).toBe(sum((s) => s.left.move))
      }),
    )
  })
})

describe('seniority', () => {
  it('counts full months', () => {
    expect(fullMonths(day('2020-01-31'), day('2020-02-29'))).toBe(1)
    expect(fullMonths(day('2020-01-31'), day('2020-02-28'))).toBe(0)
    expect(fullMonths(day('1990-05-19'), day('2020-05-18'))).toBe(359)
    expect(fullMonths(day('1990-05-19'), day('2020-05-19'))).toBe(360)
  })

  it('begins with the decision, waits for confirmation, stops for gaps and after leaving', () => {
    const facts = {
      decidedOn: day('2009-12-20'),
      confirmedOn: day('2011-01-03'),
      spans: [{ from: day('2010-01-03'), to: null }],
    }
    expect(seniorityMonths(facts, day('2010-12-31'))).toBeNull()
    expect(seniorityMonths(facts, day('2019-12-20'))).toBe(120)
    const gap = [
      { from: day('2010-01-03'), to: day('2015-01-01') },
      { from: day('2016-01-01'), to: null },
    ]
    expect(seniorityMonths({ ...facts, spans: gap }, day('2015-06-01'))).toBeNull()
    expect(seniorityMonths({ ...facts, spans: gap }, day('2020-12-20'))).toBe(120)
  })

  it('never grows faster than time', () => {
    fc.assert(
      fc.property(anyLife, anyDay, fc.nat(700), ({ history }, on, days) => {
        const facts = {
          decidedOn: history.admittedOn,
          confirmedOn: history.confirmedOn,
          spans: history.statuses.map((span) => span.valid),
        }
        const [then, later] = [seniorityMonths(facts, on), seniorityMonths(facts, addDays(on, days))]
        if (then === null || later === null) return
        expect(later).toBeGreaterThanOrEqual(then)
        expect(later - then).toBeLessThanOrEqual(fullMonths(on, addDays(on, days)) + 1)
      }),
    )
  })
})
