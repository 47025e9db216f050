// Laws of «Sắp đến hạn»: overdue things first, every kind has a name and words, counts add up over the tree, nobody sees beyond the own
// units; the calendar file is what calendars take; a bloc of many cells costs no more statements than
// one of two.
import { addDays, day, isDay } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { AppError } from '#kernel/errors.ts'
import { withTenant } from '#platform/db/db.ts'
import { foundUnits } from '#modules/units/units.server.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { admit, caller, database, now, tenantId, unit, useCells, who } from '../../../tests/samples/cells.ts'
import { calendarFile, deadlineKindName, dueKinds, dueWords, listDeadlines, workingDaysLeft } from './agenda.server.ts'

useCells()
const today = day('2026-11-22')

type List = Awaited<ReturnType<typeof listDeadlines.run>>
const list = (input: object, by: Caller = caller) => ask(database, by, listDeadlines, { days: '30', all: 'true', overdue: 'false', ...input } as never, { now }) as Promise<List> // prettier-ignore

async function probation(name: string, admittedOn: string): Promise<void> {
  await withTenant(database, tenantId, async (db) => {
    const mine = db.updateTable('member').where('tenant_id', '=', tenantId).where('id', '=', who(name))
    await mine.set({ admitted_on: day(admittedOn) }).execute()
    const status = db.updateTable('member_status').where('tenant_id', '=', tenantId).where('member_id', '=', who(name))
    await status.set({ status: 'probationary' }).execute()
  })
}

beforeEach(async () => {
  await probation('Lý Thị Ánh', '2025-11-10')
  await probation('Triệu Văn Yên', '2025-02-03')
})

const keeper = (key: string): Caller => ({
  tenantId,
  actor: async (db) => {
    const actor = await caller.actor(db)
    return {
      ...actor,
      scope: () => ({ whole: false, units: [unit(key)] }),
      covers: (_, __, ids: readonly Id[]) => Promise.resolve(ids.every((id) => id === unit(key))),
    }
  },
})

test('what is late comes first; every kind has a name and words; counts are those of the lists', async () => {
  const all = await list({ unitId: unit('khoi') })
  const days = all.items.map((item) => item.dueOn)
  expect(days).toEqual(days.toSorted())
  expect(all.items.filter((item) => item.kind === 'probation_ending').map((item) => item.params['name'])).toEqual(['Triệu Văn Yên', 'Lý Thị Ánh']) // prettier-ignore
  expect(all.total).toEqual({ overdue: all.items.filter((item) => item.dueOn < today).length, all: all.items.length })
  for (const { kind, all: count } of all.kinds) {
    expect([kind, deadlineKindName(kind) !== 'Việc khác', dueKinds.includes(kind)]).toEqual([kind, true, true])
    expect((await list({ unitId: unit('khoi'), kind })).items).toHaveLength(count)
  }
  expect((await list({ unitId: unit('khoi'), overdue: 'true' })).items.every((item) => item.dueOn < today)).toBe(true)
  const below = await list({ unitId: unit('a') })
  expect(below.units.map((one) => one.unitId).toSorted()).toEqual([unit('a1'), unit('a2')].toSorted())
  expect(below.units.reduce((sum, one) => sum + one.all, 0)).toBe(below.total.all)
  for (const one of below.units) expect((await list({ unitId: one.unitId })).total).toEqual({ overdue: one.overdue, all: one.all }) // prettier-ignore
})

test('a longer horizon never shows less; nothing beyond it is shown', async () => {
  const [week, month, quarter] = await Promise.all(
    ['7', '30', '90'].map((days) => list({ unitId: unit('khoi'), days })),
  )
  const kept = (one: List | undefined) => one?.items.map((item) => `${item.kind} ${item.href}`) ?? []
  expect(kept(month)).toEqual(expect.arrayContaining(kept(week)))
  expect(kept(quarter)).toEqual(expect.arrayContaining(kept(month)))
})

