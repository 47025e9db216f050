// Where the bytes of files live: named by their own fingerprint, so they never change and never exist twice.
// Rows with names and owners are the database's; a store knows only bytes.
import { createHash } from 'node:crypto'
import { FileError } from './file-error.ts'

export interface Blob {
  /** Lower-case hex. */
  readonly sha256: string
  readonly bytes: number
}

export type BlobSource = Uint8Array | AsyncIterable<Uint8Array>

export interface BlobStore {
  /** Keeps the bytes for good before it answers. Throws FileError `too-large` past `maxBytes`. */
  put(source: BlobSource, maxBytes: number): Promise<Blob>
  /** Throws FileError `missing`. */
  open(sha256: string): Promise<ReadableStream<Uint8Array>>
  has(sha256: string): Promise<boolean>
}

/** All bytes of a blob, checked against its fingerprint. Throws FileError `missing`, `too-large` or `damaged`. */
export async function readBlob(store: BlobStore, sha256: string, maxBytes: number): Promise<Uint8Array> {
  const bytes = await collect(await store.open(sha256), maxBytes)
  if (fingerprint(bytes) !== sha256) throw new FileError('files.damaged', { sha256 })
  return bytes
}

/** A source as one piece of memory. Throws FileError `too-large` as soon as it passes `maxBytes`. */
export async function collect(source: BlobSource, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of limited(source, maxBytes)) chunks.push(chunk)
  return chunks.length === 1 && chunks[0] ? chunks[0] : new Uint8Array(Buffer.concat(chunks))
}

/** The same pieces, cut off by FileError `too-large` once they sum to more than `maxBytes`. */
export async function* limited(source: BlobSource, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new FileError('files.too-large', { max: maxBytes })
    yield chunk
  }
}

export function fingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** ab/cd/abcd…: two levels keep every folder small. Throws FileError `missing` for anything but a fingerprint. */
export function blobPath(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new FileError('files.missing', { sha256 })
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}
