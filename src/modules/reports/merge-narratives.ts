// The bloc's own text: the accepted texts of the units heading by heading, each under its unit's name, then edited by hand.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { flagField, idField, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { unitsUnder } from '#modules/units/units.server.ts'
import * as v from 'valibot'
import { needHeading, putNarratives } from './save-narrative.ts'
import { readNarratives, readParts, readStored, reportUnit } from './report-store.ts'
import type { StoredReport } from './report-store.ts'
import { mergeNarratives, writtenHeadings } from './report.ts'

/** The report, locked and still open. Throws reports.frozen or stale. */
export async function openForChange(ctx: Context, reportId: Id, version: number): Promise<StoredReport> {
  const report = await readStored(ctx, reportId, 'update')
  if (report.state === 'frozen') throw new AppError('reports.frozen')
  if (report.version !== version) throw new AppError('stale')
  return report
}

export async function countUp(ctx: Context, report: StoredReport, state: StoredReport['state']): Promise<number> {
  const version = report.version + 1
  await ctx.db
    .updateTable('report')
    .set({ version, state })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', report.id)
    .execute()
  ctx.touch(report.id)
  return version
}

export const mergeUnitTexts = operation({
  name: 'reports.merge-narratives',
  summary: 'Put the accepted texts of the units together under each heading',
  permission: 'report.decide',
  input: v.object({
    reportId: idField(),
    version: versionField(),
    /** Also headings the bloc has text for already: that text is replaced. */
    replace: flagField(),
    /** One heading only. */
    heading: v.optional(optionalText(20), null),
  }),
  units: (ctx, input) => reportUnit(ctx, input.reportId),
  async run(ctx, input) {
    const report = await openForChange(ctx, input.reportId, input.version)
    if (input.heading !== null) needHeading(report.headings, input.heading)
    const [parts, texts, units] = [
      await readParts(ctx, report.id),
      await readNarratives(ctx, report.id),
      await unitsUnder(ctx, report.unitId, report.cutOffOn),
    ]
    const accepted = units.filter((unit) => parts.get(unit.id)?.state === 'accepted')
    if (accepted.length === 0) throw new AppError('reports.nothing_accepted')
    const own = texts.get(report.unitId)
    const merged = writtenHeadings(report.headings)
      .filter(({ code }) => input.heading === null || input.heading === code)
      .filter(({ code }) => input.replace || !(own?.get(code) ?? '').trim())
      .map(({ code }) => ({
        heading: code,
        body: mergeNarratives(
          accepted.map((unit) => ({ unitName: unit.name, body: texts.get(unit.id)?.get(code) ?? '' })),
        ),
      }))
    await putNarratives(ctx, report.id, report.unitId, merged)
    ctx.note({ headings: merged.map(({ heading }) => heading), units: accepted.length })
    return { version: await countUp(ctx, report, 'open'), headings: merged.length, units: accepted.length }
  },
})

export const editMerged = operation({
  name: 'reports.edit-merged',
  summary: "Edit the bloc's text of one heading",
  permission: 'report.decide',
  input: v.object({
    reportId: idField(),
    version: versionField(),
    heading: textField(20),
    body: optionalText(200_000),
  }),
  units: (ctx, input) => reportUnit(ctx, input.reportId),
  async run(ctx, input) {
    const report = await openForChange(ctx, input.reportId, input.version)
    needHeading(report.headings, input.heading)
    await putNarratives(ctx, report.id, report.unitId, [{ heading: input.heading, body: input.body ?? '' }])
    ctx.note({ heading: input.heading })
    return { version: await countUp(ctx, report, 'open') }
  },
})
