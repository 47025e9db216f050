// A place ends on a day, and others take its place: one to one, one to several (a district's communes), several to one (provinces joined).
import { formatRange, contains } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { dayField, idField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { Locality } from './locality-kinds.ts'
import { knownLocality, lockLocalities, standingLocality } from './locality-store.ts'

const successors = () => v.optional(v.array(idField()), [])

/** Puts these in the place of the successors on record. Throws at `successors.<n>`. */
async function writeSuccessors(
  ctx: Context,
  localities: ReadonlyMap<Id, Locality>,
  old: Locality,
  on: Day,
  ids: readonly Id[],
): Promise<void> {
  ids.forEach((id, at) => {
    if (id === old.id) throw AppError.at(`successors.${at}`, 'units.locality_itself')
    standingLocality(localities, id, on, `successors.${at}`)
  })
  await ctx.db
    .deleteFrom('locality_successor')
    .where('tenant_id', '=', ctx.tenantId)
    .where('old_id', '=', old.id)
    .execute()
  await insertRows(
    ctx.db,
    'locality_successor',
    [...new Set(ids)].map((newId) => ({ tenant_id: ctx.tenantId, old_id: old.id, new_id: newId, on_day: on })),
  )
  ctx.touch(old.id, ...ids)
}

export const endLocality = operation({
  name: 'units.end-locality',
  summary: 'End a locality on a day, with the localities that take its place',
  permission: 'unit.write',
  input: v.object({ localityId: idField(), on: dayField(), successors: successors() }),
  async run(ctx, input) {
    const localities = await lockLocalities(ctx)
    const old = knownLocality(localities, input.localityId)
    const { on } = input
    if (old.valid.to !== null) throw AppError.at('on', 'units.locality_ended', { name: old.name, on: old.valid.to })
    if (on <= old.valid.from) throw AppError.at('on', 'units.end_before_start')
    const below = [...localities.values()].filter(({ parentId, valid }) => parentId === old.id && contains(valid, on))
    if (below.length > 0) {
      throw AppError.at('on', 'units.locality_has_children', {
        count: below.length,
        names: below.map(({ name }) => name),
      })
    }
    await ctx.db
      .updateTable('locality')
      .set({ valid: formatRange({ from: old.valid.from, to: on }) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', old.id)
      .execute()
    await writeSuccessors(ctx, localities, old, on, input.successors)
    ctx.note({ name: old.name, on, successors: input.successors.length })
    return { localityId: old.id, unitsLeft: await unitsThere(ctx, old.id, on) }
  },
})

export const setSuccessors = operation({
  name: 'units.set-locality-successors',
  summary: 'Say which localities took the place of one that has ended',
  permission: 'unit.write',
  input: v.object({ localityId: idField(), successors: successors() }),
  async run(ctx, input) {
    const localities = await lockLocalities(ctx)
    const old = knownLocality(localities, input.localityId)
    if (old.valid.to === null) throw AppError.at('successors', 'units.locality_goes_on', { name: old.name })
    await writeSuccessors(ctx, localities, old, old.valid.to, input.successors)
    ctx.note({ name: old.name, successors: input.successors.length })
    return { localityId: old.id }
  },
})

/** How many units still stand there on that day or later. */
async function unitsThere(ctx: Context, localityId: Id, on: Day): Promise<number> {
  const row = await ctx.db
    .selectFrom('unit_version')
    .select(sql<number>`count(distinct unit_id)::int`.as('units'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('locality_id', '=', localityId)
    .where(sql<boolean>`(upper(valid) is null or upper(valid) > ${on}::date)`)
    .executeTakeFirstOrThrow()
  return row.units
}
