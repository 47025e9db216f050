// How many members every unit has on a day, full and probationary: indicator I03 broken down by status, in one statement.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { indicatorOf, rollUp } from '#modules/figures/figures.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'

export const MEMBERS = 'I03'

export interface MemberCounts {
  total: number
  full: number
  probationary: number
}

export const NO_MEMBERS: MemberCounts = { total: 0, full: 0, probationary: 0 }

/** By unit; units without members are left out. null when the caller may not read figures. `units` limits it to these units. */
export async function memberCounts(
  ctx: ReadContext,
  on: Day,
  units?: readonly Id[],
): Promise<Map<Id, MemberCounts> | null> {
  const indicator = indicatorOf(MEMBERS)
  if (!indicator || !ctx.actor.holds('figure.read')) return null
  const request = { key: MEMBERS, indicator, span: { from: on, to: on }, dimensions: ['status'] }
  const table = await rollUp(ctx, [request], { basis: { on }, ...(units ? { units } : {}) })
  return new Map(
    [...(table.get(MEMBERS) ?? [])].map(([unitId, { num, parts }]) => [
      unitId,
      {
        total: num,
        full: parts['status']?.['full']?.num ?? 0,
        probationary: parts['status']?.['probationary']?.num ?? 0,
      },
    ]),
  )
}
