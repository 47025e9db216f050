// Targets of a period with what has been reached of each. Progress is computed from the figures of this moment, never stored.
import { minDay } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { periodCode, periodSpan } from '#kernel/period.ts'
import { indicatorOf, rollUp } from '#modules/figures/figures.server.ts'
import type { Indicator } from '#modules/figures/figures.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { optionalDay, optionalId, optionalText, periodField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { progressOf } from './target.ts'

/** Targets of one period by indicator, then by unit: one statement. The caller sees all units: use only behind a scope of its own. */
export async function targetsOf(
  ctx: Pick<ReadContext, 'db' | 'tenantId'>,
  period: string,
): Promise<Map<string, Map<Id, number>>> {
  const rows = await ctx.db
    .selectFrom('target')
    .select(['indicator', 'unit_id', 'value'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('period', '=', period)
    .execute()
  const targets = new Map<string, Map<Id, number>>()
  for (const row of rows) {
    const units = targets.get(row.indicator) ?? new Map<Id, number>()
    targets.set(row.indicator, units.set(row.unit_id, row.value))
  }
  return targets
}

export const listTargets = query({
  name: 'targets.list-targets',
  summary: 'Targets of a period with the figure reached and the progress',
  permission: 'target.read',
  input: v.object({
    period: periodField(),
    indicator: v.optional(optionalText(10), null),
    unitId: v.optional(optionalId(), null),
    /** Figures up to this day; today when missing. */
    on: v.optional(optionalDay(), null),
  }),
  async run(ctx, input) {
    const span = periodSpan(input.period, minDay(input.on ?? ctx.today, ctx.today))
    const rows = await ctx.db
      .selectFrom('target')
      .select(['id', 'indicator', 'unit_id as unitId', 'value', 'source', 'version'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('period', '=', periodCode(input.period))
      .$if(input.indicator !== null, (qb) => qb.where('indicator', '=', input.indicator as string))
      .$if(input.unitId !== null, (qb) => qb.where('unit_id', '=', input.unitId as Id))
      .where(inScope(ctx, 'target.read', span.to, 'target.unit_id'))
      .execute()
    const indicators = [...new Set(rows.map((row) => row.indicator))]
      .map(indicatorOf)
      .filter((found): found is Indicator => found !== undefined)
    const requests =
      span.to < span.from ? [] : indicators.map((indicator) => ({ key: indicator.code, indicator, span }))
    const figures = await rollUp(ctx, requests, { basis: { on: span.to } })
    const names = await namesOn(ctx, [...new Set(rows.map((row) => row.unitId))], span.to)
    const targets = rows.map((row) => {
      const indicator = indicatorOf(row.indicator)
      const figure = figures.get(row.indicator)?.get(row.unitId) ?? {
        num: 0,
        den: indicator?.shape === 'ratio' ? 0 : null,
      }
      return {
        ...row,
        indicatorName: indicator?.words.name ?? row.indicator,
        measure: indicator?.words.unit ?? '',
        shape: indicator?.shape ?? 'count',
        unitCode: names.get(row.unitId)?.code ?? '',
        unitName: names.get(row.unitId)?.name ?? '',
        unitKind: names.get(row.unitId)?.kind ?? null,
        figure: { num: figure.num, den: figure.den },
        progress: progressOf(figure, row.value),
      }
    })
    return { span, targets: targets.toSorted((a, b) => a.indicator.localeCompare(b.indicator) || byTree(a, b)) }
  },
})

// The bloc first, then by the bloc's own numbering.
function byTree(
  a: { unitKind: string | null; unitCode: string },
  b: { unitKind: string | null; unitCode: string },
): number {
  return (
    Number(b.unitKind === 'bloc') - Number(a.unitKind === 'bloc') ||
    a.unitCode.localeCompare(b.unitCode, 'en', { numeric: true })
  )
}
