import { describe, expect, it } from 'vitest'
import { day } from '#kernel/day.ts'
import { DEFAULT_NESTING } from '#modules/units/units.server.ts'
import { inForce } from './rule.ts'
import { nationalRules, readCatalogue } from './rule-catalogue.ts'

const empty = {
  membership: [],
  meetings: [],
  organisation: [],
  reporting: [],
  conferences: [],
  documents: [],
  calendar: [],
  quality: [],
}
const row = {
  code: 'X-01',
  title: 'Quy tắc',
  value: { kind: 'quantity', amount: 1, unit: 'day', bound: 'at_least' },
  from: '2020-01-01',
  to: null,
  document: 'Văn bản',
  article: '',
  source: 'Nguồn',
  confirmed: false,
  overridable: false,
}

describe('the national rules', () => {
  it.each([
    ['PROBATION', '2016-05-01', { amount: 12, unit: 'month', bound: 'exactly' }],
    ['VOTE_CELL', '2018-06-20', { numerator: 2, denominator: 3, bound: 'at_least' }],
    ['DECIDE_OFFICIAL', '2018-06-20', { amount: 30, unit: 'working_day' }],
    ['ORG-01', '2023-09-21', { amount: 3, unit: 'full_member' }],
    ['ORG-04', '2023-09-21', { amount: 30, unit: 'member' }],
    ['SH-05', '2023-11-03', { amount: 90, unit: 'minute' }],
    ['TERM-02', '2025-06-30', { amount: 30, unit: 'month' }],
    ['TERM-02', '2025-07-01', { amount: 60, unit: 'month' }],
  ])('hold %s on %s', (code, on, value) => {
    expect(inForce(nationalRules, code, day(on))?.value).toMatchObject(value)
  })

  it('say of each version whether its own text was read', () => {
    const confirmed = (on: string) => inForce(nationalRules, 'AGE_MIN', day(on))?.confirmed
    expect([
      confirmed('2018-01-01'),
      confirmed('2022-01-01'),
      confirmed('2025-03-01'),
      confirmed('2025-08-01'),
    ]).toEqual([false, true, true, false])
  })

  it('know 23 kinds of documents before 2026 and 25 after', () => {
    const kinds = (on: string) => {
      const value = inForce(nationalRules, 'DOC-KINDS', day(on))?.value
      return value?.kind === 'list' ? value.items.length : 0
    }
    expect(kinds('2023-01-01')).toBe(23)
    expect(kinds('2026-01-09')).toBe(25)
  })
})

describe('kinds of units', () => {
  it.each(DEFAULT_NESTING.filter((row) => row.kind !== 'bloc'))(
    'say of $kind what the tree of units carries out',
    (row) => {
      const rule = nationalRules.find(
        (each) => each.value.kind === 'record' && each.value.fields['kind'] === row.kind && each.from === row.from,
      )
      expect(rule).toMatchObject({ to: row.to, confirmed: row.confirmed, value: { fields: { parents: row.parents } } })
    },
  )
})

describe('reading the files', () => {
  it.each([
    ['a version that ends before it begins', [{ ...row, to: '2019-01-01' }]],
    ['a day that does not exist', [{ ...row, from: '2020-02-30' }]],
    ['two versions on one day', [row, { ...row, from: '2021-01-01' }]],
    ['limits on a rule nobody may set', [{ ...row, limits: { atLeast: 1 } }]],
    ['a national value outside its limits', [{ ...row, overridable: true, limits: { atLeast: 2 } }]],
    ['a row without its source', [{ ...row, source: '' }]],
    ['an unknown column', [{ ...row, sorce: 'x' }]],
  ])('refuses %s', (_what, rows) => {
    expect(() => readCatalogue({ ...empty, meetings: rows })).toThrow(RangeError)
  })

  it('takes versions that meet on a day', () => {
    const versions = [
      { ...row, to: '2021-01-01' },
      { ...row, from: '2021-01-01' },
    ]
    expect(readCatalogue({ ...empty, meetings: versions })).toHaveLength(2)
  })
})
