// How figures of a report are written, always from exact sums: counts 4.351, ratios 67,78%, changes +7 or −0,50. No words here. Pure.
import { formatDecimal, formatInteger, formatPercent, formatSigned } from '#kernel/vietnamese/number.ts'
import { progressOf } from '#modules/targets/targets.server.ts'
import type { ContentFigure } from './report-content.ts'

type Sums = { num: number; den: number | null }

const NO_VALUE = '—'

export function shownSums({ num, den }: Sums): string {
  if (den !== null) return formatPercent(num, den)
  return Number.isInteger(num) ? formatInteger(num) : formatDecimal(num, 2)
}

/** Change against last year: a signed count, or signed percentage points with two decimals; — when either is unknown. */
export function shownChange(now: Sums, before: Sums): string {
  if (now.den === null || before.den === null) return formatSigned(now.num - before.num)
  if (now.den === 0 || before.den === 0) return NO_VALUE
  // One fraction, so that the difference is rounded once.
  const points = formatPercent(now.num * before.den - before.num * now.den, now.den * before.den).replace('%', '')
  return points.startsWith('−') || points === '0,00' ? points : `+${points}`
}

/** The sign of the change, for colours: 1, 0, −1; null when unknown. */
export function signOfChange(now: Sums, before: Sums): -1 | 0 | 1 | null {
  if (now.den === 0 || before.den === 0) return null
  const size =
    now.den === null || before.den === null ? now.num - before.num : now.num * before.den - before.num * now.den
  return size > 0 ? 1 : size < 0 ? -1 : 0
}

/** What of this period stands against last year's and the target: with what units joined or divided in it brought in. */
export const comparedOf = (figure: ContentFigure): Sums => figure.compared ?? figure

/** The change of a cell against last year; — when it cannot be compared across a division. */
export const shownComparison = (figure: ContentFigure): string =>
  figure.unshared ? NO_VALUE : shownChange(comparedOf(figure), figure.before)

/** Its sign; null when unknown or not comparable. */
export const signOfComparison = (figure: ContentFigure): -1 | 0 | 1 | null =>
  figure.unshared ? null : signOfChange(comparedOf(figure), figure.before)

/** Share of the yearly target reached, — without a target. */
export function shownProgress(figure: ContentFigure): string {
  if (figure.target === null) return NO_VALUE
  const { num, den } = progressOf(comparedOf(figure), figure.target)
  return formatPercent(num, den)
}

/** The yearly target in the figure's own measure: 130, or 97,50% for a ratio. */
export function shownTarget({ target, den }: Pick<ContentFigure, 'target' | 'den'>): string {
  if (target === null) return NO_VALUE
  if (den !== null) return formatPercent(target, 100)
  return Number.isInteger(target) ? formatInteger(target) : formatDecimal(target, 2)
}
