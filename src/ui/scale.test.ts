// The drawings' arithmetic: scales cover what they show, lines break where nothing is known.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extent, linePath, share, ticks } from './scale.ts'

describe('ticks', () => {
  it('takes round steps', () => {
    expect(ticks(0, 99)).toEqual([0, 50, 100])
    expect(ticks(0, 412)).toEqual([0, 200, 400, 600])
    expect(ticks(96.3, 100)).toEqual([96, 97, 98, 99, 100])
    expect(ticks(0, 0)).toEqual([0, 0.5])
  })
  it('covers every value with at most a dozen even steps', () => {
    const number = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)]
        const steps = ticks(min, max)
        expect(steps[0]).toBeLessThanOrEqual(min)
        expect(steps.at(-1)).toBeGreaterThanOrEqual(max)
        expect(steps.length).toBeGreaterThanOrEqual(2)
        expect(steps.length).toBeLessThanOrEqual(12)
      }),
    )
  })
})

describe('linePath', () => {
  it('draws from left to right, upwards for more', () => {
    expect(linePath([0, 5, 10], 0, 10)).toBe('M0 100L50 50L100 0')
  })
  it('breaks where nothing is known', () => {
    expect(linePath([0, null, 10, 10], 0, 10)).toBe('M0 100M66.67 0L100 0')
  })
  it('puts a single value in the middle', () => {
    expect(linePath([3], 0, 6)).toBe('M50 50')
  })
})

it('finds the extent among gaps', () => {
  expect(extent([null, 3, -2, null])).toEqual([-2, 3])
  expect(extent([null])).toEqual([0, 0])
})

it('places a value as a share', () => {
  expect(share(5, 0, 20)).toBe(0.25)
  expect(share(5, 5, 5)).toBe(0)
})
