// The scan of a step's paper: kept with the step, and opened by whoever reads a dossier that names it.
import type { Id } from '#kernel/ids.ts'
import { blobs } from '#platform/files/blobs.ts'
import { fileGuard } from '#platform/files/file-guards.ts'
import { addDocument } from '#platform/files/file-rows.ts'
import { optionalText } from '#platform/operation/fields.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'

export interface Scan {
  fileName: string | null
  /** base64; '' for none. */
  content: string
}

export const scanFields = () => ({
  fileName: v.optional(optionalText(200), null),
  /** base64; PDF, Word, Excel or a picture, up to 10 MB. */
  content: v.optional(v.pipe(v.string(), v.maxLength(14_000_000, 'files.too_large')), ''),
})

/** The file kept; null where none was sent. Throws files.too_large or files.document_refused at `content`. */
export async function keepScan(ctx: Context, { content, fileName }: Scan): Promise<Id | null> {
  if (content === '') return null
  const bytes = new Uint8Array(Buffer.from(content, 'base64'))
  return (await addDocument(ctx, blobs(), { name: fileName ?? 'file', content: bytes, field: 'content' })).id
}

fileGuard('admissions', async (ctx, fileId) => {
  const rows = await ctx.db
    .selectFrom('admission_step as s')
    .innerJoin('admission_dossier as d', (join) =>
      join.onRef('d.tenant_id', '=', 's.tenant_id').onRef('d.id', '=', 's.dossier_id'),
    )
    .select('d.unit_id')
    .distinct()
    .where('s.tenant_id', '=', ctx.tenantId)
    .where('s.file_id', '=', fileId)
    .execute()
  if (rows.length === 0) return null
  if (!ctx.actor.holds('member.read')) return false
  for (const row of rows) if (await ctx.actor.covers(ctx.db, 'member.read', [row.unit_id])) return true
  return false
})
