// Rows of files: what a blob is called, who may read it, and for pictures the widths that pages ask for.
// A picture is kept only as its cleaned variants: the upload with its camera and place data is never stored.
import { AppError, notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context, ReadContext } from '../operation/operation.ts'
import type { BlobStore } from './blob-store.ts'
import { FileError } from './file-error.ts'
import { guardsAllow } from './file-guards.ts'
import { pictureVariants } from './picture.ts'
import { DOCUMENTS, MIME_TYPES, PICTURES, sniff } from './sniff.ts'
import { safeName, storeUpload } from './upload.ts'

export interface Variant {
  width: number
  height: number
  mime: 'image/webp' | 'image/jpeg'
  sha256: string
  bytes: number
}

export interface FileRow {
  id: Id
  sha256: string
  name: string
  mime: string
  bytes: number
  public: boolean
  /** Small to large; empty for anything but pictures. */
  variants: Variant[]
}

const MAX_PICTURE = 20 * 1024 * 1024
/** Papers people send along: scans and office files. */
export const MAX_DOCUMENT = 10 * 1024 * 1024

const CODES: Partial<Record<FileError['code'], string>> = {
  'files.too-large': 'files.too_large',
  'files.kind-refused': 'files.kind_refused',
  'files.picture-broken': 'files.picture_broken',
}

/** Says a refusal of the store at the field that brought the file. */
function atField(field: string, thrown: unknown): unknown {
  const code = thrown instanceof FileError ? CODES[thrown.code] : undefined
  return code ? AppError.at(field, code, (thrown as FileError).details) : thrown
}

/** Keeps a picture and its row. Throws files.too_large, files.kind_refused or files.picture_broken at `field`. */
export async function addPicture(
  ctx: Context,
  store: BlobStore,
  picture: { name: string; content: Uint8Array; field: string },
): Promise<FileRow> {
  const { content, field } = picture
  if (content.length === 0) throw AppError.at(field, 'files.no_content')
  if (content.length > MAX_PICTURE) throw AppError.at(field, 'files.too_large', { max: MAX_PICTURE })
  const kind = sniff(content)
  if (!kind || !PICTURES.includes(kind)) throw AppError.at(field, 'files.kind_refused')
  const variants: Variant[] = []
  try {
    for (const { bytes, ...made } of await pictureVariants(content)) {
      variants.push({ ...made, ...(await store.put(bytes, MAX_PICTURE)) })
    }
  } catch (thrown) {
    throw atField(field, thrown)
  }
  const largest = variants.findLast((one) => one.mime === 'image/jpeg') as Variant
  const row: FileRow = {
    id: ctx.newId(),
    sha256: largest.sha256,
    name: safeName(picture.name, 'jpeg'),
    mime: MIME_TYPES.jpeg,
    bytes: largest.bytes,
    public: false,
    variants,
  }
  await ctx.db
    .insertInto('file')
    .values({
      ...row,
      variants: JSON.stringify(variants),
      tenant_id: ctx.tenantId,
      created_by: ctx.actor.accountId,
      created_at: ctx.now,
    })
    .execute()
  ctx.touch(row.id)
  return row
}

/**
 * Keeps a paper (PDF, Word, Excel) or a picture, which loses its camera and place data, and its row. Throws files.too_large,
 * files.document_refused or files.picture_broken at `field`.
 */
export async function addDocument(
  ctx: Context,
  store: BlobStore,
  document: { name: string; content: Uint8Array; field: string },
): Promise<FileRow> {
  const { name, content, field } = document
  if (content.length > MAX_DOCUMENT) throw AppError.at(field, 'files.too_large', { max: MAX_DOCUMENT })
  const kind = sniff(content)
  if (kind && PICTURES.includes(kind)) return addPicture(ctx, store, document)
  if (!kind || !DOCUMENTS.includes(kind)) throw AppError.at(field, 'files.document_refused')
  const stored = await storeUpload(store, { source: content, name, accept: DOCUMENTS, maxBytes: MAX_DOCUMENT })
  const row: FileRow = {
    id: ctx.newId(),
    sha256: stored.sha256,
    name: stored.name,
    mime: stored.mime,
    bytes: stored.bytes,
    public: false,
    variants: [],
  }
  await ctx.db
    .insertInto('file')
    .values({ ...row, variants: null, tenant_id: ctx.tenantId, created_by: ctx.actor.accountId, created_at: ctx.now })
    .execute()
  ctx.touch(row.id)
  return row
}

/** Opens files to readers without an account, or closes them again. */
export async function setPublic(ctx: Context, fileIds: readonly Id[], open: boolean): Promise<void> {
  if (fileIds.length === 0) return
  await ctx.db
    .updateTable('file')
    .set({ public: open })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', 'in', [...fileIds])
    .execute()
}

/** The row of a file the caller may read: a public one, or for who is signed in one that an area opens to them. Throws not_found. */
export async function readFileRow(ctx: ReadContext, fileId: Id): Promise<FileRow> {
  const found = await ctx.db
    .selectFrom('file')
    .select(['id', 'sha256', 'name', 'mime', 'bytes', 'public', 'variants', 'created_by as createdBy'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', fileId)
    .executeTakeFirst()
  if (!found) throw notFound()
  const { createdBy, ...row } = found
  if (!row.public && !(ctx.actor.holds('token.own') && (await guardsAllow(ctx, { id: fileId, createdBy })))) {
    throw notFound()
  }
  return { ...row, variants: (row.variants ?? []) as unknown as Variant[] }
}

/** What a page needs to draw a picture. */
export interface PictureFacts {
  fileId: Id
  width: number
  height: number
  widths: number[]
}

/** Size and widths out of a stored `variants` value. */
export function pictureFacts(fileId: Id, stored: unknown): PictureFacts {
  const variants = ((stored ?? []) as Variant[]).filter((one) => one.mime === 'image/jpeg')
  const largest = variants.at(-1)
  return {
    fileId,
    width: largest?.width ?? 0,
    height: largest?.height ?? 0,
    widths: variants.map((one) => one.width),
  }
}
