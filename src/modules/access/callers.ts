// Callers for the platform's operations: a signed-in account, a token, or the system itself.
import { dayInVietnam } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { actorOf, systemActor } from './actor.ts'
import { coversOn, grantsOn } from './grant-queries.ts'

export interface CallerOptions {
  requestId?: string
  /** Narrows to these permissions (personal access tokens). */
  only?: readonly string[] | null
  now?: Date
}

/** An account of a bloc. Throws sign_in_required when the account is gone or disabled. */
export function accountCaller(tenantId: Id, accountId: Id, options: CallerOptions = {}): Caller {
  return {
    tenantId,
    ...(options.requestId === undefined ? {} : { requestId: options.requestId }),
    async actor(db) {
      const day = dayInVietnam(options.now ?? new Date())
      const account = await db
        .selectFrom('account')
        .select(['display_name', 'disabled_on'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', accountId)
        .executeTakeFirst()
      if (!account || (account.disabled_on !== null && account.disabled_on <= day))
        throw new AppError('sign_in_required')
      const grants = await grantsOn(db, tenantId, accountId, day)
      const coverage = (...[tx, scope, units]: Parameters<Parameters<typeof actorOf>[2]>) =>
        coversOn(tx, tenantId, day, scope, units)
      return actorOf({ accountId, name: account.display_name }, grants, coverage, options.only ?? null)
    },
  }
}

/** The system: `name` says which part of it, for the audit entry. */
export function systemCaller(tenantId: Id, name: string): Caller {
  return { tenantId, requestId: name, actor: () => Promise.resolve(systemActor(name)) }
}
