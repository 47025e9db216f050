// Gives a task: what, to which unit, until when. Conclusions of conferences use addTasks for all their points at once.
import { AppError } from '#kernel/errors.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { dayField, idField, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'

export interface NewTask {
  title: string
  body: string | null
  ownerUnitId: Id
  issuerUnitId: Id
  dueOn: Day
  source: { kind: 'manual' } | { kind: 'conclusion'; id: Id }
}

/** Adds tasks in one statement, in the caller's transaction; returns their ids in order. The caller has authorised issuer and owners. */
export async function addTasks(ctx: Context, tasks: readonly NewTask[]): Promise<Id[]> {
  const rows = tasks.map((task) => ({
    tenant_id: ctx.tenantId,
    id: ctx.newId(),
    title: task.title,
    body: task.body,
    owner_unit_id: task.ownerUnitId,
    issuer_unit_id: task.issuerUnitId,
    due_on: task.dueOn,
    state: 'open',
    source_kind: task.source.kind,
    source_id: task.source.kind === 'conclusion' ? task.source.id : null,
    recorded_at: ctx.now,
    changed_at: ctx.now,
  }))
  if (rows.length > 0) await ctx.db.insertInto('task').values(rows).execute()
  ctx.touch(...rows.map((row) => row.id))
  return rows.map((row) => row.id)
}

export const createTask = operation({
  name: 'targets.create-task',
  summary: 'Give a unit a task with a deadline',
  permission: 'task.close',
  input: v.object({
    title: textField(300),
    body: v.optional(optionalText(5000), null),
    ownerUnitId: idField(),
    issuerUnitId: idField(),
    dueOn: dayField(),
  }),
  // Only to units at or below where one may give and close tasks.
  units: (_, input) => [input.issuerUnitId, input.ownerUnitId],
  async run(ctx, input) {
    if (input.dueOn < ctx.today) throw AppError.at('dueOn', 'tasks.due_in_past')
    const [id] = await addTasks(ctx, [{ ...input, source: { kind: 'manual' } }])
    ctx.note({ title: input.title, dueOn: input.dueOn })
    return { id: id as Id }
  },
})
