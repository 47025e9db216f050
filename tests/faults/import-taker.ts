// Takes an import in a process of its own, for the test that kills it: `node import-taker.ts <connection> <tenant> <run> <intake>`. It says on
// the standard output when the first rows are written and nothing is committed yet, and waits there.
import { systemCaller } from '#modules/access/access.server.ts'
import { intakeJobs } from '#modules/intake/intake.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { AnyJob } from '#platform/jobs/define-job.ts'

const [connection, tenantId, runId, intakeId, now] = process.argv.slice(2) as [string, string, string, string, string]
const job = intakeJobs.find((each) => each.name === 'intake.apply-rows') as AnyJob
await job.run(
  {
    database: openDatabase(JSON.parse(connection) as { connectionString: string }),
    tenantId,
    runId,
    accountId: null,
    caller: systemCaller(tenantId, 'test'),
    now: new Date(now),
    attempt: 1,
    signal: new AbortController().signal,
  },
  { intakeId },
  {
    set: () => {},
    cancelled: () => {
      process.stdout.write('middle\n')
      return new Promise(() => setTimeout(() => {}, 600_000))
    },
  },
)
