// An operator's merger killed with -9 again and again, in the middle of its work: started anew it goes on where it stopped, and in the end
// everything is there once. Meanwhile the old blocs are only read.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { mergeBlocs, ownTransactions } from '#modules/handovers/handovers.server.ts'
import type { MergeRequest } from '#modules/handovers/handovers.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import { verifyChain } from '#platform/audit/verify.ts'
import { sealAll, sealTenant } from '#platform/audit/seal.ts'
import { openDatabase, readTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { sql } from 'kysely'
import { loadLight } from '../../demo/load-merger.ts'
import { AGENCIES_BLOC, ENTERPRISES_BLOC, MERGED, MERGED_ON } from '../../demo/merger-2019.ts'
import type { LightBloc } from '../../demo/merger-2019.ts'
import { type TestDatabase, testDatabase } from '../database/database.ts'

const small = (definition: LightBloc): LightBloc => ({
  ...definition,
  committees: 4,
  cells: 4,
  subCells: 14,
  sections: 1,
  opening: 190,
  anchors: [{ on: MERGED_ON, members: 200 }],
  admissionsPerYear: 9,
  arrivalsPerYear: 5,
  meetings: [{ from: day('2019-01-01'), to: day('2019-07-31') }],
})
const BLOCS = [small(AGENCIES_BLOC), small(ENTERPRISES_BLOC)]
const TABLES = ['member', 'member_cell', 'member_event', 'meeting', 'attendance', 'decision', 'unit'] as const
const request: MergeRequest = { from: BLOCS.map(({ slug }) => slug), into: MERGED.slug, create: MERGED.name, on: MERGED_ON, keepRights: false, decision: MERGED.decision } // prettier-ignore
const now = new Date('2026-11-22T03:00:00Z')
const files = mkdtempSync('/tmp/khoi-hand-over-')

let made: TestDatabase
let database: Database

beforeAll(async () => {
  process.env['KHOI_DATA'] = files
  made = await testDatabase()
  database = openDatabase(made.app)
  for (const bloc of BLOCS) await loadLight(database, bloc, now, () => {})
  // Entries are sealed when no older transaction of the server runs any more; tests beside this one may hold one for a while.
  const tenants = await Promise.all(BLOCS.map(({ slug }) => tenantBySlug(database, slug)))
  const open = async () => {
    await sealAll(database)
    const chains = await Promise.all(tenants.map((tenant) => verifyChain(database, tenant!.id)))
    return chains.some(({ unsealed }) => unsealed > 0)
  }
  while (await open()) await new Promise((resolve) => setTimeout(resolve, 200))
}, 120_000)
afterAll(async () => {
  await database?.destroy()
  await made?.drop()
  rmSync(files, { recursive: true, force: true })
})

const stepsDone = async () =>
  (await database.selectFrom('operator.hand_over_step').select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n // prettier-ignore

const rowsOf = (tenantId: Id, table: (typeof TABLES)[number]): Promise<number> =>
  readTenant(database, tenantId, async (db) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(db) // prettier-ignore
    return rows[0]!.n
  })

/** Starts the merger in a process and kills it as soon as so many steps are noted. */
async function killedAfter(steps: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hand-over-runner.ts'), JSON.stringify(made.app), JSON.stringify(request)], { stdio: ['ignore', 'pipe', 'inherit'] }) // prettier-ignore
  let code: number | null = null
  const gone = new Promise<void>((resolve) => child.once('exit', (exit) => ((code = exit), resolve())))
  while ((await stepsDone()) < steps && code === null) await new Promise((resolve) => setTimeout(resolve, 5))
  if (code !== null) throw new Error('the merger was over before it was killed')
  child.kill('SIGKILL')
  await gone
}

test('a merger killed at any step goes on, and everything is there once', async () => {
  const sources = await Promise.all(BLOCS.map(async ({ slug }) => (await tenantBySlug(database, slug))!))
  const whole = new Map<string, number>()
  for (const table of TABLES)
    for (const { id } of sources) whole.set(table, (whole.get(table) ?? 0) + (await rowsOf(id, table)))
  for (const steps of [4, 12, 24]) {
    await killedAfter(steps)
    // Stopped blocs are only read until somebody goes on.
    expect((await tenantBySlug(database, BLOCS[0]!.slug))!.endedOn).toBe(MERGED_ON)
  }
  const done = await mergeBlocs(ownTransactions(database), request, { now, progress: () => {} })
  expect(done.flatMap(({ differing }) => differing)).toEqual([])
  const merged = (await tenantBySlug(database, MERGED.slug))!
  // One unit more: the merged bloc's own; one paper more: that of the merger.
  const more: Partial<Record<string, number>> = { unit: 1, decision: 1 }
  for (const table of TABLES)
    expect([table, await rowsOf(merged.id, table)]).toEqual([table, whole.get(table)! + (more[table] ?? 0)])
  expect(await database.selectFrom('operator.hand_over').select('state').execute()).toEqual([
    { state: 'done' },
    { state: 'done' },
  ])
  await sealTenant(database, merged.id)
  expect(await verifyChain(database, merged.id)).toMatchObject({ ok: true, unsealed: 0 })
  const first = await readTenant(database, merged.id, (db) => db.selectFrom('audit_entry').select(['operation', 'details']).where('tenant_id', '=', merged.id).orderBy('xact').orderBy('id').limit(1).executeTakeFirstOrThrow()) // prettier-ignore
  expect(first.operation).toBe('handovers.receive-bloc')
  expect((first.details as { head: { hash: string } }).head.hash).toMatch(/^[0-9a-f]{64}$/)
}, 120_000)
