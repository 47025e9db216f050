// Dues as arithmetic: examples for every rule used, and properties of sums that must hold for any numbers.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, day } from '#kernel/day.ts'
import { rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import { dueFor, monthsBetween } from './dues.ts'
import type { Payer } from './dues.ts'
import {
  judgeAmount,
  judgeRelief,
  monthRules,
  reliefChoices,
  retention,
  strikeOffMonths,
  strikeOffReached,
  unconfirmed,
} from './dues-rules.ts'
import { keepAndPass, shareOfMoney } from './money.ts'
import { leaving, passUp } from './passing-up.ts'

const rules = rulebookOf([])
const march = day('2026-03-01')
const payer = (more: Partial<Payer> = {}): Payer => ({
  birthOn: day('1980-05-19'),
  sex: 'male',
  class: 'insured',
  base: 12_345_678,
  percent: 0,
  seniorityMonths: 200,
  standing: 'active',
  entry: null,
  region: 'III',
  ...more,
})
const due = (more: Partial<Payer> = {}, month = march) => dueFor(monthRules(rules, month), payer(more), month)

describe('the rates', () => {
  it.each([
    ['DUES_RATES insured: 1%, to the nearest đồng', {}, 123_457],
    ['DUES_RATES sick_leave: 1% of the allowance', { class: 'sick_leave', base: 8_000_050 }, 80_001],
    ['DUES_RATES pensioner: 0.5%', { class: 'pensioner', base: 7_000_000 }, 35_000],
    ['DUES_RATES student: 5,000', { class: 'student', base: null }, 5000],
    ['DUES_RATES other_working: 0.3% of DUES_REGIONAL_WAGE', { class: 'other', base: null }, 12_420],
    ['DUES_RATES other_retired: 0.2% from DUES_RETIREMENT_AGE', { class: 'other', birthOn: day('1960-01-01') }, 8280],
    ['DUES_CUTS: less 30%, rounded once', { percent: 30 }, 86_420],
  ] as const)('%s', (_, more, amount) => {
    expect(due(more as Partial<Payer>).due).toBe(amount)
  })

  it('rise on 01/01/2028 for who has no salary (DUES_RATES)', () => {
    expect(due({ class: 'other' }, day('2027-12-01')).due).toBe(12_420)
    expect(due({ class: 'other' }, day('2028-01-01')).due).toBe(20_700)
    expect(due({ class: 'other', birthOn: day('1950-01-01') }, day('2028-01-01')).due).toBe(12_420)
  })

  it('of a woman change at her own age (DUES_RETIREMENT_AGE: 57 in 2026)', () => {
    const born = (iso: string) => due({ class: 'other', sex: 'female', birthOn: day(iso) }).rate
    expect([born('1969-04-01'), born('1969-03-31')]).toEqual(['other_working', 'other_retired'])
  })

  it('before 02/2026 are the old ones, unread: a fixed amount of the member', () => {
    expect(due({ class: 'student', base: 5000 }, day('2025-10-01'))).toMatchObject({ due: 5000, why: 'rate' })
    expect(judgeAmount(rules, payer({ class: 'student', base: 50_000 }), day('2025-10-01'))[0]?.outcome).toBe('warning')
    expect(judgeAmount(rules, payer({ class: 'student', base: 5000 }), day('2025-10-01'))[0]?.outcome).toBe('kept')
    expect(unconfirmed(rules, day('2025-10-01')).map(({ version }) => version.code)).toContain('DUES_RATES')
    expect(unconfirmed(rules, march).map(({ version }) => version.code)).not.toContain('DUES_RATES')
  })
})

describe('who owes nothing, or is not known', () => {
  it.each([
    ['DUES_EXEMPT_SENIORITY: 50 years', { seniorityMonths: 600 }, 0, 'seniority'],
    ['one month short of 50 years', { seniorityMonths: 599 }, 123_457, 'rate'],
    ['a waiver', { percent: 100 }, 0, 'waived'],
    ['temporarily elsewhere', { standing: 'away' }, 0, 'away'],
    ['DUES_PAUSE: owed, later', { standing: 'paused' }, 123_457, 'deferred'],
    ['DUES_MONTH_OF_ENTRY: admitted this month', { entry: 'admission' }, 123_457, 'rate'],
    ['DUES_MONTH_OF_ENTRY: arrived this month', { entry: 'arrival' }, 0, 'entry'],
    ['no class', { class: null }, null, 'unknown_class'],
    ['no base', { base: null }, null, 'unknown_base'],
    ['no region', { class: 'other', region: null }, null, 'unknown_region'],
    ['abroad: only an amount told', { class: 'abroad', base: 250_000 }, 250_000, 'rate'],
  ] as const)('%s', (_, more, amount, why) => {
    expect(due(more as Partial<Payer>)).toMatchObject({ due: amount, why })
  })
})

describe('waivers and arrears', () => {
  it('last twelve months at most (DUES_WAIVER_MAX), by a cut of the list (DUES_CUTS)', () => {
    const outcomes = (to: string, percent: number) =>
      judgeRelief(rules, march, day(to), percent).map(({ outcome }) => outcome)
    expect(outcomes('2027-03-01', 30)).toEqual(['kept', 'kept'])
    expect(outcomes('2027-04-01', 100)).toEqual(['refusal'])
    expect(outcomes('2027-03-01', 40)).toEqual(['kept', 'refusal'])
  })

  it('have causes (DUES_EXEMPT_CAUSES)', () => {
    expect(reliefChoices(rules, march).causes.map(({ code }) => code)).toEqual([
      'social_pension',
      'poor_household',
      'serious_illness',
      'hardship',
    ])
  })

  it('reach rule 4.1 with the third month of a year (STRIKE_OFF_DUES)', () => {
    expect([2, 3, 4].map((months) => strikeOffReached(rules, months, march))).toEqual([false, true, true])
    expect(strikeOffMonths(rules, march)).toBe(3)
  })
})

const money = fc.integer({ min: 0, max: 2_000_000_000 })

describe('for any numbers', () => {
  it('a share is the nearest đồng and grows with the amount', () => {
    fc.assert(
      fc.property(money, money, fc.integer({ min: 0, max: 1000 }), (one, two, num) => {
        const [low, high] = one < two ? [one, two] : [two, one]
        expect(shareOfMoney(low, num, 1000)).toBeLessThanOrEqual(shareOfMoney(high, num, 1000))
        const off = BigInt(shareOfMoney(one, num, 1000)) * 1000n - BigInt(one) * BigInt(num)
        expect(off > -500n && off <= 500n).toBe(true)
      }),
    )
  })

  it('a cut never raises, and a higher cut never costs more', () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (base, one, two) => {
        const [less, more] = one < two ? [one, two] : [two, one]
        const paid = (percent: number) => due({ base, percent }).due ?? -1
        expect(paid(more)).toBeLessThanOrEqual(paid(less))
        expect(paid(less)).toBeLessThanOrEqual(due({ base }).due ?? -1)
      }),
    )
  })

  it('kept and passed add up', () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 100 }), (received, percent) => {
        const { kept, passed } = keepAndPass(received, percent)
        expect(kept + passed).toBe(received)
        expect(kept * 100).toBeLessThanOrEqual(received * percent)
        expect((kept + 1) * 100).toBeGreaterThan(received * percent)
      }),
    )
  })

  it('over any tree what is kept and what leaves the top is what was collected (DUES_RETENTION)', () => {
    const kinds = ['sub_cell', 'section', 'grassroots_cell', 'grassroots_committee', 'bloc']
    const tree = fc.array(
      fc.record({ up: fc.nat(), kind: fc.constantFrom(...kinds), sum: fc.integer({ min: 0, max: 99_999_999 }) }),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(tree, (rows) => {
        const units = rows.map(({ up, kind }, i) => ({
          id: String(i),
          parentId: i === 0 ? null : String(up % i),
          kind,
        }))
        const collected = new Map(rows.map(({ sum }, i) => [String(i), sum]))
        const passed = passUp(units, collected, retention(rules, march))
        const kept = [...passed.values()].reduce((sum, each) => sum + each.kept, 0)
        expect(kept + leaving(units, passed)).toBe(rows.reduce((sum, each) => sum + each.sum, 0))
      }),
    )
  })

  it('months between two days are as many as one counts', () => {
    fc.assert(
      fc.property(fc.nat(50), (count) => {
        const months = monthsBetween(day('2024-01-31'), addMonths(day('2024-01-01'), count))
        expect(months).toHaveLength(count + 1)
      }),
    )
  })
})

it('a cell keeps 30%, its committee 70% of what comes to it, the bloc half (DUES_RETENTION)', () => {
  const units = [
    { id: 'bloc', parentId: null, kind: 'bloc' },
    { id: 'com', parentId: 'bloc', kind: 'grassroots_committee' },
    { id: 'cell', parentId: 'com', kind: 'sub_cell' },
  ]
  const passed = passUp(units, new Map([['cell', 1_000_001]]), retention(rules, march))
  expect([...passed.values()].map(({ kept, passed: up }) => [kept, up])).toEqual([
    [300_000, 700_001],
    [490_000, 210_001],
    [105_000, 105_001],
  ])
})
