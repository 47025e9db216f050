import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, day } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { allInForce, effectiveRule, inForce, overlappingVersions, quantityOf, shareOf, withVersion } from './rule.ts'
import type { RuleOverride, RuleVersion } from './rule.ts'

const version = (from: string, to: string | null, amount: number, more: Partial<RuleVersion> = {}): RuleVersion => ({
  code: 'LENGTH',
  area: 'meetings',
  title: 'Thời lượng',
  value: { kind: 'quantity', amount, unit: 'minute', bound: 'at_least' },
  from: day(from),
  to: to === null ? null : day(to),
  document: 'Văn bản',
  article: '',
  source: 'Nguồn',
  confirmed: true,
  overridable: true,
  ...more,
})

const override = (from: string, to: string | null, amount: number): RuleOverride => ({
  id: '019a0000-0000-7000-8000-000000000001',
  code: 'LENGTH',
  value: { kind: 'quantity', amount, unit: 'minute', bound: 'at_least' },
  from: day(from),
  to: to === null ? null : day(to),
  reason: 'Chi bộ ít đảng viên',
  decisionId: null,
})

const two = [version('2018-07-06', '2025-10-28', 90), version('2025-10-28', null, 100)]
const amountOn = (overrides: RuleOverride[], on: string, versions = two) => {
  const rule = effectiveRule(versions, overrides, 'LENGTH', day(on))
  return rule && quantityOf(rule).amount
}

describe('a rule on a day', () => {
  it('is the version whose days hold it; the last day of one is the day before the next', () => {
    expect(amountOn([], '2018-07-05')).toBeNull()
    expect(amountOn([], '2018-07-06')).toBe(90)
    expect(amountOn([], '2025-10-27')).toBe(90)
    expect(amountOn([], '2025-10-28')).toBe(100)
    expect(inForce(two, 'OTHER', day('2020-01-01'))).toBeNull()
  })

  it("is the bloc's own value on the days it decided, and the national one outside them", () => {
    const own = [override('2020-01-01', '2021-01-01', 60)]
    expect(amountOn(own, '2019-12-31')).toBe(90)
    expect(amountOn(own, '2020-01-01')).toBe(60)
    expect(amountOn(own, '2021-01-01')).toBe(90)
  })

  it('ignores an own value where the national version of that day does not let it be set', () => {
    const own = [override('2020-01-01', null, 60)]
    const strict = [
      version('2018-07-06', '2025-10-28', 90, { limits: { atLeast: 45 } }),
      version('2025-10-28', '2026-01-01', 100, { limits: { atLeast: 75 } }),
      version('2026-01-01', null, 100, { overridable: false }),
    ]
    expect(amountOn(own, '2024-01-01', strict)).toBe(60)
    expect(amountOn(own, '2025-11-01', strict)).toBe(100)
    expect(amountOn(own, '2026-02-01', strict)).toBe(100)
  })

  it('refuses to be read as another kind of value', () => {
    const rule = effectiveRule(two, [], 'LENGTH', day('2020-01-01'))!
    expect(() => shareOf(rule)).toThrow(RangeError)
  })
})

const origin = day('2000-01-01')
const anyDay = fc.integer({ min: -3000, max: 9000 }).map((n) => addDays(origin, n))

/** Versions of one code, appended one after the other, some with gaps. */
const history = fc
  .array(fc.record({ after: fc.integer({ min: 1, max: 900 }), lasts: fc.option(fc.integer({ min: 1, max: 1200 })) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps) => {
    let begins: Day = origin
    return steps.reduce<RuleVersion[]>((versions, step, i) => {
      begins = addDays(begins, step.after)
      const to = step.lasts === null ? null : addDays(begins, step.lasts)
      return withVersion(versions, { ...version('2000-01-01', null, i), from: begins, to })
    }, [])
  })

describe('versions over time', () => {
  it('have at most one in force on any day', () => {
    fc.assert(
      fc.property(history, anyDay, (versions, on) => {
        expect(overlappingVersions(versions)).toEqual([])
        expect(allInForce(versions, on).length).toBeLessThanOrEqual(1)
        expect(inForce(versions, 'LENGTH', on)).toBe(allInForce(versions, on)[0] ?? null)
      }),
    )
  })

  it('answer for a past day as before, whatever version comes later', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 2000 }), anyDay, (versions, gap, on) => {
        const from = addDays(versions.at(-1)!.from, gap)
        const longer = withVersion(versions, { ...version('2000-01-01', null, 999), from })
        const before = effectiveRule(versions, [], 'LENGTH', on)?.value
        const after = effectiveRule(longer, [], 'LENGTH', on)?.value
        if (on < from) expect(after).toEqual(before)
        else expect(after).toMatchObject({ amount: 999 })
      }),
    )
  })

  it('refuse a version that begins before, or with, the last one', () => {
    expect(() => withVersion(two, version('2025-10-28', null, 1))).toThrow(RangeError)
    expect(() => withVersion(two, version('2019-01-01', null, 1))).toThrow(RangeError)
  })

  it('show every overlap', () => {
    expect(overlappingVersions([version('2020-01-01', null, 1), version('2019-01-01', '2020-01-02', 2)])).toHaveLength(
      1,
    )
    expect(overlappingVersions([version('2020-01-01', null, 1, { code: 'OTHER' }), ...two])).toEqual([])
  })
})
