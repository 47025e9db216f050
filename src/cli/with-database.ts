// Commands that need the database: reach the given one, or attach to (start) the embedded one, and leave it in the end.
import { config } from '#platform/config.ts'
import { closeDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { type ConnectionTargets, connectionTargets, useEmbeddedSocket } from '#platform/db/targets.ts'
import { startEmbedded } from '#platform/embedded/embedded.ts'

/** Runs `work` with a reachable, migrated database; `database()` of the platform works inside. */
export async function withDatabase<T>(work: (targets: ConnectionTargets) => Promise<T>): Promise<T> {
  return withServer(async (targets) => {
    await migrate(targets.owner)
    return work(targets)
  })
}

/** The same without migrating, for looking only. */
export async function withServer<T>(work: (targets: ConnectionTargets) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDirectory } = config()
  const server = databaseUrl === null ? await startEmbedded(dataDirectory) : null
  if (server) useEmbeddedSocket(server.socketDir)
  try {
    return await work(connectionTargets())
  } finally {
    await closeDatabase()
    await server?.stop()
  }
}
