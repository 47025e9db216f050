// Where a hand-over reads and writes: each piece of work in a transaction of its own, or all of it in one that can be taken back.
import type { Id } from '#kernel/ids.ts'
import { readTenant, setTenant, withTenant } from '#platform/db/db.ts'
import type { Database, Db } from '#platform/db/db.ts'

export interface Rooms {
  read<T>(tenantId: Id, work: (db: Db) => Promise<T>): Promise<T>
  /** All of it or nothing, with the step it belongs to. */
  write<T>(tenantId: Id, work: (db: Db) => Promise<T>): Promise<T>
  /** Everything is one transaction: nothing can be resumed, and nobody else is waited for. */
  single: boolean
}

export const ownTransactions = (database: Database): Rooms => ({
  read: (tenantId, work) => readTenant(database, tenantId, work),
  write: (tenantId, work) => withTenant(database, tenantId, work),
  single: false,
})

/** The tenant changes from piece to piece; never two of them in one statement. */
export function oneTransaction(db: Db): Rooms {
  const enter = async <T>(tenantId: Id, work: (db: Db) => Promise<T>): Promise<T> => {
    await setTenant(db, tenantId)
    return work(db)
  }
  return { read: enter, write: enter, single: true }
}
