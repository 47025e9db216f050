// Progress towards targets is exact, and says met exactly when figure and target are the same number.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPercent } from '#kernel/vietnamese/number.ts'
import { isTargetValue, progressOf } from './target.ts'

const shown = (figure: { num: number; den: number | null }, target: number) => {
  const { num, den, status } = progressOf(figure, target)
  return [formatPercent(num, den), status]
}

describe('progress', () => {
  it.each([
    [{ num: 99, den: null }, 130, '76,15%', 'unmet'],
    [{ num: 305, den: null }, 450, '67,78%', 'unmet'],
    [{ num: 130, den: null }, 130, '100,00%', 'met'],
    [{ num: 13, den: null }, 12, '108,33%', 'exceeded'],
    [{ num: 5, den: null }, 0, '—', 'exceeded'],
    [{ num: 0, den: null }, 0, '—', 'met'],
    [{ num: 975, den: 1000 }, 97.5, '100,00%', 'met'],
    [{ num: 2, den: 3 }, 66.67, '100,00%', 'unmet'],
    [{ num: 0, den: 0 }, 95, '—', null],
  ])('of %o towards %d is %s, %s', (figure, target, percent, status) => {
    expect(shown(figure, target)).toEqual([percent, status])
  })

  it('has one status, decided by the exact comparison', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(10_000_000), (num, hundredths) => {
        const { status } = progressOf({ num, den: null }, hundredths / 100)
        const order = Math.sign(num * 100 - hundredths)
        expect(status).toBe(order > 0 ? 'exceeded' : order === 0 ? 'met' : 'unmet')
      }),
    )
  })

  it('takes targets of at most two decimals', () => {
    expect([130, 0, 97.5, 66.67, 0.07].every(isTargetValue)).toBe(true)
    expect([-1, 1.005, Number.NaN, Number.POSITIVE_INFINITY].some(isTargetValue)).toBe(false)
  })
})
