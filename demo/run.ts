// How the demo acts: through the product's operations, as the system, inside the one transaction of a bloc's load.
import { systemCaller } from '#modules/access/access.server.ts'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { runIn } from '#platform/operation/execute.ts'
import type { Operation } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'

/** Runs an operation; `at` is the moment it is taken to happen, the moment of the load without it; `as`: somebody else than the system. */
export type Run = <S extends GenericSchema, R>(
  definition: Operation<S, R>,
  input: unknown,
  at?: Date,
  as?: Caller,
) => Promise<R>

export function runner(db: Db, tenantId: Id, now: Date): Run {
  const caller = systemCaller(tenantId, 'demo')
  return (definition, input, at = now, as = caller) => runIn(db, as, definition, input, { now: at })
}
