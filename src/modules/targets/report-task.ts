// The owner tells what was done, with evidence; the issuer then decides.
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { act, taskUnit } from './task-store.ts'

export const reportTask = operation({
  name: 'targets.report-task',
  summary: 'Report what was done for a task',
  permission: 'task.report',
  input: v.object({ taskId: idField(), evidence: textField(5000), version: versionField() }),
  units: (ctx, input) => taskUnit(ctx, input.taskId, 'owner_unit_id'),
  run: (ctx, input) => act(ctx, { ...input, act: 'report', refusal: 'tasks.not_open' }, { evidence: input.evidence }),
})
