// Links committed audit entries into the chain of their tenant, in the order (transaction, id), a few seconds behind the
// writers: only entries older than the oldest running transaction, since none can come before them any more.
import { sql } from 'kysely'
import type { Id } from '#kernel/ids.ts'
import { withTenant } from '../db/db.ts'
import type { Database, Db } from '../db/db.ts'
import { emptyHead, link } from './chain.ts'
import type { ChainEntry, Head } from './chain.ts'

/** First half of the advisory lock's key (the letters "seal"); the second is the tenant. */
const TURN = 0x7365616c
const BATCH = 1000

export interface SealOptions {
  now?: Date
  batch?: number
  /**
   * Looks at all entries and not only at those behind the last sealed one. Needed once after a move to another server, whose
   * transaction numbers begin anew.
   */
  thorough?: boolean
}

/** Seals what may be sealed now, in batches of one transaction each. Returns how many entries; 0 also when another sealer has the turn. */
export async function sealTenant(database: Database, tenantId: Id, options: SealOptions = {}): Promise<number> {
  const batch = options.batch ?? BATCH
  let sealed = 0
  for (;;) {
    const count = await withTenant(database, tenantId, (db) => sealBatch(db, tenantId, { ...options, batch }))
    sealed += count
    if (count < batch) return sealed
  }
}

/** Every tenant after the other: the same work in every process is harmless, one has the turn at a time. */
export async function sealAll(database: Database, options: SealOptions = {}): Promise<number> {
  const tenants = await database.selectFrom('tenant').select('id').execute()
  let sealed = 0
  for (const { id } of tenants) sealed += await sealTenant(database, id, options)
  return sealed
}

async function sealBatch(db: Db, tenantId: Id, options: SealOptions & { batch: number }): Promise<number> {
  const turn = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(${TURN}::int, hashtext(${tenantId})) as mine`.execute(db)
  if (!turn.rows[0]?.mine) return 0

  const last = await lastSeal(db, tenantId)
  const entries = await unsealedEntries(db, tenantId, options.thorough ? undefined : last, options.batch)
  if (entries.length === 0) return 0

  let head: Head = last ? { ordinal: last.ordinal, hash: last.hash } : emptyHead(tenantId)
  const sealedAt = options.now ?? new Date()
  const seals = entries.map((entry) => {
    head = link(head, entry)
    return { tenant_id: tenantId, ordinal: head.ordinal, entry_id: entry.id, hash: head.hash, sealed_at: sealedAt }
  })
  await db.insertInto('audit_seal').values(seals).execute()
  return seals.length
}

interface LastSeal extends Head {
  entryId: Id
  xact: string
}

async function lastSeal(db: Db, tenantId: Id): Promise<LastSeal | undefined> {
  return db
    .selectFrom('audit_seal as seal')
    .innerJoin('audit_entry as entry', (join) =>
      join.onRef('entry.tenant_id', '=', 'seal.tenant_id').onRef('entry.id', '=', 'seal.entry_id'),
    )
    .select(['seal.ordinal', 'seal.hash', 'seal.entry_id as entryId', 'entry.xact'])
    .where('seal.tenant_id', '=', tenantId)
    .orderBy('seal.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function unsealedEntries(
  db: Db,
  tenantId: Id,
  behind: LastSeal | undefined,
  limit: number,
): Promise<ChainEntry[]> {
  let rows = db
    .selectFrom('audit_entry as entry')
    .select([
      'entry.id',
      'entry.at',
      'entry.account_id as accountId',
      'entry.operation',
      'entry.subjects',
      'entry.details',
      'entry.request_id as requestId',
    ])
    .where('entry.tenant_id', '=', tenantId)
    // A visible entry from beyond the snapshot's end was written on another server: nothing running here can precede it.
    .where(
      sql<boolean>`(entry.xact < pg_snapshot_xmin(pg_current_snapshot()) or entry.xact >= pg_snapshot_xmax(pg_current_snapshot()))`,
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('audit_seal as seal')
            .select('seal.ordinal')
            .whereRef('seal.tenant_id', '=', 'entry.tenant_id')
            .whereRef('seal.entry_id', '=', 'entry.id'),
        ),
      ),
    )
    .orderBy('entry.xact')
    .orderBy('entry.id')
    .limit(limit)
  if (behind) {
    // Two plain comparisons, not one of rows: only these may use the index under row-level security.
    rows = rows
      .where('entry.xact', '>=', behind.xact)
      .where(sql<boolean>`(entry.xact > ${behind.xact}::xid8 or entry.id > ${behind.entryId}::uuid)`)
  }
  return rows.execute()
}
