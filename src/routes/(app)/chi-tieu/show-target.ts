// How targets and what is reached of them are written.
import { formatDecimal, formatInteger, formatPercent } from '#kernel/vietnamese/number.ts'

export const shownAmount = (value: number, shape: 'count' | 'ratio'): string =>
  `${Number.isInteger(value) ? formatInteger(value) : formatDecimal(value, 2)}${shape === 'ratio' ? '%' : ''}`

export const shownFigure = ({ num, den }: { num: number; den: number | null }): string =>
  den === null ? shownAmount(num, 'count') : formatPercent(num, den)

export const statusState = { exceeded: 'gold', met: 'done', unmet: 'due' } as const
