// A worker in a process of its own, for tests that kill it: `node job-worker.ts <connection as JSON>`.
// Its one job never ends here; it says on the standard output when it has begun.
import { openDatabase } from '#platform/db/db.ts'
import { job } from '#platform/jobs/define-job.ts'
import { startWorker } from '#platform/jobs/worker.ts'

const connection = JSON.parse(process.argv[2] ?? '{}') as { connectionString: string }

await startWorker({
  database: openDatabase(connection),
  connection,
  jobs: [
    job({
      name: 'tests.long-work',
      async run(_, __, progress) {
        progress.set(3, 10)
        process.stdout.write('begun\n')
        await new Promise((resolve) => setTimeout(resolve, 600_000))
      },
    }),
  ],
  callerOf: (tenantId) => ({ tenantId, actor: () => Promise.reject(new Error('this job asks for nobody')) }),
})
