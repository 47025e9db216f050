// The targets of a period as they stand on a day: what was set, with what came by lineage since the period began (HIS-07).
import { dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { periodCode, periodSpan } from '#kernel/period.ts'
import type { Period } from '#kernel/period.ts'
import { indicatorOf, rollUp } from '#modules/figures/figures.server.ts'
import { allLineage } from '#modules/units/units.server.ts'
import type { LineageLink } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { carryTargets } from './carried-target.ts'
import type { CarriedTarget, SetTarget } from './carried-target.ts'

/** The indicator of strength: how many members are in a unit. */
const STRENGTH = 'I03'

/**
 * Targets of a period by indicator, then by unit: two statements, one more for each day on which a unit separated. The caller sees all
 * units: use only behind a scope of its own.
 */
export async function targetsOn(
  ctx: ReadContext,
  period: Period,
  on: Day,
): Promise<Map<string, Map<Id, CarriedTarget>>> {
  const rows = await ctx.db
    .selectFrom('target')
    .select(['indicator', 'unit_id', 'value', 'recorded_at'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('period', '=', periodCode(period))
    .execute()
  const { from } = periodSpan(period)
  // A unit that ended before the period can only be named by mistake, its heir is meant; one that separated before was set a target as it was.
  const links =
    rows.length === 0
      ? []
      : (await allLineage(ctx)).filter(({ onDay, kind }) => onDay <= on && (onDay >= from || kind !== 'separate'))
  const stayed = await stayedBehind(ctx, links)
  const targets = new Map<string, Map<Id, CarriedTarget>>()
  for (const [code, ofOne] of Map.groupBy(rows, (row) => row.indicator)) {
    const set = new Map(
      ofOne.map((row): [Id, SetTarget] => [row.unit_id, { value: row.value, setOn: dayInVietnam(row.recorded_at) }]),
    )
    targets.set(code, carryTargets({ set, links, shape: indicatorOf(code)?.shape ?? 'count', stayed }))
  }
  return targets
}

/** Members who stayed where units separated, by `<unit> <day>`. */
async function stayedBehind(ctx: ReadContext, links: readonly LineageLink[]): Promise<Map<string, number>> {
  const stayed = new Map<string, number>()
  const strength = indicatorOf(STRENGTH)
  const separated = links.filter(({ kind }) => kind === 'separate')
  if (!strength) return stayed
  // How a target divides is the same whoever asks: the divided unit is counted also by those who do not see it.
  const whole: ReadContext = { ...ctx, scope: () => ({ whole: true }) }
  for (const [on, ofDay] of Map.groupBy(separated, (link) => link.onDay)) {
    const units = ofDay.flatMap(({ predecessorId }) => (predecessorId === null ? [] : [predecessorId]))
    const request = { key: STRENGTH, indicator: strength, span: { from: on, to: on } }
    const figures = (await rollUp(whole, [request], { basis: { on }, units })).get(STRENGTH)
    for (const unit of units) stayed.set(`${unit} ${on}`, figures?.get(unit)?.num ?? 0)
  }
  return stayed
}
