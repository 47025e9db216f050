// Where the records of a unit that no longer stands are counted: its heirs, for the reader to go on to.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { inheritancesOn, namesOn, OUTSIDE } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'

/** Empty for a unit that stands on the day. `id` null: outside the bloc. */
export async function heirsNow(ctx: ReadContext, unitId: Id, day: Day): Promise<{ id: Id | null; name: string }[]> {
  const ways = (await inheritancesOn(ctx, day)).filter((way) => way.unitId === unitId && !way.heirs.includes(unitId))
  const heirs = ways.at(-1)?.heirs ?? []
  const names = await namesOn(ctx, heirs, day)
  return heirs.map((id) =>
    id === OUTSIDE ? { id: null, name: 'ngoài Khối' } : { id, name: names.get(id)?.name ?? '' },
  )
}
