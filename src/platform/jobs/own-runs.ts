// jobs.list-runs and jobs.read-run: everybody sees the runs of the own account, nobody those of others.
import * as v from 'valibot'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { idField, integerField, optionalChoice } from '../operation/fields.ts'
import { query } from '../operation/operation.ts'
import type { ReadContext } from '../operation/operation.ts'

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

const ownRuns = (ctx: ReadContext) =>
  ctx.db
    .selectFrom('job_run')
    .select([
      'id',
      'name',
      'state',
      'done_count as done',
      'total_count as total',
      'note',
      'result',
      'error_code as errorCode',
      'cancel_requested as cancelRequested',
      'created_at as createdAt',
      'started_at as startedAt',
      'finished_at as finishedAt',
    ])
    .where('tenant_id', '=', ctx.tenantId)
    // The system's own runs (account null) belong to no account, and so to nobody's list.
    .where('account_id', ctx.actor.accountId === null ? 'is' : '=', ctx.actor.accountId)

export const ownRun = (ctx: ReadContext, runId: Id) => ownRuns(ctx).where('id', '=', runId)

export const readRun = query({
  name: 'jobs.read-run',
  summary: 'State and progress of one of your own job runs',
  permission: 'token.own',
  input: v.object({ runId: idField() }),
  async run(ctx, { runId }) {
    const row = await ownRun(ctx, runId).executeTakeFirst()
    if (!row) throw notFound()
    return row
  },
})

export const listRuns = query({
  name: 'jobs.list-runs',
  summary: 'Your own job runs, newest first',
  permission: 'token.own',
  input: v.object({
    state: optionalChoice(RUN_STATES),
    limit: v.optional(integerField(1, 200), 50),
  }),
  run: (ctx, input) =>
    ownRuns(ctx)
      .$if(input.state !== null, (runs) => runs.where('state', '=', input.state as string))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit)
      .execute(),
})
