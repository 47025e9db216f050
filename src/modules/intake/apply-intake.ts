// The decision to take a staged register: queued, carried out by a job in one transaction, and stopped by its owner until the very end.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { job } from '#platform/jobs/define-job.ts'
import { execute } from '#platform/operation/execute.ts'
import { idField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import { applyTitle } from './intake-messages.ts'
import { lockIntake, unitOfIntake } from './intake-store.ts'
import { countRows } from './row-counts.ts'
import { takingRows } from './take-rows.ts'

const APPLY = 'intake.apply-rows'

export const applyIntake = operation({
  name: 'intake.apply-intake',
  summary: 'Take a staged register, all of it or nothing, in the background',
  permission: 'member.write',
  input: v.object({ intakeId: idField(), version: versionField() }),
  units: (ctx, input) => unitOfIntake(ctx, input.intakeId),
  async run(ctx, input) {
    const intake = await lockIntake(ctx, input, ['read'])
    if (intake.purpose !== 'import') throw new AppError('intake.wrong_state')
    const counts: Record<string, number> = await countRows(ctx, intake)
    const open = (counts['faulty'] ?? 0) + (counts['undecided'] ?? 0)
    if (open > 0) throw new AppError('intake.undecided', { count: open })
    const rows = (counts['new'] ?? 0) + (counts['update'] ?? 0)
    if (rows === 0) throw new AppError('intake.nothing_to_take')
    const runId = await ctx.enqueue(APPLY, { intakeId: intake.id }, rows)
    await ctx.db
      .updateTable('intake')
      .set({ state: 'applying', run_id: runId, version: sql`version + 1` })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', intake.id)
      .execute()
    ctx.touch(intake.id)
    return { intakeId: intake.id, runId }
  },
})

/** One transaction: a worker that dies has taken nothing, and the next attempt begins anew; one that is done is not done again. */
export const applyJob = job({
  name: APPLY,
  title: applyTitle,
  run: (ctx, { intakeId }: { intakeId: Id }, progress) =>
    execute(ctx.database, ctx.caller, takingRows(progress), { intakeId, runId: ctx.runId }, { now: ctx.now }),
})
