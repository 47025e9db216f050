// Rows of two blocs that are the same thing: a paper, a sector, a place. The old row is not copied, whatever names it names the new bloc's.
import { overlaps, parseRange } from '#kernel/date-range.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import type { Db } from '#platform/db/db.ts'
import type { HandOver } from './hand-over.ts'
import type { Rooms } from './rooms.ts'

/** By table: the old key and the key it has in the new bloc, where they differ. */
export type United = ReadonlyMap<string, ReadonlyMap<string, string>>

interface SectorRow {
  code: string
  name: string
}
interface PlaceRow {
  id: Id
  kind: string
  name: string
  committee: string | null
  code: string | null
  parent_id: Id | null
  valid: string
}
interface PaperRow {
  id: Id
  key: string
}

/** What the new bloc has already; asked again after a break it gives the same answer, for what was copied is then its own. */
export async function unitedRows(rooms: Rooms, { from, into }: HandOver): Promise<United> {
  const read = async <T>(of: (db: Db, tenantId: Id) => Promise<T>) => {
    const old = await rooms.read(from.id, (db) => of(db, from.id))
    return [old, await rooms.read(into.id, (db) => of(db, into.id))] as const
  }
  const [oldSectors, sectors] = await read((db, id) =>
    db.selectFrom('sector').select(['code', 'name']).where('tenant_id', '=', id).execute(),
  )
  const [oldPlaces, places] = await read((db, id) =>
    db
      .selectFrom('locality')
      .select(['id', 'kind', 'name', 'committee', 'code', 'parent_id', 'valid'])
      .where('tenant_id', '=', id)
      .execute(),
  )
  const [oldPapers, papers] = await read(papersOf)
  const paperIds = new Map(papers.map(({ key, id }) => [key, id]))
  return new Map<string, ReadonlyMap<string, string>>([
    ['sector', unitedSectors(oldSectors, sectors, from.slug)],
    ['locality', unitedPlaces(oldPlaces, places)],
    ['decision', changed(oldPapers.map(({ id, key }) => [id, paperIds.get(key) ?? id]))],
  ])
}

const changed = (pairs: readonly (readonly [string, string])[]) => new Map(pairs.filter(([old, now]) => old !== now))

async function papersOf(db: Db, tenantId: Id): Promise<PaperRow[]> {
  const rows = await db
    .selectFrom('decision')
    .select(['id', 'issuer', 'kind', 'number', 'issued_on'])
    .where('tenant_id', '=', tenantId)
    .execute()
  return rows.map(({ id, issuer, kind, number, issued_on }) => ({
    id,
    key: JSON.stringify([issuer, kind, number, issued_on]),
  }))
}

/** The same code with another name is another sector: it gets the old bloc's name behind it. */
export function unitedSectors(old: readonly SectorRow[], now: readonly SectorRow[], slug: string): Map<string, string> {
  const names = new Map(now.map(({ code, name }) => [code, fold(name)]))
  return changed(
    old.map(({ code, name }) => {
      const there = names.get(code)
      return [code, there === undefined || there === fold(name) ? code : `${code}-${slug}`]
    }),
  )
}

/** The same kind, name and days; and nothing known that tells them apart: code, committee, what they lie in. */
export function unitedPlaces(old: readonly PlaceRow[], now: readonly PlaceRow[]): Map<string, string> {
  const united = new Map<string, string>()
  const parents = new Map(old.map((place) => [place.id, place.parent_id]))
  const agree = (a: string | null, b: string | null) => a === null || b === null || fold(a) === fold(b)
  const nested = (place: PlaceRow): number =>
    place.parent_id === null ? 0 : 1 + (parents.get(place.parent_id) ? 1 : 0)
  for (const place of old.toSorted((a, b) => nested(a) - nested(b))) {
    const parent = place.parent_id === null ? null : (united.get(place.parent_id) ?? place.parent_id)
    const twin = now.find(
      (other) =>
        other.kind === place.kind &&
        fold(other.name) === fold(place.name) &&
        overlaps(parseRange(other.valid), parseRange(place.valid)) &&
        agree(other.code, place.code) &&
        agree(other.committee, place.committee) &&
        agree(other.parent_id, parent),
    )
    if (twin) united.set(place.id, twin.id)
  }
  return changed([...united])
}
