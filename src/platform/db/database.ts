// The process-wide pool, opened on first use from the configuration and closed on shutdown.
import { errorFacts } from '../error-facts.ts'
import { log } from '../log.ts'
import { openDatabase } from './db.ts'
import type { Database } from './db.ts'
import { connectionTargets } from './targets.ts'

let open: Database | undefined

/** The pool of this process, as the non-owner role. */
export function database(): Database {
  open ??= openDatabase(connectionTargets().app, (error) => {
    // A connection that ends while the pool is being closed is no loss.
    if (open) log.error(errorFacts(error), 'database connection lost')
  })
  return open
}

export async function closeDatabase(): Promise<void> {
  const closing = open
  open = undefined
  await closing?.destroy()
}
