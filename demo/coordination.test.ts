// The demo's coordination on a real database: what bloc 1 signed, what ended with the districts, what is late and what waits.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day } from '#kernel/day.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { listRegulations } from '#modules/coordination/coordination.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import '#product'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { testDatabase } from '../tests/database/database.ts'
import type { TestDatabase } from '../tests/database/database.ts'
import { BLOC_1, BLOC_2, BLOC_3 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import { loadCoordination } from './coordination.ts'
import { loadOrganisation } from './load-organisation.ts'
import { planOrganisation } from './organisation.ts'
import { idsFrom, random } from './random.ts'
import { runner } from './run.ts'

let server: TestDatabase
let database: Database
const files = mkdtempSync(join(tmpdir(), 'khoi-demo-test-'))
const now = new Date('2026-11-22T03:00:00Z')

beforeAll(async () => {
  process.env['KHOI_DATA'] = files
  server = await testDatabase()
  database = openDatabase(server.app)
})
afterAll(async () => {
  await database.destroy()
  await server.drop()
  rmSync(files, { recursive: true, force: true })
})

async function loaded(definition: BlocDefinition, on = '2026-11-22') {
  const newId = idsFrom(`${definition.slug} ${on}`, Date.UTC(2018, 0, 1))
  const organisation = planOrganisation(definition, random(definition.slug), newId)
  const slug = `${definition.slug}-${on.slice(0, 4)}`
  const { id } = await createTenant(database, { slug, name: definition.name }, now)
  const outcome = await withTenant(database, id, async (db) => {
    await loadOrganisation(runner(db, id, now), organisation)
    return loadCoordination(runner(db, id, new Date(`${on}T03:00:00Z`)), organisation, day(on))
  })
  const found = await ask(database, systemCaller(id, 'test'), listRegulations, {}, { now })
  return { ...outcome, ...found }
}

test('bloc 1: nine districts until 30/06/2025, four communes after, two boards; one late, one given back, one waiting', async () => {
  const { regulations, counts, done } = await loaded(BLOC_1)
  expect(counts).toEqual({ current: 6, ended: 9, coming: 0 })
  expect(done).toBeGreaterThan(200)
  const sum = (of: (one: (typeof regulations)[number]) => number) => regulations.reduce((all, one) => all + of(one), 0)
  expect([sum((one) => one.late.own), sum((one) => one.waiting), sum((one) => one.theirs.returned)]).toEqual([1, 1, 1])
  // The ended ones are settled: nothing falls due after their last day.
  for (const one of regulations.filter(({ state }) => state === 'ended'))
    expect([one.valid.to, one.late, one.own.owed]).toEqual(['2025-07-01', { own: 0, theirs: 0 }, 0])
})

test('blocs 2 and 3 have a little; on an earlier day only what was signed by then', async () => {
  for (const definition of [BLOC_2, BLOC_3]) expect((await loaded(definition)).regulations).toHaveLength(3)
  expect((await loaded(BLOC_1, '2023-09-21')).regulations).toHaveLength(11)
})
