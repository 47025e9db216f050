// A unit's part: its figures, already computed, and its texts with what is still missing.
import { notFound } from '#kernel/errors.ts'
import { isGrassroots, nameOn } from '#modules/units/units.server.ts'
import { idField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { contentIndicator, drawFigures, reportIndicators, spansOf } from './draw-content.ts'
import { figureAt } from './report-content.ts'
import { NO_PART, readNarratives, readParts, readStored } from './report-store.ts'
import { daysLate, missingHeadings, standingOf } from './report.ts'

export const readPart = query({
  name: 'reports.read-part',
  summary: "A unit's part of a report: its figures and its texts",
  permission: 'report.read',
  input: v.object({ reportId: idField(), unitId: idField() }),
  units: (_, input) => [input.unitId],
  async run(ctx, input) {
    const report = await readStored(ctx, input.reportId)
    const unit = await nameOn(ctx, input.unitId, report.cutOffOn)
    if (!unit || !isGrassroots(unit.kind)) throw notFound()
    const part = (await readParts(ctx, report.id, { unitId: unit.id, lock: false })).get(unit.id) ?? {
      ...NO_PART,
      unitId: unit.id,
    }
    const texts = (await readNarratives(ctx, report.id, unit.id)).get(unit.id) ?? new Map<string, string>()
    const figures = await drawFigures(ctx, report, { units: [unit.id] })
    const { span, before } = spansOf(report, ctx.today)
    const may = async (permission: 'report.fill' | 'report.decide') =>
      ctx.actor.holds(permission) && (await ctx.actor.covers(ctx.db, permission, [unit.id]))
    return {
      report: {
        id: report.id,
        period: report.periodCode,
        title: report.title,
        cutOffOn: report.cutOffOn,
        dueOn: report.dueOn,
        state: report.state,
        headings: report.headings,
      },
      unit,
      part,
      standing: standingOf(part, report.dueOn, ctx.today),
      daysLate: daysLate(part, report.dueOn, ctx.today),
      span,
      before,
      figures: reportIndicators().map((indicator) => ({
        indicator: contentIndicator(indicator),
        ...figureAt({ figures }, contentIndicator(indicator), unit.id),
      })),
      texts: Object.fromEntries(texts),
      missing: missingHeadings(report.headings, texts).map((heading) => heading.code),
      mayFill: report.state === 'open' && (await may('report.fill')),
      mayDecide: report.state === 'open' && (await may('report.decide')),
    }
  },
})
