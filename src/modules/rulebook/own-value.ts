// Makes a bloc's own value out of what was typed: the sort, unit and bound stay the national ones, only what may be set changes.
import { misfitOf } from './rule-value.ts'
import type { Misfit, RuleItem, RuleLimits, RuleValue } from './rule-value.ts'

/** What may be typed; which part counts follows from the national value. A share is set in percent. */
export interface OwnSetting {
  readonly amount: number | null
  readonly text: string | null
  readonly items: readonly { readonly code: string; readonly label: string }[]
  readonly fields: Readonly<Record<string, string>>
}

export type OwnValue =
  | { readonly value: RuleValue }
  | { readonly fault: Misfit | 'empty' | 'item_twice' | 'wrong_field'; readonly field: string }

type Scalar = string | number | boolean

function typedLike(national: Scalar | string[], typed: string): Scalar | string[] | null {
  if (Array.isArray(national))
    return typed
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
  if (typeof national === 'boolean') return typed === 'true' || typed === 'false' ? typed === 'true' : null
  if (typeof national === 'number') return typed.trim() !== '' && Number.isFinite(Number(typed)) ? Number(typed) : null
  return typed.trim() === '' ? null : typed.trim()
}

function build(national: RuleValue, setting: OwnSetting): OwnValue {
  switch (national.kind) {
    case 'quantity':
      if (setting.amount === null) return { fault: 'empty', field: 'amount' }
      return { value: { ...national, amount: setting.amount } }
    case 'share':
      if (setting.amount === null) return { fault: 'empty', field: 'amount' }
      if (setting.amount > 100) return { fault: 'above_limit', field: 'amount' }
      return { value: { ...national, numerator: setting.amount, denominator: 100 } }
    case 'text':
      return setting.text === null ? { fault: 'empty', field: 'text' } : { value: { kind: 'text', text: setting.text } }
    case 'list': {
      // What the national item says beside its label (its parent, its phase) stays with its code.
      const known = new Map<string, RuleItem>(national.items.map((item) => [item.code, item]))
      const items = setting.items.map(({ code, label }): RuleItem => ({ ...known.get(code), code, label }))
      const twice = items.findIndex((item, i) => items.findIndex((other) => other.code === item.code) < i)
      return twice >= 0 ? { fault: 'item_twice', field: `items.${twice}.code` } : { value: { kind: 'list', items } }
    }
    case 'record': {
      const fields: Record<string, Scalar | string[]> = { ...national.fields }
      for (const [name, typed] of Object.entries(setting.fields)) {
        const before = national.fields[name]
        const after = before === undefined ? null : typedLike(before, typed)
        if (after === null) return { fault: 'wrong_field', field: `fields.${name}` }
        fields[name] = after
      }
      return { value: { kind: 'record', fields } }
    }
  }
}

const FIELD_OF_KIND = { quantity: 'amount', share: 'amount', text: 'text', list: 'items', record: 'fields' } as const

/** The own value, or why it may not stand and at which input. */
export function ownValue(national: RuleValue, limits: RuleLimits | undefined, setting: OwnSetting): OwnValue {
  const built = build(national, setting)
  if ('fault' in built) return built
  const misfit = misfitOf(national, built.value, limits)
  return misfit === null ? built : { fault: misfit, field: FIELD_OF_KIND[national.kind] }
}
