// Fills the bloc's list of places with the country's provinces, old and new, and what each became. Those it has already stay as they
// are; nothing is done twice.
import { formatRange, overlaps } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { lockLocalities } from './locality-store.ts'
import { PROVINCES, successorOf } from './province-places.ts'
import type { ProvincePlace } from './province-places.ts'

export const loadProvinces = operation({
  name: 'units.load-provinces',
  summary: 'Add the 63 provinces until 30/06/2025 and the 34 since 01/07/2025, with what each became',
  permission: 'unit.write',
  input: v.object({}),
  async run(ctx): Promise<{ added: number }> {
    const known = [...(await lockLocalities(ctx)).values()].filter(({ kind }) => kind === 'province')
    const ids = new Map<ProvincePlace, Id>()
    const added = PROVINCES.filter((place) => {
      const twin = known.find(
        (other) => overlaps(other.valid, place) && (other.code === place.code || fold(other.name) === fold(place.name)),
      )
      ids.set(place, twin?.id ?? ctx.newId())
      return !twin
    })
    if (added.length === 0) throw new AppError('units.provinces_loaded')
    await insertRows(
      ctx.db,
      'locality',
      added.map((place) => ({
        tenant_id: ctx.tenantId,
        id: ids.get(place) as Id,
        name: place.name,
        kind: 'province',
        code: place.code,
        parent_id: null,
        committee: place.committee,
        valid: formatRange(place),
      })),
    )
    // Only what was added here gets its successors: places on record before keep what somebody said of them.
    const followed = added.flatMap((place) => {
      const next = successorOf(place)
      return next ? [{ tenant_id: ctx.tenantId, old_id: ids.get(place) as Id, new_id: ids.get(next) as Id, on_day: next.from }] : [] // prettier-ignore
    })
    await insertRows(ctx.db, 'locality_successor', followed)
    ctx.note({ added: added.length })
    return { added: added.length }
  },
})
