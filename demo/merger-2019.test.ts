// The merger of 2019, played by the engine on a real database: what came before adds up to what is after, on every day asked about.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { readFigures } from '#modules/figures/figures.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import { readTree } from '#modules/units/units.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { ask } from '#platform/operation/execute.ts'
import { testDatabase } from '../tests/database/database.ts'
import type { TestDatabase } from '../tests/database/database.ts'
import { loadLight, loadMerger, MERGING_BLOCS } from './load-merger.ts'
import { MERGED, MERGED_ON } from './merger-2019.ts'

let server: TestDatabase
let database: Database
const files = mkdtempSync(join(tmpdir(), 'khoi-merger-test-'))
const now = new Date('2026-11-22T03:00:00Z')
let old: Tenant[] = []
let merged: Tenant

beforeAll(async () => {
  process.env['KHOI_DATA'] = files
  server = await testDatabase()
  database = openDatabase(server.app)
  for (const definition of MERGING_BLOCS) await loadLight(database, definition, now, () => {})
  await loadMerger(database, now, () => {})
  old = await Promise.all(MERGING_BLOCS.map(async ({ slug }) => (await tenantBySlug(database, slug))!))
  merged = (await tenantBySlug(database, MERGED.slug))!
}, 240_000)
afterAll(async () => {
  await database?.destroy()
  await server?.drop()
  rmSync(files, { recursive: true, force: true })
})

const lastDay = addDays(MERGED_ON, -1)

async function figures(tenant: Tenant, on: Day, unitId?: string): Promise<Record<string, number>> {
  const caller = systemCaller(tenant.id, 'test')
  const { units } = await ask(database, caller, readTree, { day: on }, { now })
  const tops = units.filter(({ parentId }) => parentId === null)
  const top = unitId ?? tops[0]!.id
  const found = await ask(database, caller, readFigures, { on, unitId: top }, { now })
  return Object.fromEntries(found.figures.map(({ indicator, num }) => [indicator, num]))
}

describe('the merger of 01/08/2019', () => {
  test('59 and 70 grassroots units before, 129 after; 374 sub-cells, 3 sections, 6,402 members', async () => {
    const before = await Promise.all(old.map((tenant) => figures(tenant, lastDay)))
    expect(before.map((each) => each['I01'])).toEqual([59, 70])
    expect(await figures(merged, MERGED_ON)).toMatchObject({ I01: 129, I02: 374, I02B: 3, I03: 6402 })
  })

  test('asked as of a day before, the merged bloc has both old trees with their figures', async () => {
    for (const on of [lastDay, day('2018-12-31')]) {
      const { units } = await ask(database, systemCaller(merged.id, 'test'), readTree, { day: on }, { now })
      const tops = units.filter(({ parentId }) => parentId === null)
      expect(tops.map(({ name }) => name).toSorted()).toEqual(
        MERGING_BLOCS.map(({ officialName }) => officialName).toSorted(),
      )
      for (const [at, tenant] of old.entries()) {
        const top = tops.find(({ name }) => name === MERGING_BLOCS[at]!.officialName)!
        expect(await figures(merged, on, top.id)).toEqual(await figures(tenant, on))
      }
    }
  })
})
