// Copies one table: read as text in the old bloc, written as it is in the new one, in pieces that grow with how small the rows are.
// Never a statement over two blocs. The step is noted with the rows, so a break costs at most the piece under way.
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Alteration, Row } from './alterations.ts'
import { namesItself } from './catalogue.ts'
import type { Table } from './catalogue.ts'
import type { HandOver } from './hand-over.ts'
import type { Rooms } from './rooms.ts'
import { noteStep, readStep } from './step-book.ts'

const FIRST = 250
const MOST = 8000
const SMALL_TEXT = 1_000_000
const LARGE_TEXT = 6_000_000

interface Piece {
  text: string
  rows: number
  last: Row | null
}

/** Rows of `where` after a key, in the order of the key. */
async function readPiece(
  db: Db,
  tenantId: string,
  table: Table,
  where: RawBuilder<boolean>,
  after: unknown[] | null,
  limit: number,
): Promise<Piece> {
  const order = sql.join(table.key.map((column) => sql.ref(`r.${column}`)))
  const { rows } = await sql<{ text: string | null; rows: number; last: Row | null }>`
    select p.rows_json::text as text, jsonb_array_length(p.rows_json) as rows, p.rows_json -> -1 as last
    from (
      select jsonb_agg(to_jsonb(r) - 'tenant_id' order by ${order}) as rows_json
      from (
        select * from ${sql.table(table.name)} r
        where r.tenant_id = ${tenantId} and ${where} and ${after === null ? sql`true` : behind(table, after, 0)}
        order by ${order} limit ${limit}
      ) r
    ) p`.execute(db)
  const [found] = rows
  return { text: found?.text ?? '[]', rows: found?.rows ?? 0, last: found?.last ?? null }
}

/** Plain comparisons one inside the other, not of rows: only these may use the index under row-level security. */
function behind(table: Table, after: readonly unknown[], at: number): RawBuilder<boolean> {
  const name = table.key[at] as string
  const column = sql.ref(`r.${name}`)
  const value = sql`${String(after[at])}::${sql.raw(table.columns.get(name) ?? 'text')}`
  if (at === table.key.length - 1) return sql<boolean>`${column} > ${value}`
  return sql<boolean>`(${column} >= ${value} and (${column} > ${value} or ${behind(table, after, at + 1)}))`
}

/** Writes rows given as JSON; those that are there already by their key are left as they are. */
export async function writeRows(db: Db, tenantId: string, table: Table, json: string): Promise<void> {
  const columns = sql.join([...table.columns.keys()].map((name) => sql.ref(name)))
  await sql`
    insert into ${sql.table(table.name)} (tenant_id, ${columns})
    select ${tenantId}::uuid, ${columns} from jsonb_populate_recordset(null::${sql.table(table.name)}, ${json}::jsonb)
    on conflict (tenant_id, ${sql.join(table.key.map((name) => sql.ref(name)))}) do nothing`.execute(db)
}

/** Copies what is left of the table; returns the rows written in all. */
export async function copyTable(
  rooms: Rooms,
  handOver: HandOver,
  table: Table,
  where: RawBuilder<boolean>,
  alteration: Alteration | null,
  now: Date,
): Promise<number> {
  const { from, into, id } = handOver
  const step = await rooms.read(into.id, (db) => readStep(db, id, table.name))
  let { rows, done, lastKey } = step
  // Rows that name each other are written together, so that none is missed.
  let limit = namesItself(table) ? Number.MAX_SAFE_INTEGER : FIRST
  while (!done) {
    const after = lastKey
    const piece = await rooms.read(from.id, (db) => readPiece(db, from.id, table, where, after, limit))
    done = piece.rows < limit
    if (piece.last) lastKey = table.key.map((column) => piece.last?.[column])
    const text =
      alteration && piece.rows > 0 ? JSON.stringify((JSON.parse(piece.text) as Row[]).flatMap(alteration)) : piece.text
    await rooms.write(into.id, async (db) => {
      if (piece.rows > 0) await writeRows(db, into.id, table, text)
      await noteStep(db, id, table.name, { done, rows: piece.rows, lastKey }, now)
    })
    rows += piece.rows
    if (piece.text.length < SMALL_TEXT) limit = Math.min(limit * 2, Math.max(limit, MOST))
    else if (piece.text.length > LARGE_TEXT) limit = Math.max(Math.floor(limit / 4), 1)
  }
  return rows
}
