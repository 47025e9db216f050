// Natural keys of the old bloc that other rows of the new bloc have already: those that get the old bloc's name behind them.
import type { Id } from '#kernel/ids.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { Catalogue } from './catalogue.ts'
import type { HandOver } from './hand-over.ts'
import type { Rooms } from './rooms.ts'
import { KEY_RULES } from './table-rules.ts'

/** By constraint: keys as JSON of their columns. A row that was copied before is no other row. */
export async function takenKeys(
  rooms: Rooms,
  { from, into }: HandOver,
  catalogue: Catalogue,
): Promise<Map<string, ReadonlySet<string>>> {
  const taken = new Map<string, ReadonlySet<string>>()
  for (const table of catalogue.values()) {
    for (const unique of table.uniques) {
      if (typeof KEY_RULES[unique.name] !== 'object') continue
      const keys = async (db: Db, tenantId: Id) => {
        const columns = sql.join(unique.columns.map((column) => sql.ref(column)))
        const { rows } = await sql<{ id: Id; key: unknown[] }>`
          select id, jsonb_build_array(${columns}) as key from ${sql.table(table.name)} where tenant_id = ${tenantId}`.execute(
          db,
        )
        return rows.map(({ id, key }) => ({ id, key: JSON.stringify(key) }))
      }
      const now = new Map((await rooms.read(into.id, (db) => keys(db, into.id))).map(({ key, id }) => [key, id]))
      const old = await rooms.read(from.id, (db) => keys(db, from.id))
      taken.set(
        unique.name,
        new Set(old.filter(({ key, id }) => now.has(key) && now.get(key) !== id).map(({ key }) => key)),
      )
    }
  }
  return taken
}
