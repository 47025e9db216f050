import { describe, expect, it } from 'vitest'
import { day } from '#kernel/day.ts'
import { effectiveRule } from './rule.ts'
import type { EffectiveRule } from './rule.ts'
import { nationalRules } from './rule-catalogue.ts'
import { explain, refusalAmong, verdict } from './verdict.ts'

const on = day('2023-09-21')
const rule = (code: string): EffectiveRule => effectiveRule(nationalRules, [], code, on)!
const saw = [{ kind: 'member', id: '019a0000-0000-7000-8000-000000000001' }]

describe('a verdict', () => {
  it('refuses by a confirmed rule and warns by an unconfirmed one', () => {
    expect(verdict(rule('VOTE_CELL'), false, on).outcome).toBe('refusal')
    expect(verdict(rule('VOTE_CELL'), true, on).outcome).toBe('kept')
    expect(verdict(rule('VOTE-03'), false, on).outcome).toBe('warning')
  })

  it('refuses by an unconfirmed rule once the bloc has set its own value', () => {
    const base = rule('CONF-03')
    const override = {
      id: '019a0000-0000-7000-8000-000000000003',
      code: 'CONF-03',
      value: base.value,
      from: on,
      to: null,
      reason: 'Quy chế làm việc',
      decisionId: null,
    }
    expect(verdict(base, false, on).outcome).toBe('warning')
    const own = verdict({ ...base, override }, false, on)
    expect(own.outcome).toBe('refusal')
    expect(own.explanation).toMatchObject({ overridden: 'Quy chế làm việc', confirmed: false })
  })

  it('explains itself by rule, source, day, value and the records it looked at', () => {
    expect(explain(rule('PROBATION'), on, saw)).toMatchObject({
      code: 'PROBATION',
      article: 'Điều 5',
      confirmed: true,
      on,
      value: { amount: 12, unit: 'month' },
      overridden: null,
      sawRecords: saw,
    })
  })

  it('finds the refusal among warnings', () => {
    const warning = verdict(rule('VOTE-03'), false, on)
    const refusal = verdict(rule('VOTE_CELL'), false, on)
    expect(refusalAmong([warning, refusal])).toBe(refusal)
    expect(refusalAmong([warning])).toBeNull()
  })
})
