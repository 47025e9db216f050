// The accounts of the benchmark: one officer of the bloc, one secretary, and two hundred secretaries with a held meeting of twenty members each.
import { day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { grantAccess, systemCaller } from '#modules/access/access.server.ts'
import { createAccount, issueToken } from '#modules/identity/identity.server.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import type { Database } from '#platform/db/db.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import { execute } from '#platform/operation/execute.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'

export const PASSWORD = 'bench-bench-bench'

/** Tokens are shown only to their owner; the benchmark makes them as the system. */
const tokenOf = operation({
  name: 'bench.make-token',
  summary: 'A token for an account of the benchmark',
  permission: 'access.grant',
  secretAnswer: true,
  input: v.object({ accountId: v.string() }),
  run: (ctx, input) =>
    issueToken(ctx, { accountId: input.accountId, name: 'bench', expiresOn: null, permissions: null }),
})

export interface Person {
  userName: string
  token: string
  unitId: Id
}

export async function addPerson(
  database: Database,
  tenantId: Id,
  userName: string,
  role: string,
  unitId: Id,
): Promise<Person> {
  const system = systemCaller(tenantId, 'bench')
  const account = await execute(database, system, createAccount, {
    userName,
    displayName: userName,
    password: PASSWORD,
  })
  await execute(database, system, grantAccess, { accountId: account.id, role, unitId, from: day('2015-01-01') })
  const { token } = await execute(database, system, tokenOf, { accountId: account.id })
  return { userName, token, unitId }
}

export interface Sitting {
  person: Person
  meetingId: Id
  memberIds: Id[]
}

/** Cells of exactly twenty members, each with a held meeting and a secretary of its own. */
export async function addSittings(database: Database, tenantId: Id, rootId: Id, count: number): Promise<Sitting[]> {
  const system = systemCaller(tenantId, 'bench')
  const sittings: Sitting[] = []
  for (let i = 0; i < count; i++) {
    const { unitId } = await execute(database, system, foundUnit, {
      kind: 'grassroots_cell',
      name: `Chi bộ họp ${i}`,
      shortName: `Họp ${i}`,
      parentId: rootId,
      effectiveOn: '2024-01-01',
    })
    const memberIds = Array.from({ length: 20 }, () => newId())
    const meetingId = newId()
    await withTenant(database, tenantId, async (db) => {
      const now = new Date()
      const common = { tenant_id: tenantId, recorded_at: now }
      const persons = memberIds.map((_, n) => ({ id: newId(), n }))
      await db
        .insertInto('person')
        .values(
          persons.map(({ id, n }) => ({
            ...common,
            id,
            full_name: `Nguyễn Văn ${n}`,
            folded: `nguyen van ${n}`,
            sort_key: `${n} nguyen van`,
            sex: 'male',
            birth_on: day('1980-01-01'),
            ethnicity: 'kinh',
            changed_at: now,
          })),
        )
        .execute()
      await db
        .insertInto('member')
        .values(
          memberIds.map((id, n) => ({
            ...common,
            id,
            person_id: persons[n]?.id ?? '',
            admitted_on: day('2010-01-01'),
            changed_at: now,
          })),
        )
        .execute()
      await db
        .insertInto('member_status')
        .values(
          memberIds.map((id) => ({ ...common, id: newId(), member_id: id, status: 'full', valid: '[2011-01-01,)' })),
        )
        .execute()
      await db
        .insertInto('member_cell')
        .values(
          memberIds.map((id) => ({ ...common, id: newId(), member_id: id, unit_id: unitId, valid: '[2024-01-01,)' })),
        )
        .execute()
      await db
        .insertInto('meeting')
        .values({
          ...common,
          id: meetingId,
          unit_id: unitId,
          kind: 'regular',
          month: day('2026-11-01'),
          state: 'held',
          held_on: day('2026-11-05'),
          changed_at: now,
        })
        .execute()
    })
    sittings.push({
      person: await addPerson(database, tenantId, `hop.${i}`, 'cell_secretary', unitId),
      meetingId,
      memberIds,
    })
  }
  return sittings
}
