// What a rule may say: a quantity, a share of votes, a list, a small record or a sentence — and the arithmetic on them.
// Every number of every norm is such a value in rules/*.json; code asks here and contains none (architecture, idea 4).
import * as v from 'valibot'

export const BOUNDS = ['at_least', 'more_than', 'at_most', 'less_than', 'exactly'] as const
export type Bound = (typeof BOUNDS)[number]

export const UNITS = [
  'year',
  'month',
  'day',
  'working_day',
  'minute',
  'person',
  'member',
  'full_member',
  'committee_member',
  'time',
  'time_per_week',
  'time_per_month',
  'time_per_quarter',
  'time_per_year',
  'decimal',
] as const
export type RuleUnit = (typeof UNITS)[number]

/** Whose number a share is taken of. */
export const SHARE_BASES = [
  'full_members',
  'committee_members',
  'sitting_committee_members',
  'standing_committee_members',
  'deciding_body_members',
  'members_due',
] as const

const scalar = v.union([v.string(), v.number(), v.boolean()])
const naturalNumber = v.pipe(v.number(), v.integer(), v.minValue(0))

const quantitySchema = v.strictObject({
  kind: v.literal('quantity'),
  amount: v.pipe(v.number(), v.finite(), v.minValue(0)),
  unit: v.picklist(UNITS),
  bound: v.picklist(BOUNDS),
})

const shareSchema = v.pipe(
  v.strictObject({
    kind: v.literal('share'),
    numerator: naturalNumber,
    denominator: v.pipe(naturalNumber, v.minValue(1)),
    bound: v.picklist(BOUNDS),
    of: v.picklist(SHARE_BASES),
  }),
  v.check((share) => share.numerator <= share.denominator, 'a share is at most the whole'),
)

const itemSchema = v.objectWithRest(
  { code: v.pipe(v.string(), v.minLength(1)), label: v.pipe(v.string(), v.minLength(1)) },
  scalar,
)

const listSchema = v.strictObject({
  kind: v.literal('list'),
  items: v.pipe(
    v.array(itemSchema),
    v.check((items) => new Set(items.map((item) => item.code)).size === items.length, 'codes of a list are unique'),
  ),
})

const recordSchema = v.strictObject({
  kind: v.literal('record'),
  fields: v.record(v.string(), v.union([scalar, v.array(v.string())])),
})

const textSchema = v.strictObject({ kind: v.literal('text'), text: v.pipe(v.string(), v.minLength(1)) })

/** The shape of any value, for the data files, for overrides and for the API. */
export const ruleValueSchema = v.variant('kind', [quantitySchema, shareSchema, listSchema, recordSchema, textSchema])

export type RuleValue = v.InferOutput<typeof ruleValueSchema>
export type Quantity = Extract<RuleValue, { kind: 'quantity' }>
export type Share = Extract<RuleValue, { kind: 'share' }>
export type RuleItem = Extract<RuleValue, { kind: 'list' }>['items'][number]
export type RuleFields = Extract<RuleValue, { kind: 'record' }>['fields']

/** What a bloc may set: amounts (for a share: percent) between two limits, items that must stay in a list. */
export const limitsSchema = v.strictObject({
  atLeast: v.exactOptional(v.number()),
  atMost: v.exactOptional(v.number()),
  keep: v.exactOptional(v.array(v.string())),
})
export type RuleLimits = v.InferOutput<typeof limitsSchema>

function compare(left: number, right: number, bound: Bound): boolean {
  switch (bound) {
    case 'at_least':
      return left >= right
    case 'more_than':
      return left > right
    case 'at_most':
      return left <= right
    case 'less_than':
      return left < right
    case 'exactly':
      return left === right
  }
}

/** Whether an amount, in the quantity's own unit, keeps the bound. */
export function keepsQuantity(quantity: Quantity, amount: number): boolean {
  return compare(amount, quantity.amount, quantity.bound)
}

/** Whether `part` of `whole` keeps the share, in exact whole numbers: 17 of 20 is not more than 85 of 100. Nothing of nothing never does. */
export function keepsShare(share: Share, part: number, whole: number): boolean {
  return whole > 0 && compare(part * share.denominator, share.numerator * whole, share.bound)
}

/** The fewest votes of `whole` that keep an `at_least` or `more_than` share: 2/3 of 20 is 14, more than 1/2 of 20 is 11. */
export function votesNeeded(share: Share, whole: number): number {
  const exact = share.numerator * whole
  return share.bound === 'more_than' ? Math.floor(exact / share.denominator) + 1 : Math.ceil(exact / share.denominator)
}

/** Why a bloc's value may not stand in for a national one. */
export type Misfit = 'other_kind' | 'other_unit' | 'below_limit' | 'above_limit' | 'item_missing' | 'field_missing'

function outside(amount: number, limits: RuleLimits): Misfit | null {
  if (limits.atLeast !== undefined && amount < limits.atLeast) return 'below_limit'
  return limits.atMost !== undefined && amount > limits.atMost ? 'above_limit' : null
}

/** Whether a value set by a bloc is of the national value's sort and within what the rule lets be set; null when it is. */
export function misfitOf(national: RuleValue, own: RuleValue, limits: RuleLimits = {}): Misfit | null {
  if (national.kind === 'quantity' && own.kind === 'quantity') {
    if (own.unit !== national.unit || own.bound !== national.bound) return 'other_unit'
    return outside(own.amount, limits)
  }
  if (national.kind === 'share' && own.kind === 'share') {
    if (own.of !== national.of || own.bound !== national.bound) return 'other_unit'
    return outside((own.numerator * 100) / own.denominator, limits)
  }
  if (national.kind === 'list' && own.kind === 'list') {
    const codes = new Set(own.items.map((item) => item.code))
    return (limits.keep ?? []).every((code) => codes.has(code)) ? null : 'item_missing'
  }
  if (national.kind === 'record' && own.kind === 'record') {
    return Object.keys(national.fields).every((name) => name in own.fields) ? null : 'field_missing'
  }
  return national.kind === own.kind ? null : 'other_kind'
}
