// Somebody must always be left who can give access: an administrator over the whole bloc, open, with no end in sight.
// And nobody takes this from oneself: a slip of the hand would lock the door from inside.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'

/** First half of the advisory lock's key (the letters "admi"); the second is the tenant. */
const TURN = 0x61646d69

interface AdministratorGrant {
  id: Id
  accountId: Id
  /** No last day, and the account is not to be closed. */
  lasting: boolean
}

/** Two administrators who remove each other at once take turns; the second sees what the first has done. */
export async function takeAdministratorTurn(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TURN}::int, hashtext(${ctx.tenantId}))`.execute(ctx.db)
}

/** Grants of an administrator over the whole bloc that hold on a day, of accounts open on it. */
async function administratorsOn(ctx: Context, day: Day): Promise<AdministratorGrant[]> {
  const { rows } = await sql<AdministratorGrant>`
    select g.id, g.account_id as "accountId", upper_inf(g.valid) and a.disabled_on is null as lasting
    from access_grant g
    join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
    where g.tenant_id = ${ctx.tenantId} and g.role = 'administrator' and g.valid @> ${day}::date
      and (a.disabled_on is null or a.disabled_on > ${day}::date)
      and exists (
        select from unit_version v
        where v.tenant_id = g.tenant_id and v.unit_id = g.unit_id and v.parent_id is null and v.valid @> ${day}::date)`.execute(
    ctx.db,
  )
  return rows
}

/**
 * May these grants cease on that day? `loses` says which. Throws access.last_administrator when no lasting one would be left,
 * access.own_administrator when the actor would lose the last one of the own account. Take the turn first.
 */
export async function keepAdministrators(
  ctx: Context,
  day: Day,
  loses: (grant: AdministratorGrant) => boolean,
): Promise<void> {
  const all = await administratorsOn(ctx, day)
  if (!all.some(loses)) return
  const left = all.filter((grant) => !loses(grant))
  if (!left.some(({ lasting }) => lasting)) throw new AppError('access.last_administrator')
  const own = (grant: AdministratorGrant) => grant.accountId === ctx.actor.accountId
  if (all.some((grant) => own(grant) && loses(grant)) && !left.some(own)) throw new AppError('access.own_administrator')
}
