// The bloc accepts a part, or sends it back with a reason.
import { idField, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { beginAct, writePart } from './report-store.ts'

export const acceptPart = operation({
  name: 'reports.accept-part',
  summary: "Accept a unit's part of a report",
  permission: 'report.decide',
  input: v.object({ reportId: idField(), unitId: idField(), version: versionField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const { report, part, next } = await beginAct(ctx, input, 'accept')
    const version = await writePart(ctx, report.id, part, next, { decided_at: ctx.now, reason: null })
    return { version, state: next }
  },
})

export const returnPart = operation({
  name: 'reports.return-part',
  summary: "Send a unit's part back with a reason",
  permission: 'report.decide',
  input: v.object({ reportId: idField(), unitId: idField(), reason: textField(2000), version: versionField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const { report, part, next } = await beginAct(ctx, input, 'return')
    const version = await writePart(ctx, report.id, part, next, { decided_at: ctx.now, reason: input.reason })
    ctx.note({ reason: input.reason })
    return { version, state: next }
  },
})
