// A small bloc loaded into a real database: its figures come back through the engine, a second load changes nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day } from '#kernel/day.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { readFigures } from '#modules/figures/figures.server.ts'
import type { Figure } from '#modules/figures/figures.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import { listPlans } from '#modules/reorganisations/reorganisations.server.ts'
import { readTree } from '#modules/units/units.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { testDatabase } from '../tests/database/database.ts'
import type { TestDatabase } from '../tests/database/database.ts'
import { BLOC_2 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import { checkDemo } from './check.ts'
import { loadBloc } from './load-demo.ts'

const SMALL: BlocDefinition = {
  ...BLOC_2,
  slug: 'khoi-nho',
  openedOn: day('2024-01-01'),
  committees: 3,
  spread: 1,
  cells: 4,
  localSubCells: 3,
  opening: 240,
  anchors: [{ on: day('2025-06-10'), members: 251, probationary: 13 }],
  admissionAnchors: [{ from: day('2024-02-01'), to: day('2024-05-15'), count: 6 }],
  admissionRounds: [],
  admissionsPerYear: 14,
  arrivalsPerYear: 6,
  meetings: [{ from: day('2026-08-01'), to: null }],
}

let server: TestDatabase
let database: Database
const files = mkdtempSync(join(tmpdir(), 'khoi-demo-test-'))
const now = new Date('2026-11-22T03:00:00Z')

beforeAll(async () => {
  process.env['KHOI_DATA'] = files
  server = await testDatabase()
  database = openDatabase(server.app)
  expect(await loadBloc(database, SMALL, now, () => {})).toBe(true)
})
afterAll(async () => {
  await database.destroy()
  await server.drop()
  rmSync(files, { recursive: true, force: true })
})

async function figureOf(indicator: string, question: { on: string; period?: string }): Promise<Figure> {
  const tenant = (await tenantBySlug(database, SMALL.slug))!
  const caller = systemCaller(tenant.id, 'test')
  const { units } = await ask(database, caller, readTree, {}, { now })
  const top = units.find(({ parentId }) => parentId === null)!
  const { figures } = await ask(database, caller, readFigures, { indicators: indicator, unitId: top.id, breakdowns: true, ...question }, { now }) // prettier-ignore
  return figures[0] ?? { num: 0, den: null, parts: {} }
}

test('strength and admissions of the anchored days come back from the records', async () => {
  const strength = await figureOf('I03', { on: '10/06/2025' })
  expect(strength.num).toBe(251)
  expect(strength.parts['status']?.['probationary']?.num).toBe(13)
  expect((await figureOf('I01', { on: '10/06/2025' })).num).toBe(8)
  expect((await figureOf('I02', { on: '10/06/2025' })).parts['place']?.['local']?.num).toBe(3)
  const [first, spring] = [
    await figureOf('I04', { on: '31/01/2024', period: 'nam-2024' }),
    await figureOf('I04', { on: '15/05/2024', period: 'nam-2024' }),
  ]
  expect(spring.num - first.num).toBe(6)
  const attendance = await figureOf('I25', { on: '31/10/2026', period: 'thang-2026-10' })
  expect(attendance.den).toBeGreaterThan(200)
  expect(attendance.num).toBeLessThan(attendance.den!)
})

test('the mergers of 2025 are one plan under one decision, which says what became of every unit', async () => {
  const tenant = (await tenantBySlug(database, SMALL.slug))!
  const caller = systemCaller(tenant.id, 'test')
  const { plans } = await ask(database, caller, listPlans, {}, { now })
  expect(plans.map(({ state, effectiveOn, acts }) => [state, effectiveOn, acts])).toEqual([
    ['applied', '2025-03-01', 1],
  ])
  const renamed = (day: string) =>
    ask(database, caller, readTree, { day }, { now }).then(({ units }) => units.map(({ name }) => name).join('; '))
  expect(await renamed('2025-02-28')).toContain('Nông nghiệp và Phát triển nông thôn')
  expect(await renamed('2025-03-01')).toContain('Nông nghiệp và Môi trường')
})

test('a second load leaves what is there as it is', async () => {
  const count = () => database.selectFrom('tenant').select(({ fn }) => fn.countAll().as('n')).executeTakeFirst() // prettier-ignore
  const before = await count()
  expect(await loadBloc(database, SMALL, now, () => {})).toBe(false)
  expect(await count()).toEqual(before)
})

test('the check fails figures of blocs that are not loaded', async () => {
  const checked = await checkDemo(database)
  expect(checked.length).toBeGreaterThanOrEqual(20)
  expect(checked.every(({ ok, computed }) => !ok && computed === null)).toBe(true)
})
