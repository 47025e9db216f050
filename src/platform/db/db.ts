// The only door to the database: one pool as the non-owner role, and transactions in which the tenant is set.
// Days and ranges stay text (the kernel's Day), so no time zone ever touches them.
import { createHash } from 'node:crypto'
import { isId } from '#kernel/ids.ts'
import type { Id } from '#kernel/ids.ts'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'

export type Db = Transaction<DB>
export type Database = Kysely<DB>

const OID = { int8: 20, date: 1082, numeric: 1700, daterange: 3912, xid8: 5069 } as const

function typeParser(oid: number, format?: unknown): (value: string) => unknown {
  if (oid === OID.int8 || oid === OID.numeric) return Number
  if (oid === OID.date || oid === OID.daterange || oid === OID.xid8) return (value) => value
  return pg.types.getTypeParser(oid, format as 'text')
}

/** Named statements are parsed once per connection and nearly double simple reads; only reads of bounded length get a name. */
const NAMED_LENGTH = 6000
const NAMED_COUNT = 400

class NamingClient extends pg.Client {
  #names = new Map<string, string>()

  // @ts-expect-error pg declares many overloads; this one passes everything else through unchanged.
  override query(text: unknown, values?: unknown, callback?: unknown): unknown {
    const base = super.query.bind(this) as (...args: unknown[]) => unknown
    if (
      typeof text !== 'string' ||
      !Array.isArray(values) ||
      !/^\s*(select|with)\b/i.test(text) ||
      text.length > NAMED_LENGTH
    ) {
      return base(text, values, callback)
    }
    let name = this.#names.get(text)
    if (name === undefined) {
      if (this.#names.size >= NAMED_COUNT) return base(text, values, callback)
      name = createHash('sha1').update(text).digest('base64url')
      this.#names.set(text, name)
    }
    return base({ name, text, values }, callback)
  }
}

/** Opens a pool on the given role. Errors of idle connections are reported, never thrown into the void. */
export function openDatabase(config: pg.PoolConfig, onError: (error: Error) => void = () => {}): Database {
  // The client class is an option of the pool's JavaScript, missing from its types.
  const options = { max: 20, ...config, types: { getTypeParser: typeParser }, Client: NamingClient }
  const pool = new pg.Pool(options as pg.PoolConfig)
  pool.on('error', onError)
  const database = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  pools.set(database, pool)
  return database
}

const pools = new WeakMap<Database, pg.Pool>()

/** How many connections are open, idle, and how many callers wait for one. */
export function poolState(database: Database): { open: number; idle: number; waiting: number } {
  const pool = pools.get(database)
  return { open: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

/** From here on the transaction sees and writes this tenant's rows only. withTenant and readTenant call it; so does who plays several blocs in one transaction. */
export async function setTenant(db: Db, tenantId: Id): Promise<void> {
  if (!isId(tenantId)) throw new RangeError('withTenant wants a tenant id')
  // SET LOCAL with a checked literal, not set_config(): only this reaches the shards of a distributed PostgreSQL.
  await sql.raw(`set local khoi.tenant = '${tenantId}'`).execute(db)
}

/**
 * Runs `work` in one transaction that sees and writes this tenant's rows only. With `oneSnapshot` all its statements see the same
 * moment; a row somebody else changed meanwhile cannot be written then (serialization failure, 40001).
 */
export function withTenant<T>(
  database: Database,
  tenantId: Id,
  work: (db: Db) => Promise<T>,
  oneSnapshot = false,
): Promise<T> {
  return database
    .transaction()
    .setIsolationLevel(oneSnapshot ? 'repeatable read' : 'read committed')
    .execute(async (db) => {
      await setTenant(db, tenantId)
      return work(db)
    })
}

/** The same for reading: PostgreSQL refuses any write inside. Several statements see one snapshot. */
export function readTenant<T>(database: Database, tenantId: Id, work: (db: Db) => Promise<T>): Promise<T> {
  return database
    .transaction()
    .setAccessMode('read only')
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      await setTenant(db, tenantId)
      return work(db)
    })
}
