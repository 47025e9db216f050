// Ready: the database answers and has this program's schema; the number of workers is told beside it.
import { database } from '#platform/db/database.ts'
import { connectionTargets } from '#platform/db/targets.ts'
import { readiness } from '#platform/readiness.ts'

export async function GET(): Promise<Response> {
  const found = await readiness(database(), connectionTargets().app)
  return Response.json(found, { status: found.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
