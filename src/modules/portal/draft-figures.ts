// The figures an article may tell: those of the whole bloc in the frozen lead report, as they were frozen. Pure.
import { periodLabel, parsePeriod } from '#kernel/period.ts'
import { formatDecimal, formatInteger, formatPercent } from '#kernel/vietnamese/number.ts'
import { figureAt } from '#modules/reports/reports.server.ts'
import type { ContentIndicator, ReportContent } from '#modules/reports/reports.server.ts'
import type { Id } from '#kernel/ids.ts'
import type { DraftFigure } from './draft-record.ts'

interface Sums {
  num: number
  den: number | null
}

const number = (value: number): string => (Number.isInteger(value) ? formatInteger(value) : formatDecimal(value, 2))
const shown = ({ num, den }: Sums): string => (den === null ? number(num) : formatPercent(num, den))
const empty = ({ num, den }: Sums): boolean => (den === null ? num === 0 : den === 0)

/** Flows of the period first, then stocks; what is zero or unknown is left out. */
export function draftFigures(content: ReportContent, snapshotId: Id): DraftFigure[] {
  const bloc = content.units[0]
  if (!bloc) return []
  const period = parsePeriod(content.report.period)
  const rank = (indicator: ContentIndicator) =>
    (indicator.kind === 'flow' ? 0 : 1) + (indicator.shape === 'ratio' ? 2 : 0)
  return content.indicators
    .toSorted((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
    .flatMap((indicator): DraftFigure[] => {
      const figure = figureAt(content, indicator, bloc.id)
      if (empty(figure)) return []
      const { target } = figure
      return [
        {
          sourceId: `${indicator.code}@${bloc.id}@${snapshotId}`,
          name: indicator.name,
          unit: indicator.unit,
          value: shown(figure),
          cutOffOn: content.report.cutOffOn,
          period: period ? periodLabel(period) : content.report.period,
          before: empty(figure.before) ? null : shown(figure.before),
          target: target === null ? null : indicator.shape === 'ratio' ? `${number(target)}%` : number(target),
          progress:
            target === null || target === 0 || indicator.shape === 'ratio' ? null : formatPercent(figure.num, target),
        },
      ]
    })
}
