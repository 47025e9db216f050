// A small bloc with two cells and five members on a real database, for the tests of meetings: call `useCells()` at the top of a file.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { nameSortKey } from '#kernel/vietnamese/name.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { holdMeeting, planMeeting } from '#modules/meetings/meetings.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnits } from '#modules/units/units.server.ts'
import { openDatabase, withTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { execute } from '#platform/operation/execute.ts'
import type { AnyOperation } from '#platform/operation/operation.ts'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { testDatabase } from '../database/database.ts'
import type { TestDatabase } from '../database/database.ts'

export const now = new Date('2026-11-22T12:00:00Z')
let server: TestDatabase
export let database: Database
let owner: Database
export let tenantId: Id
export let caller: Caller
let units: Map<string, Id>
let people: Map<string, Id>
export const unit = (key: string) => units.get(key) as Id
export const who = (name: string) => people.get(name) as Id

interface Joined {
  name: string
  cell: string
  valid?: string
  exempt?: boolean
}

/** Members as the register keeps them, in one cell each. */
export async function admit(joined: readonly Joined[]): Promise<void> {
  await withTenant(database, tenantId, async (db) => {
    for (const { name, cell, valid = '[2020-01-01,)', exempt = false } of joined) {
      const [personId, memberId] = [newId(), newId()]
      const common = { tenant_id: tenantId, recorded_at: now }
      const sortKey = nameSortKey(name)
      await db
        .insertInto('person')
        .values({
          ...common,
          id: personId,
          full_name: name,
          folded: name,
          sort_key: sortKey,
          sex: 'male',
          birth_on: day('1980-01-01'),
          ethnicity: 'kinh',
          changed_at: now,
        })
        .execute()
      await db
        .insertInto('member')
        .values({ ...common, id: memberId, person_id: personId, admitted_on: day('2010-01-01'), changed_at: now })
        .execute()
      await db
        .insertInto('member_status')
        .values({
          ...common,
          id: newId(),
          member_id: memberId,
          status: 'full',
          standing: exempt ? 'exempt' : 'active',
          valid,
        })
        .execute()
      await db
        .insertInto('member_cell')
        .values({ ...common, id: newId(), member_id: memberId, unit_id: unit(cell), valid })
        .execute()
      people.set(name, memberId)
    }
  })
}

export const run = <R>(operation: AnyOperation, input: object, idempotencyKey?: string): Promise<R> =>
  execute(database, caller, operation, input, { now, idempotencyKey }) as Promise<R>

export async function refusal(work: Promise<unknown>): Promise<[string, Record<string, string>] | string> {
  return work.then(
    () => 'carried out',
    (thrown: unknown) => {
      if (thrown instanceof AppError) return [thrown.code, thrown.fields]
      throw thrown
    },
  )
}

/** Everything a meeting operation may write, as one text. */
export async function everything(): Promise<string> {
  return withTenant(database, tenantId, async (db) => {
    const meetings = await db
      .selectFrom('meeting')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute()
    const marks = await db
      .selectFrom('attendance')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .orderBy('meeting_id')
      .orderBy('member_id')
      .execute()
    const audit = await db
      .selectFrom('audit_entry')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute()
    return JSON.stringify([meetings, marks, audit])
  })
}

/** The work is refused so, and nothing changed. */
export async function refused(
  work: () => Promise<unknown>,
  code: string,
  fields: Record<string, string>,
): Promise<void> {
  const before = await everything()
  expect(await refusal(work())).toEqual([code, fields])
  expect(await everything()).toBe(before)
}

export async function planned(month = '11/2026', cell = 'a1'): Promise<Id> {
  const { ids } = await run<{ ids: Id[] }>(planMeeting, { unitId: unit(cell), months: month })
  return ids[0] as Id
}
export const evening = (meetingId: Id, version = 1, more = {}) => ({
  meetingId,
  version,
  heldOn: '20/11/2026',
  ...more,
})
export const allPresent = () => ({
  [who('Nông Văn Bình')]: 'present',
  [who('Lý Thị Ánh')]: 'present',
  [who('Vi Thị Dung')]: 'present',
})
export async function held(marks?: Record<Id, string>): Promise<Id> {
  const id = await planned()
  await run(holdMeeting, evening(id, 1, marks ? { marks } : {}))
  return id
}

/** Opens a database for the file and a fresh bloc for each test. */
export function useCells(): void {
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

  beforeEach(async () => {
    tenantId = (await createTenant(owner, { slug: `t${newId().slice(-12)}`, name: 'Khối' }, now)).id
    caller = systemCaller(tenantId, 'test')
    const row = (key: string, parentKey: string | null, kind: string, effectiveOn = '2010-01-01') => ({
      key,
      parentKey,
      kind,
      name: key,
      effectiveOn,
    })
    const founded = await execute(database, caller, foundUnits, {
      units: [
        row('khoi', null, 'bloc'),
        row('a', 'khoi', 'grassroots_committee'),
        row('a1', 'a', 'sub_cell'),
        row('a2', 'a', 'sub_cell', '2026-09-15'),
      ],
    })
    units = new Map(founded.units.map((each) => [each.key as string, each.unitId]))
    people = new Map()
    await admit([
      { name: 'Nông Văn Bình', cell: 'a1' },
      { name: 'Lý Thị Ánh', cell: 'a1' },
      { name: 'Hoàng Văn Cao', cell: 'a1', exempt: true },
      { name: 'Vi Thị Dung', cell: 'a1', valid: '[2026-11-15,)' },
      { name: 'Triệu Văn Yên', cell: 'a2' },
    ])
  })
}
