// Who is behind the caller's account: the one record the own page opens. Nobody else's can be asked for, since no id is given.
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'

export interface OwnMember {
  readonly personId: Id
  readonly memberId: Id
  /** The cell of today. */
  readonly unitId: Id
}

/** The member behind the account, as of today. Throws not_found for an account without one, and for the system. */
export async function ownMember(ctx: Pick<ReadContext, 'db' | 'tenantId' | 'today' | 'actor'>): Promise<OwnMember> {
  const { accountId } = ctx.actor
  if (accountId === null) throw notFound()
  const row = await ctx.db
    .selectFrom('account as a')
    .innerJoin('member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'a.tenant_id').onRef('m.person_id', '=', 'a.person_id'),
    )
    .innerJoin('member_cell as c', (join) =>
      join
        .onRef('c.tenant_id', '=', 'm.tenant_id')
        .onRef('c.member_id', '=', 'm.id')
        .on(sql<boolean>`c.valid @> ${ctx.today}::date`),
    )
    .select(['m.person_id as personId', 'm.id as memberId', 'c.unit_id as unitId'])
    .where('a.tenant_id', '=', ctx.tenantId)
    .where('a.id', '=', accountId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
