// The check of the whole chain as a job: asked for on the log's page, seen there by everybody who may read the log.
import * as v from 'valibot'
import { job } from '../jobs/define-job.ts'
import { operation, query } from '../operation/operation.ts'
import { verifyChainTitle } from './audit-messages.ts'
import { needsWhole } from './list-entries.ts'
import { verifyChain } from './verify.ts'
import type { Verification } from './verify.ts'

const JOB = 'audit.verify-chain'

export const verifyChainJob = job({
  name: JOB,
  title: verifyChainTitle,
  run: (ctx, _input: Record<string, never>, progress): Promise<Verification> =>
    verifyChain(ctx.database, ctx.tenantId, undefined, async (done, total) => {
      ctx.signal.throwIfAborted()
      progress.set(done, total)
      if (await progress.cancelled()) throw new Error('cancelled')
    }),
})

export const startVerification = operation({
  name: 'audit.start-verification',
  summary: 'Queue a check of the whole audit chain; a check of your own that has not ended is answered instead',
  permission: 'audit.read',
  afterEnd: true,
  input: v.object({}),
  async run(ctx) {
    const waiting = await ctx.db
      .selectFrom('job_run')
      .select('id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('account_id', ctx.actor.accountId === null ? 'is' : '=', ctx.actor.accountId)
      .where('name', '=', JOB)
      .where('state', 'in', ['queued', 'running'])
      .executeTakeFirst()
    return { runId: waiting?.id ?? (await ctx.enqueue(JOB, {})) }
  },
})

/** The newest finished check, whoever asked for it. */
export const readVerification = query({
  name: 'audit.read-verification',
  summary: 'The result of the newest finished check of the audit chain',
  permission: 'audit.read',
  input: v.object({}),
  async run(ctx): Promise<(Verification & { finishedAt: Date }) | null> {
    needsWhole(ctx)
    const run = await ctx.db
      .selectFrom('job_run')
      .select(['result', 'finished_at'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('name', '=', JOB)
      .where('state', '=', 'done')
      .orderBy('finished_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!run?.finished_at) return null
    return { ...(run.result as unknown as Verification), finishedAt: run.finished_at }
  },
})
