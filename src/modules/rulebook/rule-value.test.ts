import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { keepsQuantity, keepsShare, misfitOf, ruleValueSchema, votesNeeded } from './rule-value.ts'
import type { Quantity, RuleValue, Share } from './rule-value.ts'

const share = (numerator: number, denominator: number, bound: Share['bound']): Share => ({
  kind: 'share',
  numerator,
  denominator,
  bound,
  of: 'full_members',
})
const minutes = (amount: number): Quantity => ({ kind: 'quantity', amount, unit: 'minute', bound: 'at_least' })
const list = (...codes: string[]): RuleValue => ({
  kind: 'list',
  items: codes.map((code) => ({ code, label: `Mục ${code}` })),
})

describe('a share of votes', () => {
  it('is exact at its edge', () => {
    expect(keepsShare(share(85, 100, 'more_than'), 17, 20)).toBe(false)
    expect(keepsShare(share(85, 100, 'more_than'), 18, 20)).toBe(true)
    expect(keepsShare(share(2, 3, 'at_least'), 14, 21)).toBe(true)
    expect(keepsShare(share(2, 3, 'at_least'), 13, 21)).toBe(false)
    expect(keepsShare(share(1, 2, 'more_than'), 10, 20)).toBe(false)
    expect(keepsShare(share(2, 3, 'at_least'), 0, 0)).toBe(false)
  })

  it('is kept by the votes needed and not by one vote fewer', () => {
    const shares = fc
      .tuple(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom('at_least', 'more_than'),
      )
      .filter(([n, d, bound]) => (bound === 'more_than' ? n < d : n <= d))
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 5000 }), ([n, d, bound], whole) => {
        const needed = votesNeeded(share(n, d, bound as Share['bound']), whole)
        expect(needed).toBeLessThanOrEqual(whole)
        expect(keepsShare(share(n, d, bound as Share['bound']), needed, whole)).toBe(true)
        expect(keepsShare(share(n, d, bound as Share['bound']), needed - 1, whole)).toBe(false)
      }),
    )
  })
})

describe('a quantity', () => {
  it('keeps its bound', () => {
    expect(keepsQuantity(minutes(90), 90)).toBe(true)
    expect(keepsQuantity(minutes(90), 89)).toBe(false)
    expect(keepsQuantity({ ...minutes(12), unit: 'month', bound: 'less_than' }, 12)).toBe(false)
    expect(keepsQuantity({ ...minutes(2), unit: 'person', bound: 'exactly' }, 3)).toBe(false)
  })
})

describe("a bloc's own value", () => {
  it('fits only with the same sort, unit and bound, within the limits', () => {
    expect(misfitOf(minutes(90), minutes(60), { atLeast: 30 })).toBeNull()
    expect(misfitOf(minutes(90), minutes(20), { atLeast: 30 })).toBe('below_limit')
    expect(misfitOf(minutes(90), minutes(20), { atMost: 10 })).toBe('above_limit')
    expect(misfitOf(minutes(90), { ...minutes(60), unit: 'day' })).toBe('other_unit')
    expect(misfitOf(minutes(90), list('I'))).toBe('other_kind')
    expect(misfitOf(share(85, 100, 'more_than'), share(2, 5, 'more_than'), { atLeast: 50 })).toBe('below_limit')
    expect(misfitOf(share(85, 100, 'more_than'), share(85, 100, 'at_least'))).toBe('other_unit')
  })

  it('may change a list but keeps the items that must stay', () => {
    expect(misfitOf(list('I', 'II'), list('II', 'I', 'V'), { keep: ['I', 'II'] })).toBeNull()
    expect(misfitOf(list('I', 'II'), list('I'), { keep: ['I', 'II'] })).toBe('item_missing')
  })

  it('keeps every field of a record', () => {
    const record = (fields: Record<string, number>): RuleValue => ({ kind: 'record', fields })
    expect(misfitOf(record({ min: 3, max: 5 }), record({ min: 4, max: 5 }))).toBeNull()
    expect(misfitOf(record({ min: 3, max: 5 }), record({ min: 4 }))).toBe('field_missing')
  })
})

describe('the schema of a value', () => {
  it.each([
    { kind: 'quantity', amount: -1, unit: 'day', bound: 'at_least' },
    { kind: 'quantity', amount: 1, unit: 'fortnight', bound: 'at_least' },
    { kind: 'share', numerator: 3, denominator: 2, bound: 'at_least', of: 'full_members' },
    {
      kind: 'list',
      items: [
        { code: 'a', label: 'A' },
        { code: 'a', label: 'B' },
      ],
    },
    { kind: 'text', text: '' },
    { kind: 'quantity', amount: 1, unit: 'day', bound: 'at_least', extra: true },
  ])('refuses %j', (value) => {
    expect(v.safeParse(ruleValueSchema, value).success).toBe(false)
  })
})
