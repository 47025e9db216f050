// Takes in the parts of many units at once, as they stood with their texts: reports of earlier years, and the demo.
// The same refusals as one by one: only grassroots units, only headings of the report, nothing handed in with a heading missing.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { isGrassroots, namesOn } from '#modules/units/units.server.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { choiceField, idField, optionalDay, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { readStored } from './report-store.ts'
import { missingHeadings, writtenHeadings } from './report.ts'

const part = v.object({
  unitId: idField(),
  state: choiceField(['draft', 'submitted', 'returned', 'accepted']),
  /** Day of the first hand-in; must be there in every state but draft. */
  submittedOn: optionalDay(),
  /** Why it was sent back. */
  reason: optionalText(2000),
  texts: v.array(v.object({ heading: textField(20), body: textField(20_000) })),
})

export const importParts = operation({
  name: 'reports.import-parts',
  summary: 'Take in the parts of many units of an open report at once, with their texts and states',
  permission: 'report.decide',
  input: v.object({
    reportId: idField(),
    parts: v.pipe(v.array(part), v.minLength(1, 'field.required'), v.maxLength(2000, 'field.too_long:2000')),
  }),
  units: (_, input) => input.parts.map(({ unitId }) => unitId),
  constraints: { report_part_pkey: { code: 'reports.sent_twice', field: 'parts' } },
  async run(ctx, input) {
    const report = await readStored(ctx, input.reportId, 'update')
    if (report.state === 'frozen') throw new AppError('reports.frozen')
    const codes = new Set(writtenHeadings(report.headings).map(({ code }) => code))
    const units = await namesOn(ctx, input.parts.map(({ unitId }) => unitId), report.cutOffOn) // prettier-ignore
    input.parts.forEach(({ unitId, state, submittedOn, reason, texts }, at) => {
      const refuse = (field: string, code: string) => AppError.at(`parts.${at}.${field}`, code, { count: 1 })
      const unit = units.get(unitId)
      if (!unit || !isGrassroots(unit.kind)) throw refuse('unitId', 'not_found')
      if (texts.some(({ heading }) => !codes.has(heading))) throw refuse('texts', 'reports.unknown_heading')
      if (state === 'returned' && reason === null) throw refuse('reason', 'field.required')
      if (state === 'draft') return
      if (submittedOn === null) throw refuse('submittedOn', 'field.required')
      const bodies = new Map(texts.map(({ heading, body }) => [heading, body]))
      const missing = missingHeadings(report.headings, bodies).length
      if (missing > 0) throw AppError.at(`parts.${at}.texts`, 'reports.heading_empty', { count: missing })
    })
    const key = (unitId: Id) => ({ tenant_id: ctx.tenantId, report_id: report.id, unit_id: unitId })
    await insertRows(
      ctx.db,
      'report_part',
      input.parts.map(({ unitId, state, submittedOn, reason }) => ({
        ...key(unitId),
        state,
        submitted_on: submittedOn,
        submitted_at: submittedOn === null ? null : ctx.now,
        decided_at: state === 'accepted' || state === 'returned' ? ctx.now : null,
        reason: state === 'returned' ? reason : null,
        version: 1,
        changed_at: ctx.now,
        changed_by: ctx.actor.accountId,
      })),
    )
    await insertRows(
      ctx.db,
      'report_narrative',
      input.parts.flatMap(({ unitId, texts }) =>
        texts.map((text) => ({ ...key(unitId), ...text, changed_at: ctx.now })),
      ),
    )
    ctx.touch(report.id)
    ctx.note({ parts: input.parts.length })
    return { parts: input.parts.length }
  },
})
