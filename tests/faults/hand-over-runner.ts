// A merger in a process of its own, for the test that kills it: `node hand-over-runner.ts <connection as JSON> <request as JSON>`.
import { mergeBlocs, ownTransactions } from '#modules/handovers/handovers.server.ts'
import type { MergeRequest } from '#modules/handovers/handovers.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import '#product'

const connection = JSON.parse(process.argv[2] ?? '{}') as { connectionString: string }
const request = JSON.parse(process.argv[3] ?? '{}') as MergeRequest
const database = openDatabase(connection)
await mergeBlocs(ownTransactions(database), request, {
  now: new Date('2026-11-22T03:00:00Z'),
  progress: (text) => console.log(text),
})
await database.destroy()
