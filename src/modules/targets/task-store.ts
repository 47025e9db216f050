// Finds the task an operation acts upon and writes its next state.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import type { Day } from '#kernel/day.ts'
import { afterAct } from './task.ts'
import type { TaskAct, TaskState } from './task.ts'

/** The unit a task is owned or was issued by, for authorising; empty when unknown. */
export async function taskUnit(ctx: ReadContext, taskId: Id, side: 'owner_unit_id' | 'issuer_unit_id'): Promise<Id[]> {
  const row = await ctx.db
    .selectFrom('task')
    .select(`${side} as unitId`)
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', taskId)
    .executeTakeFirst()
  return row ? [row.unitId] : []
}

/** Carries out an act with what it writes besides the state. Throws stale, or `refusal` when the state does not allow it. */
export async function act(
  ctx: Context,
  given: { taskId: Id; version: number; act: TaskAct; refusal: string },
  facts: { evidence?: string; verdict?: string; closed_on?: Day },
): Promise<{ id: Id; state: TaskState; version: number }> {
  const task = await ctx.db
    .selectFrom('task')
    .select(['state', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', given.taskId)
    .forUpdate()
    .executeTakeFirst()
  if (!task) throw notFound()
  const state = afterAct(task.state as TaskState, given.act)
  if (state === null) throw new AppError(given.refusal)
  if (task.version !== given.version) throw new AppError('stale')
  await ctx.db
    .updateTable('task')
    .set({ ...facts, state, version: task.version + 1, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', given.taskId)
    .execute()
  ctx.touch(given.taskId)
  ctx.note({ act: given.act, state })
  return { id: given.taskId, state, version: task.version + 1 }
}
