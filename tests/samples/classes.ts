// Classes on a real database, for the tests of that area: call `useRegister()` at the top of a file first.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { nameSortKey } from '#kernel/vietnamese/name.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import {
  callClass,
  candidateSource,
  listLearners,
  readClass,
  readRegister,
  saveClassAttendance,
} from '#modules/classes/classes.server.ts'
import type { Learner } from '#modules/classes/classes.server.ts'
import { withTenant } from '#platform/db/db.ts'
import { newId } from '#platform/new-id.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask } from '#platform/operation/execute.ts'
import type { AnyQuery } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { database, now, run, system, tenantId, unit } from './register.ts'

// Everybody without membership counts as a candidate of cell a.
candidateSource(
  'test',
  (tenant) => sql`select p.id as person_id, ${unit('a')}::uuid as unit_id from person p
    where p.tenant_id = ${tenant} and not exists (select from member m where m.tenant_id = p.tenant_id and m.person_id = p.id)`,
)

export const look = <R>(query: AnyQuery, input: object, caller: Caller = system) =>
  ask(database, caller, query, input, { now }) as Promise<R>

async function code(work: Promise<unknown>): Promise<[string, string[]] | string> {
  return work.then(
    () => 'carried out',
    (thrown: unknown) => {
      if (thrown instanceof AppError) return [thrown.code, Object.values(thrown.fields)]
      throw thrown
    },
  )
}

/** Everything the work could have written. */
async function everything(): Promise<string> {
  return withTenant(database, tenantId, async (db) => {
    const { rows } = await sql`
      select (select jsonb_agg(t order by t.id) from training_class t) as classes, (select jsonb_agg(t order by t.id) from class_session t) as sessions,
        (select jsonb_agg(t order by t.id) from class_enrolment t) as learners, (select jsonb_agg(t) from class_attendance t) as marks,
        (select jsonb_agg(t order by t.id) from class_certificate t) as certificates, (select count(*) from audit_entry) as audit`.execute(
      db,
    )
    return JSON.stringify(rows)
  })
}

export async function refused(work: () => Promise<unknown>, expected: string, at?: string): Promise<void> {
  const before = await everything()
  const found = await code(work())
  expect(found === 'carried out' ? found : [found[0], ...(at ? [found[1][0]] : [])]).toEqual(
    at ? [expected, at] : [expected],
  )
  expect(await everything()).toBe(before)
}

let serial = 0
export async function candidate(): Promise<{ id: Id; name: string }> {
  const id = newId()
  const name = `Lò Thị ${'ABCDEFGHIJKLMNOP'[serial++]}`
  await withTenant(database, tenantId, (db) =>
    db
      .insertInto('person')
      .values({
        tenant_id: tenantId,
        id,
        full_name: name,
        folded: fold(name),
        sort_key: nameSortKey(name),
        sex: 'female',
        birth_on: day('2000-02-03'),
        ethnicity: 'thai',
        recorded_at: now,
        changed_at: now,
      })
      .execute(),
  )
  return { id, name }
}

export const called = async (more: object = {}) =>
  (
    await run<{ id: Id }>(system, callClass, {
      unitId: unit('com'),
      kind: 'awareness',
      title: 'Lớp bồi dưỡng nhận thức về Đảng khóa I',
      fromOn: '2024-05-13',
      toOn: '2024-05-17',
      enrolBy: '2024-05-01',
      place: 'Hội trường tầng 2',
      ...more,
    })
  ).id

export const versionOf = async (classId: Id) => (await look<{ version: number }>(readClass, { classId })).version
export const learnersOf = async (classId: Id, more: object = {}, caller = system) =>
  (await look<{ learners: Learner[] }>(listLearners, { classId, ...more }, caller)).learners
export const personOf = (memberId: Id) =>
  withTenant(database, tenantId, async (db) => {
    const row = await db.selectFrom('member').select('person_id').where('tenant_id', '=', tenantId).where('id', '=', memberId).executeTakeFirstOrThrow() // prettier-ignore
    return row.person_id
  })

export const markAll = async (sessionId: Id, marks: Record<Id, string>, unitId: Id | null = null, caller = system) => {
  const { version } = await look<{ version: number }>(readRegister, { sessionId, unitId }, caller)
  return run(caller, saveClassAttendance, { sessionId, unitId, version, marks })
}
