// Targets of a period with what has been reached of each. Progress is computed from the figures of this moment, never stored.
import { minDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { periodCode, periodSpan } from '#kernel/period.ts'
import { indicatorOf, rollUp } from '#modules/figures/figures.server.ts'
import type { Indicator } from '#modules/figures/figures.server.ts'
import { inScope, namesOn } from '#modules/units/units.server.ts'
import { optionalDay, optionalId, optionalText, periodField } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { TargetShare } from './carried-target.ts'
import { targetsOn } from './read-carried.ts'
import { progressOf } from './target.ts'

/** Targets of one period as they were set, by indicator, then by unit: one statement. The caller sees all units: use only behind a scope of its own. */
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

interface StoredTarget {
  id: Id
  indicator: string
  unitId: Id
  source: string | null
  version: number
}

/** What of these units the caller may see. One statement; none for who sees all. */
async function visibleOf(ctx: ReadContext, ids: readonly Id[], day: Day): Promise<ReadonlySet<Id>> {
  if (ctx.scope('target.read').whole || ids.length === 0) return new Set(ids)
  const rows = await ctx.db
    .selectFrom('unit')
    .select('id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', sql<Id>`any(${[...ids]}::uuid[])`)
    .where(inScope(ctx, 'target.read', day, 'unit.id'))
    .execute()
  return new Set(rows.map((row) => row.id))
}

export const listTargets = query({
  name: 'targets.list-targets',
  summary:
    'Targets of a period with the figure reached and the progress; those of joined and divided units stand with their heirs',
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
    const carried = await targetsOn(ctx, input.period, span.to)
    const stored = await storedTargets(ctx, periodCode(input.period))
    const wanted = [...carried]
      .filter(([code]) => input.indicator === null || code === input.indicator)
      .flatMap(([code, units]) => [...units].map(([unitId, target]) => ({ indicator: code, unitId, ...target })))
      .filter(({ unitId }) => input.unitId === null || unitId === input.unitId)
    const visible = await visibleOf(ctx, [...new Set(wanted.map(({ unitId }) => unitId))], span.to)
    const rows = wanted.filter(({ unitId }) => visible.has(unitId))
    const indicators = [...new Set(rows.map((row) => row.indicator))]
      .map(indicatorOf)
      .filter((found): found is Indicator => found !== undefined)
    const requests =
      span.to < span.from ? [] : indicators.map((indicator) => ({ key: indicator.code, indicator, span }))
    // A target that came by lineage is met by what the predecessors did as well.
    const figures = await rollUp(ctx, requests, { basis: { lineage: span.to } })
    const named = [...new Set(rows.flatMap((row) => [row.unitId, ...row.shares.flatMap(namedIn)]))]
    const names = await namesOn(ctx, named, span.to)
    const targets = rows.map(({ own, shares, undivided, ...row }) => {
      const indicator = indicatorOf(row.indicator)
      const figure = figures.get(row.indicator)?.get(row.unitId) ?? {
        num: 0,
        den: indicator?.shape === 'ratio' ? 0 : null,
      }
      const set = stored.get(`${row.indicator} ${row.unitId}`)
      return {
        ...row,
        /** null: nobody set it, all of it came by lineage. */
        id: set?.id ?? null,
        version: set?.version ?? null,
        source: set?.source ?? null,
        own,
        shares,
        undivided,
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
    return {
      span,
      targets: targets.toSorted((a, b) => a.indicator.localeCompare(b.indicator) || byTree(a, b)),
      /** Of the predecessors named in shares. */
      names: Object.fromEntries([...names].map(([id, { name }]) => [id, name])),
    }
  },
})

const namedIn = (share: TargetShare): Id[] => [share.from, ...share.through.flatMap(namedIn)]

async function storedTargets(ctx: ReadContext, period: string): Promise<Map<string, StoredTarget>> {
  const rows = await ctx.db
    .selectFrom('target')
    .select(['id', 'indicator', 'unit_id as unitId', 'source', 'version'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('period', '=', period)
    .execute()
  return new Map(rows.map((row) => [`${row.indicator} ${row.unitId}`, row]))
}

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
