// Takes a stranger's file into a store: within its size, of an expected kind, under a name that is safe to show and to save.
import { collect } from './blob-store.ts'
import type { Blob, BlobSource, BlobStore } from './blob-store.ts'
import { FileError } from './file-error.ts'
import { MIME_TYPES, sniff } from './sniff.ts'
import type { FileKind } from './sniff.ts'

export interface Upload {
  readonly source: BlobSource
  readonly name: string
  readonly accept: readonly FileKind[]
  readonly maxBytes: number
}

export interface StoredFile extends Blob {
  readonly name: string
  readonly kind: FileKind
  readonly mime: string
}

const MAX_NAME = 120
const ENDINGS: Readonly<Record<FileKind, RegExp>> = {
  jpeg: /\.jpe?g$/i,
  png: /\.png$/i,
  webp: /\.webp$/i,
  pdf: /\.pdf$/i,
  docx: /\.docx$/i,
  xlsx: /\.xlsx$/i,
}

/** Stores an upload. Throws FileError `too-large` or `kind-refused`; nothing is kept then. */
export async function storeUpload(store: BlobStore, upload: Upload): Promise<StoredFile> {
  const bytes = await collect(upload.source, upload.maxBytes)
  const kind = sniff(bytes)
  if (!kind || !upload.accept.includes(kind)) throw new FileError('files.kind-refused', { kind, accept: upload.accept })
  const blob = await store.put(bytes, upload.maxBytes)
  return { ...blob, kind, mime: MIME_TYPES[kind], name: safeName(upload.name, kind) }
}

/** A name without folders, control and direction marks, with the ending its content deserves, at most 120 characters. */
export function safeName(name: string, kind: FileKind): string {
  const base = (name.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const stem = base.replace(ENDINGS[kind], '').slice(0, MAX_NAME).trim() || 'file'
  return `${stem}.${kind === 'jpeg' ? 'jpg' : kind}`
}
