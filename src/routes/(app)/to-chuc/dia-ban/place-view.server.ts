// Line and place as pages show them: units by kind and members at each place. Members are counted in cells, so nobody counts twice.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { isCell, isGrassroots, listUnitsByLocality } from '#modules/units/units.server.ts'
import type { PlaceWithUnits, UnitAtPlace } from '#modules/units/units.server.ts'
import { localityKindNames, unitKindNames } from '#modules/units/units-messages.ts'
import type { Query, ReadContext } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'
import { memberCounts } from '../member-counts.server.ts'

type Run = <S extends GenericSchema, R>(query: Query<S, R>, input: unknown) => Promise<R>

export interface PlaceRow {
  id: Id
  name: string
  kind: string
  committee: string | null
  depth: number
  ended: string | null
  committees: number
  sections: number
  cells: number
  members: number | null
}

/** The places of a day that have units (or all of them), with a line for their sum. */
export async function linesOfDay(run: Run, ctx: ReadContext, day: Day | null, all: boolean) {
  const found = await run(listUnitsByLocality, { day })
  const members = await memberCounts(ctx, found.day)
  const countOf = (units: readonly UnitAtPlace[]) => ({
    committees: units.filter(({ kind }) => kind === 'grassroots_committee').length,
    sections: units.filter(({ kind }) => kind === 'section').length,
    cells: units.filter(({ kind }) => isCell(kind)).length,
    members:
      members &&
      units.filter(({ kind }) => isCell(kind)).reduce((sum, { id }) => sum + (members.get(id)?.total ?? 0), 0),
  })
  const childrenOf = Map.groupBy(found.places, ({ parentId }) => parentId)
  const within = (place: PlaceWithUnits): UnitAtPlace[] => [
    ...found.units.filter(({ localityId }) => localityId === place.id),
    ...(childrenOf.get(place.id) ?? []).flatMap(within),
  ]
  const places = found.places.filter((place) => all || place.units > 0)
  return {
    ...found,
    rows: places.map((place): PlaceRow => ({
      id: place.id,
      name: place.name,
      kind: localityKindNames[place.kind] ?? place.kind,
      committee: place.committee,
      depth: place.depth,
      ended: place.ended && place.valid.to ? formatDay(place.valid.to) : null,
      ...countOf(within(place)),
    })),
    total: countOf(found.units),
    members,
  }
}

/** Units at places, with their line and place in words. */
export const unitRows = (units: readonly UnitAtPlace[], places: readonly PlaceWithUnits[]) => {
  const names = new Map(places.map(({ id, name }) => [id, name]))
  return units.map((unit) => ({
    id: unit.id,
    name: unit.name,
    kind: unitKindNames[unit.kind],
    grassroots: isGrassroots(unit.kind),
    line: unit.parentName,
    place: names.get(unit.localityId) ?? '',
    placeId: unit.localityId,
  }))
}
