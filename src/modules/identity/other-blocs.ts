// A login stands in one bloc at a time. When blocs are merged or ended it goes along; its account in the old bloc stays, so whoever it
// belongs to may go there to read, and come back.
import { notFound } from '#kernel/errors.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { database } from '#platform/db/database.ts'
import { readTenant } from '#platform/db/db.ts'
import type { Database, Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import { auth } from './auth.ts'
import { forgetSession, sessionOf } from './sessions.ts'

export interface OtherBloc {
  id: Id
  name: string
  endedOn: Day | null
}

/** Blocs that the one at hand came from or went to, in which the same account lives. Only where there are such, a short look into each. */
export async function otherBlocs(db: Database | Db, at: { tenantId: Id; accountId: Id }): Promise<OtherBloc[]> {
  const { rows } = await sql<OtherBloc>`
    select t.id, t.name, t.ended_on as "endedOn" from tenant t
    where t.successors @> array[${at.tenantId}::uuid]
      or t.id = any((select own.successors from tenant own where own.id = ${at.tenantId})::uuid[])
    order by t.name`.execute(db)
  // Who is to be closed here stays here.
  if (rows.length === 0 || !(await isOpenIn(at.tenantId, at.accountId))) return []
  const found: OtherBloc[] = []
  for (const bloc of rows) if (await isOpenIn(bloc.id, at.accountId)) found.push(bloc)
  return found
}

function isOpenIn(tenantId: Id, accountId: Id): Promise<boolean> {
  return readTenant(database(), tenantId, async (inside) => {
    const account = await inside
      .selectFrom('account')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', accountId)
      .where('disabled_on', 'is', null)
      .executeTakeFirst()
    return account !== undefined
  })
}

/** Takes the login of these request headers to another of its blocs; returns the cookies to set. Throws not_found. */
export async function goToBloc(headers: Headers, tenantId: Id): Promise<string[]> {
  const found = await sessionOf(headers)
  const session = found?.session
  if (!session || !(await otherBlocs(database(), session)).some(({ id }) => id === tenantId)) throw notFound()
  await database()
    .updateTable('auth.user')
    .set({ tenantId })
    .where('accountId', '=', session.accountId)
    .where('tenantId', '=', session.tenantId)
    .execute()
  forgetSession(headers)
  const fresh = await auth().api.getSession({ headers, query: { disableCookieCache: true }, returnHeaders: true })
  return fresh.headers?.getSetCookie() ?? []
}
