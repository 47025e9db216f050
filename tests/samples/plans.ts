// A bloc on a real database for the tests of plans: two committees with five cells, two grassroots cells, five members in each, one of
// them on probation. Call `usePlans()` at the top of a file.
import { AppError, explainError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import {
  addActs,
  applyPlan,
  openPlan,
  schedulePlan,
  sharePlan,
  simulatePlan,
} from '#modules/reorganisations/reorganisations.server.ts'
import type { PlanSimulation } from '#modules/reorganisations/reorganisations.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnits } from '#modules/units/units.server.ts'
import type { NewUnit, UnitKind } from '#modules/units/units.server.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { AnyOperation } from '#platform/operation/operation.ts'
import { day } from '#kernel/day.ts'
import { nameSortKey } from '#kernel/vietnamese/name.ts'
import { errors } from '#product'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { testDatabase } from '../database/database.ts'
import type { TestDatabase } from '../database/database.ts'

export const now = new Date('2026-11-22T05:00:00Z')
/** First day of the new order of most plans here. */
export const ON = '2026-11-16'
export let database: Database
export let tenantId: Id
export let system: Caller
let server: TestDatabase
export let owner: Database
let units: Map<string, Id>
let people: Map<string, Id>
export const unit = (key: string) => units.get(key) as Id
/** The nth member of a cell, 1 to 5; the fifth is on probation. */
export const who = (cell: string, n: number) => people.get(`${cell}${n}`) as Id

const ROWS: [key: string, parent: string | null, kind: UnitKind][] = [
  ['khoi', null, 'bloc'],
  ['A', 'khoi', 'grassroots_committee'],
  ['a1', 'A', 'sub_cell'],
  ['a2', 'A', 'sub_cell'],
  ['a3', 'A', 'sub_cell'],
  ['B', 'khoi', 'grassroots_committee'],
  ['b1', 'B', 'sub_cell'],
  ['b2', 'B', 'sub_cell'],
  ['C', 'khoi', 'grassroots_cell'],
  ['D', 'khoi', 'grassroots_cell'],
]
export const CELLS = ['a1', 'a2', 'a3', 'b1', 'b2', 'C', 'D']

export const run = <R>(operation: AnyOperation, input: object, caller = system, at = now) =>
  execute(database, caller, operation, input, { now: at }) as Promise<R>

export const fresh = (parent: string, kind: UnitKind, name: string): NewUnit => ({
  ...{
    unitId: newId(),
    parentId: unit(parent),
    kind,
    name,
    shortName: name,
    code: null,
    sector: null,
    localityId: null,
  },
})

export interface Opened {
  planId: Id
  version: number
}

export async function opened(acts: object[], effectiveOn = ON, title = 'Phương án'): Promise<Opened> {
  const plan = await run<Opened>(openPlan, { title, effectiveOn })
  return acts.length === 0 ? plan : run<Opened>(addActs, { ...plan, acts })
}

let number = 0
export const paper = (given = `${++number}-QĐ/ĐUK`, issuedOn = '2026-11-10') => ({
  decision: { number: given, issuedOn, issuer: 'Đảng ủy Khối', abstract: 'Về việc sắp xếp tổ chức' },
})

const stepped = ({ planId, version }: Opened) => ({ planId, version })

export async function scheduled(acts: object[], effectiveOn = ON, title?: string): Promise<Opened> {
  const shared = await run<Opened>(sharePlan, stepped(await opened(acts, effectiveOn, title)))
  return run<Opened>(schedulePlan, { ...stepped(shared), ...paper() })
}

export async function applied(acts: object[], effectiveOn = ON): Promise<Opened> {
  return run<Opened>(applyPlan, stepped(await scheduled(acts, effectiveOn)))
}

export const simulated = (planId: Id, caller = system): Promise<PlanSimulation> =>
  ask(database, caller, simulatePlan, { planId }, { now })

export async function refusal(work: Promise<unknown>): Promise<[string, string[]]> {
  return work.then(
    () => ['carried out', []],
    (thrown: unknown) => {
      if (thrown instanceof AppError) return [thrown.code, Object.keys(thrown.fields)]
      throw thrown
    },
  )
}

const TABLES = ['unit', 'unit_version', 'unit_closure', 'unit_lineage', 'member', 'member_status', 'member_cell', 'member_event', 'meeting', 'task', 'post_holding', 'reorganisation', 'reorganisation_act', 'reorganisation_comment', 'decision'] as const // prettier-ignore

/** Everything a plan may write, as one text. */
export async function everything(tables: readonly string[] = TABLES): Promise<string> {
  return withTenant(database, tenantId, async (db) => {
    const sums = []
    for (const table of tables) {
      const { rows } =
        await sql`select coalesce(jsonb_agg(x order by x::text), '[]') as all from ${sql.table(table)} x where tenant_id = ${tenantId}`.execute(
          db,
        )
      sums.push(`${table} ${JSON.stringify(rows)}`)
    }
    return sums.join('\n')
  })
}

/** The work is refused so, and nothing changed. */
export async function refused(work: () => Promise<unknown>, code: string, fields: string[] = []): Promise<void> {
  const before = await everything()
  expect(await refusal(work())).toEqual([code, fields])
  expect(await everything()).toBe(before)
}

/** What people are told of an error. */
export const sentenceOf = (error: unknown): string => explainError(errors, error, '').message

/** Who belongs where on a day, by the records. */
export async function membersOn(on: string): Promise<Map<Id, Id>> {
  return withTenant(database, tenantId, async (db) => {
    const rows = await db
      .selectFrom('member_cell')
      .select(['member_id', 'unit_id'])
      .where('tenant_id', '=', tenantId)
      .where(sql<boolean>`valid @> ${on}::date`)
      .execute()
    return new Map(rows.map((row) => [row.member_id, row.unit_id]))
  })
}

async function admitAll(): Promise<void> {
  const names = CELLS.flatMap((cell) =>
    [1, 2, 3, 4, 5].map((n) => ({ cell, n, name: `Nguyễn Văn ${cell.toUpperCase()} ${n}` })),
  )
  const rows = names.map((each) => ({ ...each, personId: newId(), memberId: newId() }))
  const common = { tenant_id: tenantId, recorded_at: now }
  const since = (n: number) => (n === 5 ? '[2026-06-01,)' : '[2015-06-01,)')
  await withTenant(database, tenantId, async (db) => {
    await insertRows(db, 'person', rows.map(({ personId, name }) => ({ ...common, id: personId, full_name: name, folded: name, sort_key: nameSortKey(name), sex: 'male', birth_on: day('1980-01-01'), ethnicity: 'kinh', changed_at: now }))) // prettier-ignore
    await insertRows(db, 'member', rows.map(({ personId, memberId, n }) => ({ ...common, id: memberId, person_id: personId, admitted_on: day(n === 5 ? '2026-06-01' : '2014-06-01'), confirmed_on: n === 5 ? null : day('2015-06-01'), changed_at: now }))) // prettier-ignore
    await insertRows(db, 'member_status', rows.map(({ memberId, n }) => ({ ...common, id: newId(), member_id: memberId, status: n === 5 ? 'probationary' : 'full', standing: n === 4 ? 'exempt' : 'active', valid: since(n) }))) // prettier-ignore
    await insertRows(db, 'member_cell', rows.map(({ memberId, cell, n }) => ({ ...common, id: newId(), member_id: memberId, unit_id: unit(cell), valid: since(n) }))) // prettier-ignore
  })
  people = new Map(rows.map(({ cell, n, memberId }) => [`${cell}${n}`, memberId]))
}

export async function freshBloc(): Promise<void> {
  tenantId = (await createTenant(owner, { slug: `t${newId().slice(-12)}`, name: 'Khối' }, now)).id
  system = systemCaller(tenantId, 'test')
  const founded = await run<{ units: { key: string; unitId: Id }[] }>(foundUnits, {
    units: ROWS.map(([key, parentKey, kind]) => ({
      key,
      parentKey,
      kind,
      name: `Tổ chức ${key}`,
      effectiveOn: '2010-01-01',
    })),
  })
  units = new Map(founded.units.map(({ key, unitId }) => [key, unitId]))
  await admitAll()
}

/** Opens a database for the file and a fresh bloc for each test. */
export function usePlans(): void {
  beforeAll(async () => {
    server = await testDatabase()
    database = openDatabase(server.app)
    owner = openDatabase(server.owner)
  })
  afterAll(async () => {
    await database?.destroy()
    await owner?.destroy()
    await server?.drop()
  })
  beforeEach(freshBloc)
}
