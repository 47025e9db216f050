// Blobs on the local disk. A blob appears whole or not at all: written aside, synced, then renamed into place.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { blobPath, limited } from './blob-store.ts'
import type { BlobStore } from './blob-store.ts'
import { FileError } from './file-error.ts'

const READ_ONLY = 0o440

/** A store under `root` (made when missing); blobs lie at ab/cd/<sha256>. */
export function diskBlobs(root: string): BlobStore {
  const aside = join(root, 'incoming')
  return {
    async put(source, maxBytes) {
      await mkdir(aside, { recursive: true })
      const draft = join(aside, randomUUID())
      try {
        const blob = await writeDraft(draft, limited(source, maxBytes))
        await settle(draft, join(root, blobPath(blob.sha256)))
        return blob
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },

    async open(sha256) {
      try {
        const handle = await open(join(root, blobPath(sha256)))
        return Readable.toWeb(handle.createReadStream()) as unknown as ReadableStream<Uint8Array>
      } catch (error) {
        throw missing(error) ? new FileError('files.missing', { sha256 }) : error
      }
    },

    async has(sha256) {
      return exists(join(root, blobPath(sha256)))
    },
  }
}

async function writeDraft(path: string, source: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', READ_ONLY)
  try {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

async function settle(draft: string, place: string): Promise<void> {
  if (await exists(place)) return rm(draft)
  await mkdir(dirname(place), { recursive: true })
  await rename(draft, place)
  // The name itself is only safe once its folder and the folder above are on the disk.
  await syncFolder(dirname(place))
  await syncFolder(dirname(dirname(place)))
  await syncFolder(dirname(dirname(dirname(place))))
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (missing(error)) return false
    throw error
  }
}

function missing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
