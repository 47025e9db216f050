// Many rows into one table: each statement carries up to 2,000 of them as one JSON value, so it is parsed once and has few parameters.
import { sql } from 'kysely'
import type { Insertable } from 'kysely'
import type { Db } from './db.ts'
import type { DB } from './schema.ts'

const ROWS = 2000

/** As PostgreSQL reads bytes out of JSON: in hex. Buffers would turn themselves into something else. */
const readable = (value: unknown): unknown =>
  value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value

const withBytes = (row: object): object =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, readable(value)]))

/**
 * Inserts rows that all have the columns of the first; a column left out of the first gets its default. Errors are those of
 * PostgreSQL; all rows or none only inside a transaction, which every operation has.
 */
export async function insertRows<Table extends keyof DB & string>(
  db: Db,
  table: Table,
  rows: readonly Insertable<DB[Table]>[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)))
  for (let at = 0; at < rows.length; at += ROWS) {
    const chunk = JSON.stringify(rows.slice(at, at + ROWS).map(withBytes))
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${chunk}::jsonb)`.execute(db)
  }
}
