// Nobody is lost and nobody is in two places, whatever routes a plan names; a later fact always stands in the way.
import { day } from '#kernel/day.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MemberHistory } from './member.ts'
import { follow, move } from './transitions.ts'
import { placeMembers } from './unit-routes.ts'
import type { CellMembership } from './unit-routes.ts'

const on = day('2025-03-01')
const member = (memberId: string, unitId: string, more: Partial<CellMembership> = {}): CellMembership => ({
  memberId,
  name: memberId,
  unitId,
  spanId: `${memberId} ${unitId}`,
  valid: { from: day('2020-01-01'), to: null },
  statusId: `s ${memberId}`,
  statusValid: { from: day('2020-01-01'), to: null },
  full: true,
  laterOn: null,
  ...more,
})
const none = { routes: [], emptied: [], left: [] }

test('named ones go their way, the rest another, who stays is not touched', () => {
  const placed = placeMembers(
    [member('m1', 'a'), member('m2', 'a'), member('m3', 'b')],
    {
      ...none,
      emptied: ['a'],
      routes: [
        { from: 'a', to: 'c', members: ['m2'] },
        { from: 'a', to: 'b', members: 'rest' },
      ],
    },
    on,
  )
  expect(placed.moves.map(({ membership, to }) => [membership.memberId, to])).toEqual([
    ['m1', 'b'],
    ['m2', 'c'],
  ])
  expect([placed.unplaced, placed.blocked, placed.departures]).toEqual([[], [], []])
})

test('routes are followed to the last cell; a circle is no place', () => {
  const chain = { from: 'a', to: 'b', members: 'rest' } as const
  const further = { from: 'b', to: 'c', members: 'rest' } as const
  const there = placeMembers([member('m', 'a')], { ...none, emptied: ['a', 'b'], routes: [chain, further] }, on)
  expect(there.moves[0]?.to).toBe('c')
  const back = { from: 'b', to: 'a', members: 'rest' } as const
  const lost = placeMembers([member('m', 'a')], { ...none, emptied: ['a', 'b'], routes: [chain, back] }, on)
  expect(lost.unplaced).toHaveLength(1)
})

test('everyone of an emptied cell is placed, without a place, or held by a later fact: exactly once', () => {
  const cell = fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e')
  const ids = fc.uniqueArray(
    fc.nat(8).map((n) => `m${n}`),
    { maxLength: 5 },
  )
  const route = fc.record({ from: cell, to: cell, members: fc.oneof(fc.constant('rest' as const), ids) })
  const later = fc.option(fc.constant(day('2025-04-01')), { nil: null })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, later), { maxLength: 9 }),
      fc.array(route, { maxLength: 6 }),
      fc.uniqueArray(cell, { maxLength: 4 }),
      fc.uniqueArray(cell, { maxLength: 2 }),
      (lives, routes, emptied, gone) => {
        const all = lives.map(([unitId, laterOn], n) => member(`m${n}`, unitId, { laterOn }))
        const left = gone.filter((unitId) => !emptied.includes(unitId)).map((unitId) => ({ unitId, to: 'x' }))
        const { moves, departures, unplaced, blocked } = placeMembers(all, { routes, emptied, left }, on)
        const found = [...moves, ...departures, ...blocked].map(({ membership }) => membership)
        const seen = [...found, ...unplaced].map(({ memberId }) => memberId)
        expect(new Set(seen).size).toBe(seen.length)
        for (const one of all) {
          if (emptied.includes(one.unitId) || left.some(({ unitId }) => unitId === one.unitId))
            expect(seen).toContain(one.memberId)
        }
        for (const { membership, to } of moves) {
          expect(emptied).not.toContain(to)
          expect([membership.laterOn, to === membership.unitId]).toEqual([null, false])
        }
      },
    ),
  )
})

test('a member may follow the cell exactly when a single move of that day would be accepted', () => {
  const anyDay = fc
    .integer({ min: -40, max: 40 })
    .map((n) => day(`2025-${n < 0 ? '01' : '04'}-${String((Math.abs(n) % 28) + 1).padStart(2, '0')}`))
  fc.assert(
    fc.property(anyDay, fc.option(anyDay, { nil: null }), (from, to) => {
      fc.pre(to === null || from < to)
      const span = { id: 'c', unitId: 'a', valid: { from, to } }
      const history: MemberHistory = {
        admittedOn: day('2010-01-01'),
        confirmedOn: day('2011-01-01'),
        leftOn: to,
        statuses: [{ id: 's', status: 'full', standing: 'active', valid: { from, to } }],
        cells: [span],
      }
      const goesOn = to === null || to > on
      const { laterOn } = follow({ valid: span.valid, statusValid: null, laterOn: null }, on)
      // Stricter than one move alone: who leaves later keeps the cell that the departure names.
      if (goesOn && laterOn === null) expect(move(history, 'b', on).refusal).toBeNull()
      if (goesOn && to === null) expect(laterOn === null).toBe(move(history, 'b', on).refusal === null)
    }),
  )
})

test('a status that begins on the day of the act goes along with a move, and stands in the way of leaving', () => {
  const who = member('m1', 'a', { statusValid: { from: on, to: null } })
  const moved = placeMembers([who], { ...none, emptied: ['a'], routes: [{ from: 'a', to: 'b', members: 'rest' }] }, on)
  expect([moved.moves.length, moved.blocked]).toEqual([1, []])
  const gone = placeMembers([who], { ...none, left: [{ unitId: 'a', to: 'Đảng ủy phường' }] }, on)
  expect([gone.departures, gone.blocked.map((each) => each.on)]).toEqual([[], [on]])
})
