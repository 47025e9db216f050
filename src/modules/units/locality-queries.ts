// Line and place: which units work on the ground of which local committee on a day, and what became of a place.
import { contains } from '#kernel/date-range.ts'
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { idField, optionalDay } from '#platform/operation/fields.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { placeLocalities } from './locality-kinds.ts'
import type { Locality, PlacedLocality } from './locality-kinds.ts'
import { allLocalities, allSuccessions } from './locality-store.ts'
import { rowsOn } from './read-tree.ts'
import type { UnitRow } from './read-tree.ts'

export type UnitAtPlace = Pick<UnitRow, 'id' | 'code' | 'kind' | 'name' | 'shortName'> & {
  localityId: Id
  /** Its line: the unit above. */
  parentName: string | null
}

export interface PlaceWithUnits extends PlacedLocality {
  /** Units that work there; a province also counts those of its districts and communes. */
  units: number
  /** It has ended by that day although units are on record there. */
  ended: boolean
}

export interface LineAndPlace {
  day: Day
  places: PlaceWithUnits[]
  units: UnitAtPlace[]
  /** Days on which the list of places differs, oldest first. */
  days: Day[]
}

export const listUnitsByLocality = query({
  name: 'units.list-units-by-locality',
  summary:
    'Units of a day that work on the ground of a locality, with their line above, and the localities with how many are there',
  permission: 'unit.read',
  input: v.object({ day: v.optional(optionalDay(), null) }),
  async run(ctx, input): Promise<LineAndPlace> {
    const day = input.day ?? ctx.today
    const rows = await rowsOn(ctx, day)
    const names = new Map(rows.map((row) => [row.id, row.shortName]))
    const units = rows.flatMap(({ id, code, kind, name, shortName, localityId, parentId }) =>
      localityId === null
        ? []
        : [{ id, code, kind, name, shortName, localityId, parentName: (parentId && names.get(parentId)) ?? null }],
    )
    const counts = Map.groupBy(units, (unit) => unit.localityId)
    const all = await allLocalities(ctx)
    const shown = all.filter((place) => contains(place.valid, day) || counts.has(place.id))
    const within = (place: Locality): number =>
      (counts.get(place.id)?.length ?? 0) +
      shown.filter(({ parentId }) => parentId === place.id).reduce((sum, child) => sum + within(child), 0)
    const places = placeLocalities(shown).map((place) => ({
      ...place,
      units: within(place),
      ended: !contains(place.valid, day),
    }))
    const days = [...new Set(all.flatMap(({ valid }) => [valid.from, ...(valid.to ? [valid.to] : [])]))].toSorted()
    return { day, days, places, units: units.toSorted((a, b) => a.name.localeCompare(b.name, 'vi')) }
  },
})

/** One step in what became of a place. */
export interface PlaceStep {
  on: Day
  from: Pick<Locality, 'id' | 'name'>
  to: Pick<Locality, 'id' | 'name'>
}

/** All steps that lead to a place or away from it, oldest first. Pure. */
export function stepsAround(
  id: Id,
  successions: readonly { oldId: Id; newId: Id; on: Day }[],
): { oldId: Id; newId: Id; on: Day }[] {
  const found = new Set<(typeof successions)[number]>()
  const walk = (at: Id, side: 'oldId' | 'newId', other: 'oldId' | 'newId'): void => {
    for (const step of successions) {
      if (step[side] !== at || found.has(step)) continue
      found.add(step)
      walk(step[other], side, other)
    }
  }
  walk(id, 'oldId', 'newId')
  walk(id, 'newId', 'oldId')
  return [...found].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

export const readLocality = query({
  name: 'units.read-locality',
  summary: 'A locality with its province, what it came from, and what it became',
  permission: 'unit.read',
  input: v.object({ localityId: idField() }),
  async run(ctx, input) {
    const all = await allLocalities(ctx)
    const byId = new Map(all.map((place) => [place.id, place]))
    const place = byId.get(input.localityId)
    if (!place) throw notFound()
    const short = (id: Id) => ({ id, name: byId.get(id)?.name ?? '' })
    const successions = await allSuccessions(ctx)
    return {
      ...place,
      parent: place.parentId === null ? null : short(place.parentId),
      successors: successions.filter(({ oldId }) => oldId === place.id).map(({ newId }) => short(newId)),
      steps: stepsAround(place.id, successions).map(({ oldId, newId, on }): PlaceStep => ({ on, from: short(oldId), to: short(newId) })), // prettier-ignore
      below: placeLocalities(all.filter(({ parentId }) => parentId === place.id)),
      /** Places that may take its place on the day it ended, or today. */
      others: placeLocalities(
        all.filter(({ id, valid }) => id !== place.id && contains(valid, place.valid.to ?? ctx.today)),
      ),
      mayWrite: ctx.scope('unit.write').whole,
    }
  },
})
