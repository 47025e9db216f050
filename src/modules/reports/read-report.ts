// A report as it is now: completeness, consolidated table, texts; and one cell of it with its breakdowns and records.
import { notFound } from '#kernel/errors.ts'
import { indicatorOf, partOf, rollUp, traceFigure } from '#modules/figures/figures.server.ts'
import type { Figure } from '#modules/figures/figures.server.ts'
import { nameOn } from '#modules/units/units.server.ts'
import { choiceField, idField, integerField, optionalText, textField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { contentIndicator, drawContent, placeOf, spansOf } from './draw-content.ts'
import { readStored } from './report-store.ts'

/** Units as of the cut-off day, or those of today with everything carried to them by lineage. */
const structureField = () => v.optional(choiceField(['cut-off', 'today'] as const), 'cut-off')

export const readReport = query({
  name: 'reports.read-report',
  summary: 'A report as it is now: units and their state, figures with last year and targets, merged texts',
  permission: 'report.read',
  input: v.object({ reportId: idField(), structure: structureField() }),
  async run(ctx, input) {
    const report = await readStored(ctx, input.reportId)
    const versions = await ctx.db
      .selectFrom('report_snapshot')
      .select(['ordinal', 'reason', 'hash', 'frozen_at as frozenAt'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('report_id', '=', report.id)
      .orderBy('ordinal')
      .execute()
    return {
      id: report.id,
      unitId: report.unitId,
      period: report.periodCode,
      state: report.state,
      version: report.version,
      mayDecide: ctx.actor.holds('report.decide') && ctx.scope('report.decide').whole,
      versions,
      content: await drawContent(ctx, report, false, input.structure),
    }
  },
})

/** Everything a paper or sheet needs of a draft. */
export const readDraft = query({
  name: 'reports.read-draft',
  summary: "The whole content of a report as it is now, with breakdowns and the units' texts",
  permission: 'report.read',
  input: v.object({ reportId: idField(), structure: structureField() }),
  async run(ctx, input) {
    return drawContent(ctx, await readStored(ctx, input.reportId), true, input.structure)
  },
})

export const readCell = query({
  name: 'reports.read-cell',
  summary: 'One figure of a report: its breakdowns and the records behind it, which add up to it',
  permission: 'figure.read',
  input: v.object({
    reportId: idField(),
    indicator: textField(10),
    unitId: idField(),
    part: v.optional(optionalText(80), null),
    page: v.optional(integerField(1, 100_000), 1),
    size: v.optional(integerField(1, 500), 8),
    structure: structureField(),
  }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const report = await readStored(ctx, input.reportId)
    const indicator = indicatorOf(input.indicator)
    if (!indicator) throw notFound()
    const { span, before } = spansOf(report, ctx.today)
    const { on, basis } = placeOf(report, ctx.today, input.structure)
    const units = [input.unitId]
    const now = { key: 'now', indicator, span, dimensions: indicator.dimensions }
    const table = await rollUp(ctx, [now], { basis, units })
    const earlier = await rollUp(ctx, [{ key: 'before', indicator, span: before }], { basis: { lineage: on }, units })
    const zero: Figure = { num: 0, den: indicator.shape === 'ratio' ? 0 : null, parts: {} }
    const figure = table.get('now')?.get(input.unitId) ?? zero
    const part = partOf(indicator, input.part)
    const trace = await traceFigure(
      ctx,
      { key: indicator.code, indicator, span },
      { basis, unitId: input.unitId, part, limit: input.size, offset: (input.page - 1) * input.size },
    )
    const wanted = part ? (figure.parts[part.dimension]?.[part.value] ?? zero) : figure
    const unit = await nameOn(ctx, input.unitId, report.cutOffOn)
    return {
      indicator: contentIndicator(indicator),
      unit: { id: input.unitId, name: unit?.name ?? '' },
      span,
      figure,
      before: earlier.get('before')?.get(input.unitId) ?? zero,
      part: input.part,
      ...trace,
      /** The list gives the figure back. */
      agrees:
        (trace.num === wanted.num && (trace.den ?? 0) === (wanted.den ?? 0)) || (trace.total === 0 && wanted.num === 0),
    }
  },
})
