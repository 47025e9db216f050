// Badges as arithmetic: each rule by an example, and levels that only rise.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, day } from '#kernel/day.ts'
import { rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import { bonusOf, judgeAward, levelReached, levelsOn, listDueOn, reachedOn, roundsAround, roundsOf, waitsUntil } from './badge.ts' // prettier-ignore
import type { AwardFacts } from './badge.ts'

const rules = rulebookOf([])
const round = day('2026-11-07')
const facts = (more: Partial<AwardFacts> = {}): AwardFacts => ({
  begun: day('1996-11-07'),
  level: 30,
  awardOn: round,
  kind: 'due',
  disciplines: [],
  correctedOn: null,
  ...more,
})
const outcomes = (more: Partial<AwardFacts>) =>
  judgeAward(rules, facts(more)).map(({ outcome, explanation }) => `${explanation.code} ${outcome}`)

describe('rounds and levels', () => {
  it('has four rounds a year (BADGE_DAYS)', () => {
    expect(roundsOf(rules, 2026).map(({ on }) => on)).toEqual(['2026-02-03', '2026-05-19', '2026-09-02', '2026-11-07'])
    const { last, next } = roundsAround(rules, day('2026-11-08'))
    expect([last?.on, ...next.map(({ on }) => on)]).toEqual(['2026-11-07', '2027-02-03', '2027-05-19'])
  })

  it('takes rounds that the bloc adds', () => {
    const value = { kind: 'list' as const, items: ['02-03', '05-19', '09-02', '11-07', '04-30'].map((code) => ({ code, label: code })) } // prettier-ignore
    const own = rulebookOf([{ id: 'x', code: 'BADGE_DAYS', value, from: day('2020-01-01'), to: null, reason: 'QĐ', decisionId: null }]) // prettier-ignore
    expect(roundsOf(own, 2026).map(({ code }) => code)).toContain('04-30')
  })

  it('knows 30, 40, 45 … 90 and not 35 (BADGE_LEVELS)', () => {
    expect(levelsOn(rules, round)).toEqual([30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90])
  })

  it('reaches a level on the day, not the day before', () => {
    const levels = levelsOn(rules, round)
    expect(levelReached(levels, day('1996-11-07'), round)).toBe(30)
    expect(levelReached(levels, day('1996-11-08'), round)).toBeNull()
    expect(levelReached(levels, day('1950-01-01'), round)).toBe(75)
  })

  it('for any beginning the level never falls as time goes on', () => {
    const levels = levelsOn(rules, round)
    fc.assert(
      fc.property(fc.nat(30_000), fc.nat(40_000), fc.nat(4000), (start, after, more) => {
        const begun = addDays(day('1920-01-01'), start)
        const on = addDays(begun, after)
        const [then, later] = [levelReached(levels, begun, on), levelReached(levels, begun, addDays(on, more))]
        expect(later ?? 0).toBeGreaterThanOrEqual(then ?? 0)
        if (then !== null) expect(reachedOn(begun, then) <= on).toBe(true)
      }),
    )
  })
})

describe('who may be given one', () => {
  it.each([
    ['long enough', {}, ['BADGE_LEVELS kept']],
    ['one day short', { begun: day('1996-11-08') }, ['BADGE_LEVELS refusal']],
    ['a level there is not', { level: 35, begun: day('1980-01-01') }, ['BADGE_LEVELS refusal']],
    ['ill, twelve months early (BADGE_EARLY_30_65)', { kind: 'early', begun: addMonths(day('1996-11-07'), 12) }, ['BADGE_EARLY_30_65 kept']],
    ['ill, thirteen months early', { kind: 'early', begun: addMonths(day('1996-11-07'), 13) }, ['BADGE_EARLY_30_65 refusal']],
    ['ill, two years early at 70 (BADGE_EARLY_70_90)', { kind: 'early', level: 70, begun: day('1958-11-07') }, ['BADGE_EARLY_70_90 kept']],
    ['after death, a year early (BADGE_EARLY_DEATH)', { kind: 'posthumous', begun: day('1997-11-07') }, ['BADGE_EARLY_DEATH kept']],
    ['after death, 70 years, two years early', { kind: 'posthumous', level: 70, begun: day('1958-11-07') }, ['BADGE_EARLY_DEATH refusal']],
  ] as const)('%s', (_, more, expected) => {
    expect(outcomes(more as Partial<AwardFacts>)).toEqual(expected)
  }) // prettier-ignore

  it.each([
    ['reprimand', 6, 'BADGE_WAIT_REPRIMAND'],
    ['warning', 9, 'BADGE_WAIT_WARNING'],
    ['dismissal', 12, 'BADGE_WAIT_DISMISSAL'],
  ] as const)('a %s puts it off by %i months (%s), and the cell recognises correction', (form, months, code) => {
    const at = (ago: number, correctedOn: string | null) =>
      outcomes({
        disciplines: [{ form, decidedOn: addMonths(round, -ago) }],
        correctedOn: correctedOn === null ? null : day(correctedOn),
      })[1]
    expect(at(months, '2026-10-01')).toBe(`${code} kept`)
    expect(at(months, null)).toBe(`${code} refusal`)
    expect(at(months - 1, '2026-10-01')).toBe(`${code} refusal`)
    expect(waitsUntil(rules, [{ form, decidedOn: addMonths(round, -months) }])).toBe(round)
  })
})

it('comes with so many times the base salary (BADGE_BONUS, BASE_SALARY); what was not found is not made up', () => {
  expect([30, 40, 55, 90].map((level) => bonusOf(rules, level, round))).toEqual([
    3_510_000, 4_680_000, 8_190_000, 35_100_000,
  ])
  expect([45, 75, 85].map((level) => bonusOf(rules, level, round))).toEqual([null, null, null])
})

it('its list is due some months before the round (BADGE_LEAD), and a lost one may be given again (BADGE_REISSUE)', () => {
  expect(listDueOn(rules, day('2027-02-03'))).toBe('2026-11-03')
  expect(rules.at('BADGE_REISSUE', round)?.version.confirmed).toBe(true)
})
