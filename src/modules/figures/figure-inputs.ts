// How a page or the API names figures: indicators, a period or a day, a tree. Shared by the queries of this area.
import { dayOf, minDay, yearOf } from '#kernel/day.ts'
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
  /** Tree: of each record's day, of the cut-off (default), or of today. */
  tree: v.optional(choiceField(['event', 'cut-off', 'today'] as const), 'cut-off'),
}

export interface FigureQuestion {
  period: Period | null
  on: Day | null
  tree: 'event' | 'cut-off' | 'today'
}

/** The span and basis a question means. A period still running ends today: what has not happened yet is owed by nobody. */
export function spanAndBasis(question: FigureQuestion, today: Day): { span: Span; basis: Basis } {
  const span = question.period
    ? periodSpan(question.period, minDay(question.on ?? today, today))
    : { from: dayOf(yearOf(question.on ?? today), 1, 1), to: question.on ?? today }
  const basis: Basis = question.tree === 'event' ? 'event' : { on: question.tree === 'today' ? today : span.to }
  return { span, basis }
}

/** The indicators of these codes, in the given order. Throws figures.unknown_indicator. */
export function indicatorsOf(codes: readonly string[]): Indicator[] {
  return codes.map((code) => {
    const found = indicatorOf(code)
    if (!found) throw new AppError('figures.unknown_indicator', { code })
    return found
  })
}
