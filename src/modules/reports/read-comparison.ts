// Last year's figures beside a frozen report, carried by lineage to the units it was frozen with: what was frozen stays as it is, only what
// it is compared with is asked anew (HIS-07, HIS-08).
import { idField, optionalInteger } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { drawFigures, drawOrigins, spansOf } from './draw-content.ts'
import type { ContentFigure, ReportContent } from './report-content.ts'
import { readStored } from './report-store.ts'
import { seenBy } from './read-snapshot.ts'
import { needSnapshot } from './snapshot-store.ts'

/** The frozen cell with another comparison; where the records still say what was frozen, also with what joined units brought in. */
function comparedWith(frozen: ContentFigure, now: ContentFigure | undefined): ContentFigure {
  const { compared: _compared, unshared: _unshared, ...kept } = frozen
  const before = now?.before ?? { num: 0, den: frozen.den === null ? null : 0 }
  return {
    ...kept,
    before,
    ...(now?.compared ? { compared: now.compared } : {}),
    ...(now?.unshared ? { unshared: now.unshared } : {}),
  }
}

export const readComparison = query({
  name: 'reports.read-comparison',
  summary: 'A frozen version of a report, compared with last year by the records and the lineage of today',
  permission: 'report.read',
  input: v.object({ reportId: idField(), ordinal: v.optional(optionalInteger(1), null) }),
  async run(ctx, input): Promise<ReportContent> {
    const snapshot = await needSnapshot(ctx, input.reportId, input.ordinal)
    const content = seenBy(ctx, snapshot.content)
    const report = await readStored(ctx, input.reportId)
    const figures = await drawFigures(ctx, report)
    const { on, before } = spansOf(report, ctx.today)
    const { origins: _origins, names: _names, ...frozen } = content
    return {
      ...frozen,
      figures: Object.fromEntries(
        content.indicators.map(({ code }) => [
          code,
          Object.fromEntries(
            Object.entries(content.figures[code] ?? {}).map(([unitId, cell]) => [
              unitId,
              comparedWith(cell, figures[code]?.[unitId]),
            ]),
          ),
        ]),
      ),
      ...(await drawOrigins(ctx, { since: before.from, on }, content.units, figures)),
    }
  },
})
