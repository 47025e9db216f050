// The issuer judges what the owner reported: done, or back to work; only the issuer may.
import { choiceField, idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { act, taskUnit } from './task-store.ts'

export const closeTask = operation({
  name: 'targets.close-task',
  summary: 'Judge a reported task: done, or back to its owner',
  permission: 'task.close',
  input: v.object({
    taskId: idField(),
    decision: choiceField(['done', 'back'] as const),
    verdict: textField(2000),
    version: versionField(),
  }),
  units: (ctx, input) => taskUnit(ctx, input.taskId, 'issuer_unit_id'),
  run: (ctx, input) =>
    act(
      ctx,
      { ...input, act: input.decision === 'done' ? 'accept' : 'give-back', refusal: 'tasks.not_reported' },
      { verdict: input.verdict, ...(input.decision === 'done' ? { closed_on: ctx.today } : {}) },
    ),
})
