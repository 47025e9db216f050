// jobs.cancel-run: the owner of a run asks it to stop. A waiting one is cancelled at once, a running one at its next step.
import { sql } from 'kysely'
import * as v from 'valibot'
import { AppError, notFound } from '#kernel/errors.ts'
import { idField } from '../operation/fields.ts'
import { operation } from '../operation/operation.ts'
import { ownRun } from './own-runs.ts'

export const cancelRun = operation({
  name: 'jobs.cancel-run',
  summary: 'Ask one of your own job runs to stop',
  permission: 'token.own',
  ownRecord: true,
  input: v.object({ runId: idField() }),
  async run(ctx, { runId }) {
    const row = await ownRun(ctx, runId).clearSelect().select('state').forUpdate().executeTakeFirst()
    if (!row) throw notFound()
    if (row.state !== 'queued' && row.state !== 'running') throw new AppError('jobs.already_ended')
    await ctx.db
      .updateTable('job_run')
      .set({
        cancel_requested: true,
        ...(row.state === 'queued'
          ? { state: 'cancelled', finished_at: sql<Date>`${ctx.now.toISOString()}::timestamptz` }
          : {}),
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', runId)
      .execute()
    ctx.touch(runId)
    return { state: row.state === 'queued' ? 'cancelled' : 'running' }
  },
})
