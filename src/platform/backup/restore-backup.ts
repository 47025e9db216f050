// Puts a backup into an empty KHOI_DATA: checked first, then copied beside its place, moved there as a whole, and started once
// so that PostgreSQL recovers it.
import { existsSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbedded } from '../embedded/embedded.ts'
import { type Place, preparePlace } from '../embedded/place.ts'
import { checkManifest, type Manifest } from './manifest.ts'
import { copyTree } from './take-backup.ts'

/** Restores the backup in `source`. Throws, having changed nothing, when the backup is damaged or `dataDirectory` is not empty. */
export async function restoreBackup(source: string, dataDirectory: string): Promise<Manifest> {
  const manifest = await checkManifest(source)
  for (const name of ['postgres/cluster', 'files', 'secret']) {
    if (existsSync(join(dataDirectory, name))) {
      throw new Error(`${join(dataDirectory, name)} exists already: a backup is restored into an empty KHOI_DATA.`)
    }
  }
  const place = preparePlace(dataDirectory)
  const unfinished = join(place.home, 'cluster.new-restored')
  await copyTree(join(source, 'cluster'), unfinished)
  await hand(unfinished, place)
  for (const name of ['files', 'secret']) await copyTree(join(source, name), join(dataDirectory, name))
  if (existsSync(join(dataDirectory, 'secret'))) await chmod(join(dataDirectory, 'secret'), 0o600)
  await mkdir(join(dataDirectory, 'files'), { recursive: true, mode: 0o700 })
  await rename(unfinished, place.cluster)

  const server = await startEmbedded(dataDirectory)
  await server.stop()
  return manifest
}

/** Gives the copy to the server's account, closed to all others, as PostgreSQL demands. */
async function hand(path: string, place: Place): Promise<void> {
  const entry = await lstat(path)
  if (place.account) await chown(path, place.account.uid, place.account.gid)
  await chmod(path, entry.isDirectory() ? 0o700 : 0o600)
  if (entry.isDirectory()) for (const name of await readdir(path)) await hand(join(path, name), place)
}
