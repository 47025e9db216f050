// How a page or the API names figures: indicators, a period or a day, a tree. Shared by the queries of this area.
import { dayOf, maxDay, minDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { parsePeriod, periodSpan } from '#kernel/period.ts'
import type { Period, Span } from '#kernel/period.ts'
import { choiceField, optionalDay } from '#platform/operation/fields.ts'
import * as v from 'valibot'
import type { Indicator } from './indicator.ts'
import { indicatorOf } from './indicator.ts'
import type { Basis } from './roll-up.ts'

export const optionalPeriod = () =>
  v.pipe(
    v.optional(v.nullable(v.string()), ''),
    v.check((code) => !code || parsePeriod(code) !== null, 'field.period'),
    v.transform((code): Period | null => (code ? parsePeriod(code) : null)),
  )

export const figureInput = {
  /** A period code; without it the span runs from 1 January to `on`. */
  period: optionalPeriod(),
  /** Day as of which stocks are read; also ends the period (local cut-off). */
  on: optionalDay(),
  /** Tree: of each record's day, of the cut-off (default), of today, or of today with what was joined and divided carried by lineage. */
  tree: v.optional(choiceField(['event', 'cut-off', 'today', 'lineage'] as const), 'cut-off'),
  /** With tree=lineage: the day whose structure records are carried to, today without it; never before the period's end. */
  structureOn: optionalDay(),
}

export interface FigureQuestion {
  period: Period | null
  on: Day | null
  tree: 'event' | 'cut-off' | 'today' | 'lineage'
  structureOn: Day | null
}

/** The span and basis a question means. A period still running ends today: what has not happened yet is owed by nobody. */
export function spanAndBasis(question: FigureQuestion, today: Day): { span: Span; basis: Basis } {
  const span = question.period
    ? periodSpan(question.period, minDay(question.on ?? today, today))
    : { from: dayOf(yearOf(question.on ?? today), 1, 1), to: question.on ?? today }
  return { span, basis: basisOf(question, span, today) }
}

function basisOf({ tree, structureOn }: FigureQuestion, span: Span, today: Day): Basis {
  if (tree === 'event') return 'event'
  if (tree === 'lineage') return { lineage: maxDay(span.to, structureOn ?? today) }
  return { on: tree === 'today' ? today : span.to }
}

/** The indicators of these codes, in the given order. Throws figures.unknown_indicator. */
export function indicatorsOf(codes: readonly string[]): Indicator[] {
  return codes.map((code) => {
    const found = indicatorOf(code)
    if (!found) throw new AppError('figures.unknown_indicator', { code })
    return found
  })
}
