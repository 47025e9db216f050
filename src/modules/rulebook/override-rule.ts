// A bloc sets its own value of a rule, from a day on, as far as the rule lets it. The past is never touched: the day is today
// or later, and the value that held before is closed on it.
import { AppError, notFound } from '#kernel/errors.ts'
import { dayField, optionalDay, optionalId, optionalText, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import { parseDecimal } from '#kernel/vietnamese/number.ts'
import * as v from 'valibot'
import { ownValue } from './own-value.ts'
import { inForce } from './rule.ts'
import { nationalRules } from './rule-catalogue.ts'
import { loadOverrides } from './rule-queries.ts'
import { closeOverride, insertOverride } from './rule-store.ts'

const amountField = v.pipe(
  v.optional(v.nullable(v.union([v.number(), v.string()], 'field.shape')), null),
  v.transform((typed) =>
    typeof typed === 'string' ? (typed.trim() === '' ? null : (parseDecimal(typed) ?? NaN)) : typed,
  ),
  v.custom<number | null>(
    (amount) => amount === null || (Number.isInteger(amount) && Number(amount) >= 0),
    'field.integer',
  ),
)

const short = (max: number) =>
  v.pipe(v.string(), v.minLength(1, 'field.required'), v.maxLength(max, `field.too_long:${max}`))

/** Rows left empty in the form are not items. */
const itemsField = v.pipe(
  v.optional(v.array(v.object({ code: v.optional(v.string(), ''), label: v.optional(v.string(), '') })), []),
  v.transform((items) =>
    items.map(({ code, label }) => ({ code: code.trim(), label: label.trim() })).filter((item) => item.label),
  ),
  v.array(v.object({ code: short(60), label: short(500) })),
)

export const overrideRule = operation({
  name: 'rulebook.override-rule',
  summary: "Set the bloc's own value of a rule from a day on, within what the rule lets be set",
  permission: 'rulebook.override',
  input: v.object({
    code: textField(60),
    from: dayField(),
    to: optionalDay(),
    amount: amountField,
    text: optionalText(2000),
    items: itemsField,
    fields: v.optional(v.record(v.string(), v.string()), {}),
    reason: textField(500),
    decisionId: optionalId(),
  }),
  constraints: { rule_override_tenant_id_code_valid_excl: { code: 'rulebook.override_follows', field: 'from' } },
  async run(ctx, input) {
    const { code, from, to, reason, decisionId } = input
    if (!nationalRules.some((version) => version.code === code)) throw notFound()
    const national = inForce(nationalRules, code, from)
    if (national === null) throw AppError.at('from', 'rulebook.not_in_force', { code, on: from })
    if (!national.overridable) throw new AppError('rulebook.not_overridable', { document: national.document })
    if (from < ctx.today) throw AppError.at('from', 'rulebook.override_in_past')
    if (to !== null && to <= from) throw AppError.at('to', 'rulebook.end_before_start')

    const own = ownValue(national.value, national.limits, input)
    if ('fault' in own) {
      throw AppError.at(own.field, `rulebook.${own.fault}`, {
        ...national.limits,
        keep: national.limits?.keep?.join(', '),
      })
    }
    const earlier = await loadOverrides(ctx, code)
    if (earlier.some((row) => row.from >= from && (to === null || row.from < to))) {
      throw AppError.at('from', 'rulebook.override_follows')
    }
    const holding = inForce(earlier, code, from)
    if (holding) await closeOverride(ctx, holding.id, holding.from, from)

    const id = ctx.newId()
    await insertOverride(ctx, { id, code, value: own.value, from, to, reason, decisionId })
    ctx.touch(id)
    ctx.note({ code, from, to, value: own.value, reason })
    return { id }
  },
})
