import { describe, expect, it } from 'vitest'
import { ownValue } from './own-value.ts'
import type { OwnSetting } from './own-value.ts'
import type { RuleValue } from './rule-value.ts'

const typed = (more: Partial<OwnSetting>): OwnSetting => ({ amount: null, text: null, items: [], fields: {}, ...more })
const minutes: RuleValue = { kind: 'quantity', amount: 90, unit: 'minute', bound: 'at_least' }
const headings: RuleValue = {
  kind: 'list',
  items: [
    { code: 'I', label: 'Kết quả' },
    { code: 'I.1', label: 'Nhiệm vụ chính trị', parent: 'I' },
  ],
}

describe("a bloc's own value", () => {
  it('keeps unit and bound and changes the amount', () => {
    expect(ownValue(minutes, undefined, typed({ amount: 60 }))).toEqual({ value: { ...minutes, amount: 60 } })
    expect(ownValue(minutes, { atLeast: 30 }, typed({ amount: 20 }))).toEqual({ fault: 'below_limit', field: 'amount' })
    expect(ownValue(minutes, undefined, typed({}))).toEqual({ fault: 'empty', field: 'amount' })
  })

  it('is a percent where the rule is a share', () => {
    const share: RuleValue = { kind: 'share', numerator: 85, denominator: 100, bound: 'more_than', of: 'members_due' }
    expect(ownValue(share, undefined, typed({ amount: 70 }))).toMatchObject({
      value: { numerator: 70, denominator: 100 },
    })
    expect(ownValue(share, undefined, typed({ amount: 101 }))).toMatchObject({ fault: 'above_limit' })
  })

  it('keeps what a known item says beside its label', () => {
    const items = [
      { code: 'I', label: 'Kết quả' },
      { code: 'I.1', label: 'Lãnh đạo' },
      { code: 'V', label: 'Khác' },
    ]
    expect(ownValue(headings, undefined, typed({ items }))).toEqual({
      value: { kind: 'list', items: [items[0], { ...items[1], parent: 'I' }, items[2]] },
    })
  })

  it('names the item that is there twice and the one that must stay', () => {
    const twice = [
      { code: 'I', label: 'A' },
      { code: 'I', label: 'B' },
    ]
    expect(ownValue(headings, undefined, typed({ items: twice }))).toEqual({
      fault: 'item_twice',
      field: 'items.1.code',
    })
    expect(ownValue(headings, { keep: ['I'] }, typed({ items: [{ code: 'V', label: 'Khác' }] }))).toEqual({
      fault: 'item_missing',
      field: 'items',
    })
  })

  it('reads a field as what it was and refuses an unknown one', () => {
    const record: RuleValue = { kind: 'record', fields: { min: 3, open: true, label: 'Tên', parts: ['a'] } }
    expect(ownValue(record, undefined, typed({ fields: { min: '4', open: 'false', parts: 'b, c' } }))).toEqual({
      value: { kind: 'record', fields: { min: 4, open: false, label: 'Tên', parts: ['b', 'c'] } },
    })
    expect(ownValue(record, undefined, typed({ fields: { min: 'x' } }))).toEqual({
      fault: 'wrong_field',
      field: 'fields.min',
    })
    expect(ownValue(record, undefined, typed({ fields: { max: '4' } }))).toMatchObject({ fault: 'wrong_field' })
  })
})
