// Who uses the server of a data directory, and one at a time for starting and stopping it.
// The lock is SQLite's file lock: the kernel releases it at any death of its holder, also by kill -9.
import { chownSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account } from './account.ts'
import { birthOf } from './process-identity.ts'

const LOCK_PATIENCE_MS = 180_000
const SQLITE_BUSY = 5

export interface Attachments {
  /** Notes this process as a user of the server. */
  add(id: string): void
  remove(id: string): void
  /** How many users are still alive; the dead are struck out. */
  living(): number
}

/** Runs `work` while no other process starts or stops the server of this home. */
export async function withSupervisorLock<T>(
  home: string,
  account: Account | null,
  work: (attachments: Attachments) => Promise<T>,
): Promise<T> {
  const path = join(home, 'supervisor.db')
  const db = new DatabaseSync(path, { timeout: 0 })
  try {
    if (account) chownSync(path, account.uid, account.gid)
    await begin(db, home)
    db.exec('create table if not exists attachment (id text primary key, pid integer not null, birth text not null)')
    const result = await work({
      add: (id) => {
        const birth = birthOf(process.pid) ?? ''
        db.prepare('insert into attachment (id, pid, birth) values (?, ?, ?)').run(id, process.pid, birth)
      },
      remove: (id) => {
        db.prepare('delete from attachment where id = ?').run(id)
      },
      living: () => {
        const rows = db.prepare('select id, pid, birth from attachment').all() as unknown as Attachment[]
        const dead = rows.filter((row) => birthOf(row.pid) !== row.birth)
        for (const row of dead) db.prepare('delete from attachment where id = ?').run(row.id)
        return rows.length - dead.length
      },
    })
    db.exec('commit')
    return result
  } finally {
    db.close()
  }
}

interface Attachment {
  readonly id: string
  readonly pid: number
  readonly birth: string
}

async function begin(db: DatabaseSync, home: string): Promise<void> {
  const patientUntil = performance.now() + LOCK_PATIENCE_MS
  for (;;) {
    try {
      db.exec('begin exclusive')
      return
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error
      if (performance.now() > patientUntil) {
        throw new Error(`Another process has been starting or stopping the database in ${home} for minutes.`, {
          cause: error,
        })
      }
      await sleep(25)
    }
  }
}
