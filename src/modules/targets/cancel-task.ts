// The issuer takes a task back; the reason stays with it.
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { act, taskUnit } from './task-store.ts'

export const cancelTask = operation({
  name: 'targets.cancel-task',
  summary: 'Cancel a task, with a reason',
  permission: 'task.close',
  input: v.object({ taskId: idField(), reason: textField(2000), version: versionField() }),
  units: (ctx, input) => taskUnit(ctx, input.taskId, 'issuer_unit_id'),
  run: (ctx, input) =>
    act(ctx, { ...input, act: 'cancel', refusal: 'tasks.not_open' }, { verdict: input.reason, closed_on: ctx.today }),
})
