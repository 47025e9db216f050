// The worker with the jobs of this product, acting for the accounts that asked for them, or for the system itself.
import { accountCaller, systemCaller } from '#modules/access/access.server.ts'
import { database } from '#platform/db/database.ts'
import type { ConnectionTargets } from '#platform/db/targets.ts'
import { type RunningWorker, startWorker } from '#platform/jobs/worker.ts'
import { jobs, periodic } from '#product'

/** Starts it on the application's connections. */
export function startProductWorker({ app }: ConnectionTargets): Promise<RunningWorker> {
  return startWorker({
    database: database(),
    connection: app,
    jobs,
    periodic,
    callerOf: (tenantId, accountId, jobName) =>
      accountId === null ? systemCaller(tenantId, jobName) : accountCaller(tenantId, accountId),
  })
}
