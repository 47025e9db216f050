// What is read out of meetings on a real database: which cells met, what is due, and the indicators with their records.
import { day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { indicatorOf, rollUp, traceFigure } from '#modules/figures/figures.server.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, askAll } from '#platform/operation/execute.ts'
import { describe, expect, test } from 'vitest'
import {
  allPresent,
  caller,
  database,
  held,
  now,
  run,
  tenantId,
  unit,
  useCells,
  who,
} from '../../../tests/samples/cells.ts'
import { cellsMet, importMeetings, meetingsDue } from './meetings.server.ts'

useCells()

test('which cells met: late, held, open, not due', async () => {
  await held(allPresent())
  const grid = await ask(database, caller, cellsMet, { unitId: unit('a'), year: 2026 }, { now })
  const outcomes = grid.cells.map((cell) => [
    cell.name,
    cell.months
      .slice(7)
      .map((month) => month.outcome)
      .join(' '),
  ])
  expect(outcomes).toEqual([
    ['a1', 'late late late held not_due'],
    ['a2', 'not_due late late open not_due'],
  ])
  expect(grid.totals[10]).toMatchObject({ held: 1, late: 0, due: 2 })
})

test('what is due for a secretary, and for the committee above', async () => {
  const scoped = (key: string): Caller => ({
    tenantId,
    actor: async (db) => ({ ...(await caller.actor(db)), scope: () => ({ whole: false, units: [unit(key)] }) }),
  })
  const due = (key: string) => askAll(database, scoped(key), (_, ctx) => meetingsDue(ctx), { now })
  expect((await due('a1')).map((item) => [item.kind, item.dueOn])).toEqual([
    ['meeting_open', '2026-10-31'],
    ['meeting_open', '2026-11-30'],
    ['theme_missing', '2026-12-31'],
  ])
  const id = await held()
  expect((await due('a1')).map((item) => [item.kind, item.href])).toContainEqual([
    'attendance_missing',
    `/sinh-hoat/${id}`,
  ])
  expect((await due('a')).map((item) => [item.kind, item.params])).toEqual([
    ['cells_not_met', { unit: 'a', month: '2026-10-01', due: 2, missing: 2 }],
    ['cells_not_met', { unit: 'a', month: '2026-11-01', due: 2, missing: 1 }],
  ])
})

describe('figures', () => {
  const span = { from: day('2026-07-01'), to: day('2026-11-30') }
  const requests = ['I24', 'I25', 'I26', 'I26N'].map((key) => ({
    key,
    indicator: indicatorOf(key)!,
    span,
    dimensions: indicatorOf(key)!.dimensions,
  }))
  const sum = async (key: string) => {
    const table = await askAll(database, caller, (_, ctx) => rollUp(ctx, requests, { basis: { on: span.to } }), { now })
    return Object.fromEntries(
      [...table].map(([code, byUnit]) => [code, [byUnit.get(unit(key))?.num ?? 0, byUnit.get(unit(key))?.den ?? null]]),
    )
  }
  const take = (on: Day, more = {}) => ({
    unitId: unit('a1'),
    month: on,
    heldOn: on,
    marks: [
      [who('Nông Văn Bình'), 'present'],
      [who('Lý Thị Ánh'), 'excused'],
    ],
    ...more,
  })

  test('cell-months, marks, cell-quarters and themes; every figure has its records', async () => {
    await run(importMeetings, {
      meetings: [
        take(day('2026-07-05'), { thematic: true, topic: 'Một' }),
        take(day('2026-08-05')),
        take(day('2026-08-25'), { kind: 'extraordinary', thematic: true, topic: 'Hai' }),
        take(day('2026-10-05')),
      ],
    })
    // a1 owes 5 months, a2 (founded 15 September) 3; quarters: III for both, IV is not over.
    expect(await sum('khoi')).toEqual({ I24: [3, 8], I25: [4, 8], I26: [1, 2], I26N: [2, null] })
    expect(await sum('a2')).toEqual({ I24: [0, 3], I25: [0, null], I26: [0, 1], I26N: [0, null] })
    for (const request of requests) {
      const trace = await askAll(
        database,
        caller,
        (_, ctx) => traceFigure(ctx, request, { basis: { on: span.to }, unitId: unit('khoi'), limit: 50, offset: 0 }),
        { now },
      )
      expect([request.key, trace.num, trace.den]).toEqual([
        request.key,
        ...((await sum('khoi'))[request.key] as [number, number | null]),
      ])
      expect(trace.records).toHaveLength(trace.total)
      expect(trace.records.every((record) => record.title.length > 5 && record.title !== record.id)).toBe(true)
    }
  })

  test('a month the cut-off cuts short is owed by nobody yet, but counts for who has met', async () => {
    await run(importMeetings, { meetings: [take(day('2026-10-05')), take(day('2026-11-20'))] })
    const cut = requests
      .slice(0, 1)
      .map((request) => ({ ...request, span: { from: day('2026-11-01'), to: day('2026-11-15') } }))
    const table = await askAll(database, caller, (_, ctx) => rollUp(ctx, cut, { basis: { on: day('2026-11-15') } }), {
      now,
    })
    expect(table.get('I24')?.get(unit('a1'))).toBeUndefined()
  })
})
