// Whoever writes posts down does not rise by it: a post that would bring the writer's own account rights it has not over that unit is
// recorded by somebody else. Posts of the past or without more rights, and everybody else's, are recorded as any.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { permissionsOf } from '#modules/access/access.server.ts'
import type { Context } from '#platform/operation/operation.ts'
import { kindOn } from './committee.ts'
import type { Holding, UnitPosts } from './committee.ts'
import { postOf } from './post-kinds.ts'

/** The person behind the caller's account; null for the system, and for an account without one. One statement. */
export async function ownPerson(ctx: Context): Promise<Id | null> {
  const { accountId } = ctx.actor
  if (accountId === null) return null
  const account = await ctx.db
    .selectFrom('account')
    .select('person_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  return account?.person_id ?? null
}

/** Throws committees.own_rise at `<prefix>personId`. `own` is what ownPerson says. */
export async function refuseOwnRise(
  ctx: Context,
  posts: UnitPosts,
  holding: Holding,
  own: Id | null,
  prefix = '',
): Promise<void> {
  const { to } = holding.valid
  if (own === null || holding.personId !== own || (to !== null && to <= ctx.today)) return
  const body = posts.bodies.find(({ id }) => id === holding.bodyId)
  const kind = kindOn(posts, holding.valid.from)
  const roles = (body && kind && postOf(holding.post, body.kind, kind, holding.valid.from)?.roles) ?? []
  for (const permission of new Set(roles.flatMap((role) => [...permissionsOf(role)]))) {
    if (await ctx.actor.covers(ctx.db, permission, [posts.unitId])) continue
    throw AppError.at(`${prefix}personId`, 'committees.own_rise')
  }
}
