// Whole cells go elsewhere at once: what each member is stays, days join without a gap, later facts are named, and nothing is half done.
import type { Id } from '#kernel/ids.ts'
import { addDays, day } from '#kernel/day.ts'
import { runIn } from '#platform/operation/execute.ts'
import { operation } from '#platform/operation/operation.ts'
import { withTenant } from '#platform/db/db.ts'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import {
  admitted,
  database,
  now,
  profile,
  refused,
  run,
  system,
  tenantId,
  unit,
  useRegister,
} from '../../../tests/samples/register.ts'
import { departWithUnits, leaveMember, moveWithUnits, undoMoves } from './members.server.ts'
import type { MovesOutcome } from './members.server.ts'

useRegister()

const ON = day('2024-02-01')

/** Carries out work as an operation of its own would: in one transaction. */
const act = <R>(work: (ctx: Parameters<typeof moveWithUnits>[0]) => Promise<R>): Promise<R> =>
  withTenant(
    database,
    tenantId,
    (db) =>
    runIn(db, system, operation({ name: 'members.test-move', summary: 'for the test alone', permission: 'member.write', input: v.object({}), run: work }), {}, { now }), // prettier-ignore
  )
const cellsOf = async (memberId: Id, on: string) =>
  (await profile(memberId, on)).cells.find(({ valid }) => valid.from <= on && (valid.to === null || on < valid.to))
    ?.unitId

test('named members go their way, the rest another, others stay; and all come back', async () => {
  const [one, two, three] = [await admitted('a'), await admitted('a'), await admitted('b')]
  const outcome = await act((ctx) =>
    moveWithUnits(
      ctx,
      [
        { from: unit('a'), to: unit('c'), members: [two] },
        { from: unit('a'), to: unit('b'), members: 'rest' },
      ],
      { on: ON, decisionId: null, reason: 'Ghép chi bộ' },
    ),
  )
  expect(outcome.moved).toEqual(
    expect.arrayContaining([expect.objectContaining({ to: unit('b') }), { from: unit('a'), to: unit('c'), count: 1 }]),
  )
  const places = async (on: string) => [await cellsOf(one, on), await cellsOf(two, on), await cellsOf(three, on)]
  expect(await places(ON)).toEqual([unit('b'), unit('c'), unit('b')])
  expect(await places(addDays(ON, -1))).toEqual([unit('a'), unit('a'), unit('b')])
  await act((ctx) => undoMoves(ctx, JSON.parse(JSON.stringify(outcome)) as MovesOutcome, 'Nhầm'))
  expect(await places(ON)).toEqual([unit('a'), unit('a'), unit('b')])
})

test('a cell that leaves the bloc takes its members along', async () => {
  const memberId = await admitted('c')
  const outcome = await act((ctx) => departWithUnits(ctx, [unit('c')], 'Đảng ủy phường', { on: ON, decisionId: null }))
  expect(outcome.leftMembers).toContain(memberId)
  expect((await profile(memberId, ON)).state).toBe('left')
  expect((await profile(memberId, addDays(ON, -1))).state).toBe('probationary')
  await act((ctx) => undoMoves(ctx, outcome, 'Nhầm'))
  expect((await profile(memberId, ON)).state).toBe('probationary')
})

test('somebody who leaves while the cell moves leaves once', async () => {
  const memberId = await admitted('a')
  const leave = () =>
    run(system, leaveMember, { memberId, kind: 'death', decidedOn: '2024-01-20', effectiveOn: '2024-01-20' })
  const [moved, left] = await Promise.allSettled([
    act((ctx) =>
      moveWithUnits(ctx, [{ from: unit('a'), to: unit('b'), members: [memberId] }], { on: ON, decisionId: null }),
    ),
    leave(),
  ])
  const cells = (await profile(memberId, ON)).cells.map(({ valid }) => [valid.from, valid.to])
  // Either the death came first and nobody moved, or the move came first and stands in its way.
  if (left.status === 'fulfilled') expect(cells).toEqual([['2023-03-15', '2024-01-20']])
  else expect([moved.status, cells.length]).toEqual(['fulfilled', 2])
})

test('whoever came to the cell after that day is named, and nobody moves', async () => {
  await admitted('a')
  await admitted('a', {
    decidedOn: '2024-03-01',
    effectiveOn: '2024-03-10',
    ...later(),
  })
  await refused(
    () =>
      act((ctx) =>
        moveWithUnits(ctx, [{ from: unit('a'), to: unit('b'), members: 'rest' }], { on: ON, decisionId: null }),
      ),
    'members.later_facts',
  )
})

const later = () => ({
  decision: { number: '14-QĐ/ĐUK', issuedOn: '2024-03-01', issuer: 'Đảng ủy Khối', abstract: 'Kết nạp' },
})
