// Follows a tenant's whole audit chain and says where it breaks. A rebuilt chain is whole in itself: only comparing it with a
// head that was published before (printed, mailed, kept elsewhere) betrays that.
import type { Id } from '#kernel/ids.ts'
import { readTenant } from '../db/db.ts'
import type { Database, Db } from '../db/db.ts'
import { emptyHead, follow } from './chain.ts'
import type { Break, ChainLink, Head } from './chain.ts'

const BATCH = 5000

export interface Verification {
  /** All entries, sealed or not. */
  entries: number
  sealed: number
  /** Entries not yet linked; after a few quiet seconds this is 0. */
  unsealed: number
  /** The last link that holds. */
  head: Head
  ok: boolean
  brokenAt?: number
  reason?: Break | 'head_differs'
}

/**
 * Checks every link in one snapshot; with `published`, also that the chain still runs through that earlier head.
 * `step` is told after each batch how many of the sealed entries are done; what it throws ends the check.
 */
export async function verifyChain(
  database: Database,
  tenantId: Id,
  published?: Head,
  step?: (done: number, total: number) => Promise<void>,
): Promise<Verification> {
  return readTenant(database, tenantId, async (db) => {
    const counts = await countEntries(db, tenantId)
    let head = emptyHead(tenantId)
    for (;;) {
      const links = await readLinks(db, tenantId, head.ordinal)
      const followed = follow(head, links)
      const passed = published && links.find(({ ordinal }) => ordinal === published.ordinal)
      head = followed.head
      if (!followed.ok) {
        return { ...counts, head, ok: false, brokenAt: followed.brokenAt, reason: followed.reason }
      }
      if (passed && passed.hash !== published.hash) {
        return { ...counts, head, ok: false, brokenAt: published.ordinal, reason: 'head_differs' }
      }
      await step?.(head.ordinal, counts.sealed)
      if (links.length < BATCH) break
    }
    if (published && published.ordinal > head.ordinal) {
      return { ...counts, head, ok: false, brokenAt: head.ordinal + 1, reason: 'ordinal_missing' }
    }
    return { ...counts, head, ok: true }
  })
}

/** The head to publish: the newest seal, not verified. */
export async function readHead(database: Database, tenantId: Id): Promise<Head> {
  return readTenant(database, tenantId, async (db) => {
    const newest = await db
      .selectFrom('audit_seal')
      .select(['ordinal', 'hash'])
      .where('tenant_id', '=', tenantId)
      .orderBy('ordinal', 'desc')
      .limit(1)
      .executeTakeFirst()
    return newest ?? emptyHead(tenantId)
  })
}

async function countEntries(db: Db, tenantId: Id): Promise<Pick<Verification, 'entries' | 'sealed' | 'unsealed'>> {
  const row = await db
    .selectFrom('audit_entry as entry')
    .leftJoin('audit_seal as seal', (join) =>
      join.onRef('seal.tenant_id', '=', 'entry.tenant_id').onRef('seal.entry_id', '=', 'entry.id'),
    )
    .select(({ fn }) => [fn.countAll<number>().as('entries'), fn.count<number>('seal.ordinal').as('sealed')])
    .where('entry.tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow()
  return { entries: row.entries, sealed: row.sealed, unsealed: row.entries - row.sealed }
}

async function readLinks(db: Db, tenantId: Id, after: number): Promise<ChainLink[]> {
  const rows = await db
    .selectFrom('audit_seal as seal')
    .leftJoin('audit_entry as entry', (join) =>
      join.onRef('entry.tenant_id', '=', 'seal.tenant_id').onRef('entry.id', '=', 'seal.entry_id'),
    )
    .select([
      'seal.ordinal',
      'seal.hash',
      'entry.id',
      'entry.at',
      'entry.account_id',
      'entry.operation',
      'entry.subjects',
      'entry.details',
      'entry.request_id',
    ])
    .where('seal.tenant_id', '=', tenantId)
    .where('seal.ordinal', '>', after)
    .orderBy('seal.ordinal')
    .limit(BATCH)
    .execute()
  return rows.map(({ ordinal, hash, ...row }) => ({
    ordinal,
    hash,
    entry:
      row.id === null || row.at === null || row.operation === null
        ? null
        : {
            id: row.id,
            at: row.at,
            accountId: row.account_id,
            operation: row.operation,
            subjects: row.subjects ?? [],
            details: row.details,
            requestId: row.request_id,
          },
  }))
}
