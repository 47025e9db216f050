// Sets the target of one unit for one indicator and period, or changes it (then `version` is the one the form was drawn from).
import { AppError, notFound } from '#kernel/errors.ts'
import { periodCode } from '#kernel/period.ts'
import { parseDecimal } from '#kernel/vietnamese/number.ts'
import { indicatorOf } from '#modules/figures/figures.server.ts'
import { idField, optionalInteger, optionalText, periodField, textField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { isTargetValue } from './target.ts'

/** 130, '1.300' or '97,5': at least 0, at most two decimals. */
const valueField = () =>
  v.pipe(
    v.optional(v.union([v.number(), v.string()], 'field.shape'), ''),
    v.check((value) => typeof value === 'number' || value.trim() !== '', 'field.required'),
    v.transform((value) => (typeof value === 'number' ? value : parseDecimal(value))),
    v.custom<number>((value) => typeof value === 'number' && isTargetValue(value), 'targets.value'),
    v.maxValue(1_000_000_000, 'targets.value'),
  )

export const targetFields = () => ({
  indicator: textField(10),
  unitId: idField(),
  period: periodField(),
  value: valueField(),
  source: v.optional(optionalText(300), null),
})

/** Throws at `field` when the indicator is unknown, at `valueField` when a percentage is above 100. */
export function checkIndicator(code: string, value: number, field: string, valueField: string): void {
  const indicator = indicatorOf(code)
  if (!indicator) throw AppError.at(field, 'targets.unknown_indicator')
  if (indicator.shape === 'ratio' && value > 100) throw AppError.at(valueField, 'targets.over_hundred')
}

export const setTarget = operation({
  name: 'targets.set-target',
  summary: 'Set the target of a unit for an indicator and a period; with a version, change it',
  permission: 'target.write',
  input: v.object({ ...targetFields(), version: v.optional(optionalInteger(1), null) }),
  units: (_, input) => [input.unitId],
  constraints: { target_tenant_id_indicator_unit_id_period_key: { code: 'targets.taken', field: 'unitId' } },
  async run(ctx, input) {
    checkIndicator(input.indicator, input.value, 'indicator', 'value')
    const period = periodCode(input.period)
    const existing = await ctx.db
      .selectFrom('target')
      .select(['id', 'version', 'value'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('indicator', '=', input.indicator)
      .where('unit_id', '=', input.unitId)
      .where('period', '=', period)
      .forUpdate()
      .executeTakeFirst()
    if (!existing && input.version !== null) throw notFound()
    if (existing && input.version === null) throw AppError.at('unitId', 'targets.taken')
    if (existing && existing.version !== input.version) throw new AppError('stale')
    const facts = { value: input.value, source: input.source, recorded_at: ctx.now, recorded_by: ctx.actor.accountId }
    const id = existing?.id ?? ctx.newId()
    if (existing) {
      await ctx.db
        .updateTable('target')
        .set({ ...facts, version: existing.version + 1 })
        .where('tenant_id', '=', ctx.tenantId)
        .where('id', '=', id)
        .execute()
    } else {
      const row = { tenant_id: ctx.tenantId, id, indicator: input.indicator, unit_id: input.unitId, period, ...facts }
      await ctx.db.insertInto('target').values(row).execute()
    }
    ctx.touch(id, input.unitId)
    ctx.note({ indicator: input.indicator, period, before: existing?.value ?? null, after: input.value })
    return { id, version: (existing?.version ?? 0) + 1 }
  },
})
