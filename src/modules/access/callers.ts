// Callers for the platform's operations: a signed-in account, a token, or the system itself.
import { addDays, dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Db } from '#platform/db/db.ts'
import type { Actor, Caller } from '#platform/operation/caller.ts'
import { actorOf, guestActor, readerActor, systemActor } from './actor.ts'
import { accountOn, coversOn } from './grant-queries.ts'

export interface CallerOptions {
  requestId?: string
  /** Narrows to these permissions (personal access tokens). */
  only?: readonly string[] | null
  now?: Date
}

/** An account of a bloc. Throws sign_in_required when the account is gone or disabled. */
export function accountCaller(tenantId: Id, accountId: Id, options: CallerOptions = {}): Caller {
  let loaded: Promise<Actor> | undefined
  return {
    tenantId,
    ...(options.requestId === undefined ? {} : { requestId: options.requestId }),
    actor: (db) => (loaded ??= loadActor(db, tenantId, accountId, options)),
  }
}

async function loadActor(db: Db, tenantId: Id, accountId: Id, options: CallerOptions): Promise<Actor> {
  let day = dayInVietnam(options.now ?? new Date())
  let account = await accountOn(db, tenantId, accountId, day)
  if (account?.endedOn && account.endedOn <= day) {
    // Rights in a bloc that has ended are those of its last day.
    day = addDays(account.endedOn, -1)
    account = await accountOn(db, tenantId, accountId, day)
  }
  if (!account) throw new AppError('sign_in_required')
  return actorOf(
    { accountId, name: account.name, endedOn: account.endedOn },
    account.grants,
    (tx, scope, units) => coversOn(tx, tenantId, day, scope, units),
    options.only ?? null,
  )
}

/** The system: `name` says which part of it, for the audit entry. */
export function systemCaller(tenantId: Id, name: string): Caller {
  return { tenantId, requestId: name, actor: () => Promise.resolve(systemActor(name)) }
}

/** Anybody, without an account: only what needs `portal.read` answers. */
export function publicCaller(tenantId: Id, requestId?: string): Caller {
  return {
    tenantId,
    ...(requestId === undefined ? {} : { requestId }),
    actor: () => Promise.resolve(readerActor()),
  }
}

/** Somebody outside with a signed link: only what needs the rights of that link answers, and only about what it names. */
export function guestCaller(
  tenantId: Id,
  link: NonNullable<Actor['link']>,
  rightsOf: (db: Db) => Promise<readonly Permission[]>,
  requestId?: string,
): Caller {
  return {
    tenantId,
    ...(requestId === undefined ? {} : { requestId }),
    actor: async (db) => ({ ...guestActor(link, await rightsOf(db)), endedOn: await endOf(db, tenantId) }),
  }
}

/** First day on which the bloc is no more. */
async function endOf(db: Db, tenantId: Id): Promise<Day | null> {
  const tenant = await db.selectFrom('tenant').select('ended_on').where('id', '=', tenantId).executeTakeFirst()
  return tenant?.ended_on ?? null
}
