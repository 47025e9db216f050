// Words and order of what is due: every kind an area tells has its words, days left are said right, nothing sooner comes later.
import { addDays, day } from '#kernel/day.ts'
import { soonestFirst } from '#kernel/due.ts'
import type { DueItem } from '#kernel/due.ts'
import { execute, ask } from '#platform/operation/execute.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { newId } from '#platform/new-id.ts'
import { withTenant } from '#platform/db/db.ts'
import { planMeeting } from '#modules/meetings/meetings.server.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caller, database, held, now, tenantId, unit, useCells, who } from '../../../tests/samples/cells.ts'
import { atAGlance, dueKinds, dueWords, leftWords, listDue } from './agenda.server.ts'

useCells()
const today = day('2026-11-22')

test('days left in words', () => {
  expect([-3, 0, 1, 8].map((n) => leftWords(addDays(today, n), today))).toEqual([
    'quá hạn 3 ngày',
    'hạn hôm nay',
    'còn 1 ngày',
    'còn 8 ngày',
  ])
})

test('soonest first keeps everything and the order of equals', () => {
  const item = fc.record({ kind: fc.constantFrom(...dueKinds), n: fc.nat(), days: fc.integer({ min: -40, max: 40 }) })
  fc.assert(
    fc.property(fc.array(item), (given) => {
      const items = given.map(({ kind, n, days }): DueItem => ({
        kind,
        params: { n },
        dueOn: addDays(today, days),
        href: '/',
        unitId: 'u',
      }))
      const sorted = soonestFirst(items)
      expect(sorted).toHaveLength(items.length)
      sorted.slice(1).forEach((each, at) => {
        const before = sorted[at] as DueItem
        expect(
          before.dueOn < each.dueOn || (before.dueOn === each.dueOn && items.indexOf(before) < items.indexOf(each)),
        ).toBe(true)
      })
    }),
  )
})

test('every kind has a title and a verb, whatever is missing in its params', () => {
  for (const kind of [...dueKinds, 'not_known_yet']) {
    const { title, action } = dueWords({ kind, params: {}, dueOn: today, href: '/', unitId: 'u' })
    expect([kind, action.length > 1, /undefined|null|NaN/.test(title)]).toEqual([kind, true, false])
    expect(kind === 'task_open' || kind === 'task_reported' || title.length > 3).toBe(true)
  }
})

const keeper = (key: string): Caller => ({
  tenantId,
  actor: async (db) => ({
    ...(await caller.actor(db)),
    holds: (permission) => permission !== 'report.decide' && permission !== 'task.close',
    scope: () => ({ whole: false, units: [unit(key)] }),
  }),
})

test('a secretary sees the month, the theme and whose probation ends, soonest first', async () => {
  await withTenant(database, tenantId, async (db) => {
    const mine = db.updateTable('member').where('tenant_id', '=', tenantId).where('id', '=', who('Lý Thị Ánh'))
    await mine.set({ admitted_on: day('2025-11-10') }).execute()
    const status = db
      .updateTable('member_status')
      .where('tenant_id', '=', tenantId)
      .where('member_id', '=', who('Lý Thị Ánh'))
    await status.set({ status: 'probationary' }).execute()
  })
  const due = await ask(database, keeper('a1'), listDue, {}, { now })
  expect(due.items.map((item) => [item.kind, item.dueOn])).toEqual([
    ['meeting_open', '2026-10-31'],
    ['meeting_open', '2026-11-30'],
    ['probation_ending', '2026-12-22'],
    ['theme_missing', '2026-12-31'],
    ['data_faults', '2026-12-31'],
  ])
  // One press does what the card says.
  const first = due.items[1] as DueItem
  await execute(database, caller, planMeeting, { ...first.post }, { now, idempotencyKey: newId() })
  const after = await ask(database, keeper('a1'), listDue, {}, { now })
  expect(after.items.map((item) => item.kind)).toEqual([
    'meeting_open',
    'meeting_planned',
    'probation_ending',
    'theme_missing',
    'data_faults',
  ])
})

test('the unit at a glance: figures since January with their change', async () => {
  await held({ [who('Nông Văn Bình')]: 'present', [who('Lý Thị Ánh')]: 'present', [who('Vi Thị Dung')]: 'absent' })
  const { figures } = await ask(database, caller, atAGlance, { unitId: unit('a1') }, { now })
  const values = Object.fromEntries(figures.map((figure) => [figure.code, [figure.num, figure.den, figure.change]]))
  expect(values['I03']?.[0]).toBe(4)
  expect(values['I24']).toEqual([1, 11, (1 / 11) * 100])
  expect(values['I25']).toEqual([2, 3, null])
})