test('who keeps one cell sees that cell; another unit looks like none', async () => {
  const mine = await list({ unitId: unit('a1') }, keeper('a1'))
  expect(mine.items.every((item) => item.unitId === unit('a1'))).toBe(true)
  expect(mine.items.length).toBeGreaterThan(0)
  for (const unitId of [unit('khoi'), unit('a2'), who('Vi Thị Dung')]) {
    const refusal = await list({ unitId }, keeper('a1')).catch((thrown: unknown) => thrown)
    expect(refusal instanceof AppError && refusal.code).toBe('not_found')
  }
})

test('a bloc of sixty cells costs as many statements as one of two', async () => {
  const statements = async () => {
    let count = 0
    const counting = database.withPlugin({
      transformQuery: ({ node }) => {
        count += 1
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    })
    const { total } = await ask(counting, caller, listDeadlines, { unitId: unit('khoi'), days: '30', all: 'true', overdue: 'false' } as never, { now }) // prettier-ignore
    return { count, items: total.all }
  }
  await statements()
  const before = await statements()
  const cell = (at: number) => ({ key: `n${at}`, parentId: unit('a'), kind: 'sub_cell', name: `Chi bộ thêm ${at}`, effectiveOn: '2025-01-01' }) // prettier-ignore
  await execute(database, caller, foundUnits, { units: Array.from({ length: 60 }, (_, at) => cell(at)) }, { now })
  const names = Array.from({ length: 20 }, (_, at) => `Người thứ ${at}`)
  await admit(names.map((name) => ({ name, cell: 'a1' })))
  for (const name of names) await probation(name, '2025-02-03')
  const after = await statements()
  expect(before.count).toBeGreaterThan(5)
  expect([after.count, after.items]).toEqual([before.count, before.items + 20])
})

test('working days are told without week-ends and holidays', async () => {
  const item = (await list({ unitId: unit('a1') })).items.find((one) => one.kind === 'probation_ending')
  const span = item ? Math.round((Date.parse(item.dueOn) - Date.parse(today)) / 86_400_000) : 0
  expect(item && item.workingDays > 0 && item.workingDays < span).toBe(true)
  expect([
    workingDaysLeft(-3, true),
    workingDaysLeft(0, true),
    workingDaysLeft(0, false),
    workingDaysLeft(4, false),
  ]).toEqual(['quá hạn 3 ngày làm việc', 'quá hạn 1 ngày làm việc', 'đến hạn', 'còn 4 ngày làm việc'])
})

test('every kind that has words may stand in the list', () => {
  for (const kind of dueKinds) expect(dueWords({ kind, params: {}, dueOn: today, href: '/', unitId: 'u' }).action).not.toBe('') // prettier-ignore
})

test('a calendar file: one entry a day and thing, the same at every download, lines of 75 bytes, nothing escapes its line', () => {
  const entry = fc.record({
    key: fc.string(),
    on: fc.integer({ min: 0, max: 4000 }).map((n) => addDays(today, n)),
    title: fc.oneof(fc.string(), fc.constant('Xét công nhận chính thức: Lý Thị Ánh;\nBEGIN:VEVENT,\\')),
    text: fc.string({ maxLength: 200 }),
    url: fc.webUrl(),
  })
  const at = { now, host: 'khoi.vn' }
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const file = calendarFile('Sắp đến hạn', entries, at)
      const lines = file.split('\r\n')
      expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
      const whole = file.replaceAll('\r\n ', '').split('\r\n')
      expect(whole.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(entries.length)
      expect(whole.filter((line) => line === 'END:VEVENT')).toHaveLength(entries.length)
      expect(calendarFile('Sắp đến hạn', entries, at)).toBe(file)
      for (const line of whole.filter((each) => each.startsWith('DTSTART')))
        expect(isDay(line.slice(-8).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3'))).toBe(true)
    }),
  )
})
