// Queues a job in the transaction of the operation that wants it: both are there after the commit, or neither.
import { sql } from 'kysely'
import type { Id } from '#kernel/ids.ts'
import type { Db } from '../db/db.ts'
import { newId } from '../new-id.ts'
import type { ReadContext } from '../operation/operation.ts'

/** How often a job is tried when it fails for an unknown reason or its worker dies; a refusal (AppError) is final at once. */
export const ATTEMPTS = 3

/** What the queue itself carries; everything else is in the run, behind row-level security. */
export interface Ticket {
  tenantId: Id
  runId: Id
}

/** Returns the id of the run, which its owner can watch (`jobs.read-run`) and cancel (`jobs.cancel-run`). */
export async function queueJob(
  db: Db,
  ctx: Pick<ReadContext, 'tenantId' | 'actor' | 'now'>,
  name: string,
  input: Record<string, unknown>,
  total?: number,
): Promise<Id> {
  const runId = newId(ctx.now.getTime())
  await db
    .insertInto('job_run')
    .values({
      tenant_id: ctx.tenantId,
      id: runId,
      name,
      input: JSON.stringify(input),
      state: 'queued',
      total_count: total ?? null,
      account_id: ctx.actor.accountId,
      created_at: ctx.now,
    })
    .execute()
  const ticket: Ticket = { tenantId: ctx.tenantId, runId }
  await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(ticket)}::json, max_attempts => ${ATTEMPTS})`.execute(
    db,
  )
  return runId
}
