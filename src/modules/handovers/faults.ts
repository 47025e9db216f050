// What forbids a hand-over, found before anything is written: keys that two blocs share, records that came twice, acts later than the day.
import type { Id } from '#kernel/ids.ts'
import { AppError } from '#kernel/errors.ts'
import type { ErrorDetails } from '#kernel/errors.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Catalogue } from './catalogue.ts'
import { isWhole } from './hand-over.ts'
import type { HandOver } from './hand-over.ts'
import type { Rooms } from './rooms.ts'
import { KEY_RULES } from './table-rules.ts'

export interface Fault {
  code: string
  details: ErrorDetails
}

/** A hand-over with what of it goes along. */
export interface Going {
  handOver: HandOver
  where: (table: string) => RawBuilder<boolean>
}

const CODES: Readonly<Record<string, string>> = {
  member: 'handovers.card_numbers',
  unit_identifier: 'handovers.identifiers',
}

/** Faults of several hand-overs into one bloc, looked at together. */
export async function faultsOf(rooms: Rooms, catalogue: Catalogue, all: readonly Going[]): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const { name, uniques } of catalogue.values())
    for (const unique of uniques)
      if (KEY_RULES[unique.name] === 'fault') faults.push(...(await sharedKeys(rooms, all, name, unique.columns)))
  for (const going of all) {
    faults.push(...(await broughtBefore(rooms, going)))
    if (!isWhole(going.handOver)) faults.push(...(await laterThanTheDay(rooms, going.handOver)))
  }
  return faults
}

export const errorOf = ({ code, details }: Fault): AppError => new AppError(code, details)

async function keysOf(db: Db, tenantId: Id, table: string, columns: readonly string[], where: RawBuilder<boolean>) {
  // Days of use are left aside: what two blocs share at any time is told, and looked at by people.
  const plain = columns.filter((column) => column !== 'valid')
  const { rows } = await sql<{ id: Id; key: string }>`
    select r.id, concat_ws(' ', ${sql.join(plain.map((column) => sql.ref(`r.${column}`)))}) as key
    from ${sql.table(table)} r
    where r.tenant_id = ${tenantId} and ${where}
      and ${sql.join(
        plain.map((column) => sql`${sql.ref(`r.${column}`)} is not null`),
        sql` and `,
      )}`.execute(db)
  return rows
}

async function sharedKeys(
  rooms: Rooms,
  all: readonly Going[],
  table: string,
  columns: readonly string[],
): Promise<Fault[]> {
  const seen = new Map<string, Id>()
  const shared = new Set<string>()
  const look = (rows: readonly { id: Id; key: string }[]) => {
    for (const { id, key } of rows) {
      const other = seen.get(key)
      if (other !== undefined && other !== id) shared.add(key)
      seen.set(key, id)
    }
  }
  const into = all[0]?.handOver.into
  if (into) look(await rooms.read(into.id, (db) => keysOf(db, into.id, table, columns, sql<boolean>`true`)))
  for (const { handOver, where } of all)
    look(await rooms.read(handOver.from.id, (db) => keysOf(db, handOver.from.id, table, columns, where(table))))
  return shared.size === 0 ? [] : [{ code: CODES[table] ?? 'duplicate', details: { keys: [...shared].toSorted() } }]
}

/** The same record came to the new bloc another way: two states of one thing, and nobody to say which is true. */
async function broughtBefore(rooms: Rooms, { handOver, where }: Going): Promise<Fault[]> {
  const { from, into } = handOver
  const faults: Fault[] = []
  for (const table of ['unit', 'member']) {
    const ids = (db: Db, tenantId: Id, condition: RawBuilder<boolean>) =>
      sql<{ id: Id }>`select r.id from ${sql.table(table)} r where r.tenant_id = ${tenantId} and ${condition}`.execute(
        db,
      )
    const there = new Set(
      (await rooms.read(into.id, (db) => ids(db, into.id, sql<boolean>`true`))).rows.map(({ id }) => id),
    )
    if (there.size === 0) continue
    const twice = (await rooms.read(from.id, (db) => ids(db, from.id, where(table)))).rows.filter(({ id }) =>
      there.has(id),
    )
    if (twice.length > 0)
      faults.push({ code: 'handovers.twice', details: { count: twice.length, keys: twice.map(({ id }) => id) } })
  }
  return faults
}

/** A bloc that is divided ends that day: nothing may stand recorded that begins later. */
async function laterThanTheDay(rooms: Rooms, { from, on }: HandOver): Promise<Fault[]> {
  return rooms.read(from.id, async (db) => {
    const acts = await sql<{ name: string }>`
      select distinct v.name from unit_version v
      where v.tenant_id = ${from.id} and (lower(v.valid) >= ${on}::date or upper(v.valid) > ${on}::date) order by 1`.execute(
      db,
    )
    const spans = await sql<{ n: number }>`
      select count(distinct c.member_id) as n from member_cell c
      where c.tenant_id = ${from.id} and (lower(c.valid) >= ${on}::date or upper(c.valid) > ${on}::date)`.execute(db)
    const count = spans.rows[0]?.n ?? 0
    return [
      ...(acts.rows.length > 0 ? [{ code: 'handovers.later_acts', details: { on, count: acts.rows.length, names: acts.rows.map(({ name }) => name) } }] : []), // prettier-ignore
      ...(count > 0 ? [{ code: 'handovers.later_facts', details: { on, count } }] : []),
    ]
  })
}
