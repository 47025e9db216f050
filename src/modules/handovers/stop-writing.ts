// Before anything is copied the old bloc stops being written: from then on its record stands still, and nothing entered meanwhile is lost.
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import { endTenant } from '#modules/tenancy/tenancy.server.ts'
import { sealTenant } from '#platform/audit/seal.ts'
import { readTenant } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { Rooms } from './rooms.ts'

const LONGEST_WAIT_MS = 60_000
const EVERY_MS = 100

/** Ends the bloc from a day on; the blocs it goes to are named when everything is there. */
export async function stopWriting(rooms: Rooms, bloc: Tenant, on: Day): Promise<void> {
  await rooms.write(bloc.id, (db) => endTenant(db, bloc.id, on, bloc.successors))
}

/**
 * Waits until whoever was writing when the bloc stopped is done, and links the last entries into its chain. Throws handovers.writers
 * after a minute.
 */
export async function settle(database: Database, bloc: Tenant): Promise<void> {
  const { rows } = await sql<{ edge: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as edge`.execute(
    database,
  )
  const edge = BigInt(rows[0]?.edge ?? '0')
  for (const deadline = performance.now() + LONGEST_WAIT_MS; ;) {
    const oldest = await readTenant(database, bloc.id, async (db) => {
      const { rows: found } = await sql<{
        xmin: string
      }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`.execute(db)
      return BigInt(found[0]?.xmin ?? '0')
    })
    if (oldest >= edge) break
    if (performance.now() > deadline) throw new AppError('handovers.writers')
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
  await sealTenant(database, bloc.id)
}
