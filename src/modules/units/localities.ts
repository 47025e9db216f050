// Localities (địa bàn): where a unit works when that is not the bloc's own seat, and which local committee works there.
// They have days: districts end on 30/06/2025, communes of the two-tier order begin the day after (HIS-11).
import { contains, formatRange, intersect, overlaps } from '#kernel/date-range.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { choiceField, dayField, optionalDay, optionalId, optionalText, textField } from '#platform/operation/fields.ts'
import { operation, query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { LOCALITY_KINDS, placeLocalities } from './locality-kinds.ts'
import type { Locality, PlacedLocality } from './locality-kinds.ts'
import { allLocalities, lockLocalities } from './locality-store.ts'

export const addLocality = operation({
  name: 'units.add-locality',
  summary: 'Add a locality with its code, the province it belongs to and the days on which it exists',
  permission: 'unit.write',
  input: v.object({
    localityId: v.optional(optionalId(), null),
    name: textField(200),
    kind: choiceField(LOCALITY_KINDS),
    code: v.optional(optionalText(20), null),
    parentId: v.optional(optionalId(), null),
    committee: v.optional(optionalText(200), null),
    from: dayField(),
    to: v.optional(optionalDay(), null),
  }),
  async run(ctx, input): Promise<{ localityId: Id }> {
    if (input.to !== null && input.to <= input.from) throw AppError.at('to', 'units.end_before_start')
    const valid = { from: input.from, to: input.to }
    const known = await lockLocalities(ctx)
    refuseParent(input.parentId === null ? null : known.get(input.parentId), { ...input, valid })
    const beside = [...known.values()].filter((other) => other.kind === input.kind && overlaps(other.valid, valid))
    // Communes of two provinces may bear one name.
    const twin = beside.some(
      (other) => fold(other.name) === fold(input.name) && (other.parentId ?? input.parentId) === input.parentId,
    )
    if (twin) throw AppError.at('name', 'units.locality_taken')
    const { code } = input
    if (code !== null && beside.some((other) => other.code === code))
      throw AppError.at('code', 'units.locality_code_taken')
    const id = input.localityId ?? ctx.newId()
    const { name, kind, committee } = input
    await ctx.db
      .insertInto('locality')
      .values({
        tenant_id: ctx.tenantId,
        id,
        name,
        kind,
        code,
        parent_id: input.parentId,
        committee,
        valid: formatRange(valid),
      })
      .execute()
    ctx.touch(id)
    ctx.note({ name, kind, code })
    return { localityId: id }
  },
})

/** The one above is a province that is there on the first day; a province has none. */
function refuseParent(parent: Locality | null | undefined, place: Pick<Locality, 'kind' | 'parentId' | 'valid'>): void {
  if (place.parentId === null) return
  if (place.kind === 'province' || parent?.kind !== 'province') throw AppError.at('parentId', 'units.locality_parent')
  const { valid } = place
  if (intersect(parent.valid, valid) === null || !contains(parent.valid, valid.from)) {
    throw AppError.at('parentId', 'units.locality_not_there', { name: parent.name, on: valid.from })
  }
}

export const listLocalities = query({
  name: 'units.list-localities',
  summary: 'Localities that exist on a day, as a tree: provinces with their districts and communes',
  permission: 'unit.read',
  input: v.object({ day: v.optional(optionalDay(), null) }),
  async run(ctx, input): Promise<PlacedLocality[]> {
    const day = input.day ?? ctx.today
    return placeLocalities((await allLocalities(ctx)).filter(({ valid }) => contains(valid, day)))
  },
})
