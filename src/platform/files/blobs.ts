// The file store of this process: a folder of the data directory, or the object storage that is configured.
import { config } from '../config.ts'
import type { BlobStore } from './blob-store.ts'
import { diskBlobs } from './disk-blobs.ts'
import { s3Blobs } from './s3-blobs.ts'

let open: BlobStore | undefined

export function blobs(): BlobStore {
  return (open ??= config().objectStorage ? s3Blobs(config().objectStorage!) : diskBlobs(config().filesDirectory))
}

/** For tests and scripts that bring their own store. */
export function useBlobs(given: BlobStore): void {
  open = given
}
