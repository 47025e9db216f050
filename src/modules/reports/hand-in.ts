// The grassroots unit hands its part in, or takes it back while the bloc has not decided.
import { AppError } from '#kernel/errors.ts'
import { idField, integerField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { beginAct, readNarratives, writePart } from './report-store.ts'
import { missingHeadings } from './report.ts'

const partInput = v.object({ reportId: idField(), unitId: idField(), version: integerField(0, 1_000_000_000) })

export const submitPart = operation({
  name: 'reports.submit-part',
  summary: "Hand in a unit's part of a report",
  permission: 'report.fill',
  input: partInput,
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const { report, part, next } = await beginAct(ctx, input, 'submit')
    const texts = (await readNarratives(ctx, report.id, input.unitId)).get(input.unitId) ?? new Map<string, string>()
    const missing = missingHeadings(report.headings, texts)
    if (missing.length > 0) {
      const fields = Object.fromEntries(missing.map(({ code }) => [`heading-${code}`, `reports.heading_empty:${code}`]))
      throw new AppError('reports.heading_empty', { count: missing.length }, fields)
    }
    const version = await writePart(ctx, report.id, part, next, {
      submitted_at: ctx.now,
      // A part sent back and handed in again keeps its first day: being asked to improve it makes nobody late.
      submitted_on: part.submittedOn ?? ctx.today,
      reason: null,
    })
    return { version, state: next }
  },
})

export const withdrawPart = operation({
  name: 'reports.withdraw-part',
  summary: 'Take a handed-in part back to work on it, while the bloc has not decided',
  permission: 'report.fill',
  input: partInput,
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const { report, part, next } = await beginAct(ctx, input, 'withdraw')
    const version = await writePart(ctx, report.id, part, next, { submitted_at: null, submitted_on: null })
    return { version, state: next }
  },
})
