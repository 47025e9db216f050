// The scan of a paper, kept with it: what people look at when they ask for the decision behind a change.
import type { Id } from '#kernel/ids.ts'
import { blobs } from '#platform/files/blobs.ts'
import { addDocument } from '#platform/files/file-rows.ts'
import { optionalText } from '#platform/operation/fields.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'

/** Two entries of an input that may bring the scan along: its name and its content in base64. */
export const paperFileFields = () => ({
  fileName: v.optional(optionalText(200), null),
  /** base64; PDF, Word, Excel or a picture, up to 10 MB. */
  content: v.optional(v.pipe(v.string(), v.maxLength(14_000_000, 'files.too_large')), ''),
})

/** Keeps the file, when one came, and makes it the paper's. Returns its id. Throws like addDocument, at `content`. */
export async function attachFile(
  ctx: Context,
  decisionId: Id,
  input: { fileName: string | null; content: string },
): Promise<Id | null> {
  if (input.content === '') return null
  const content = new Uint8Array(Buffer.from(input.content, 'base64'))
  const { id } = await addDocument(ctx, blobs(), { name: input.fileName ?? 'file', content, field: 'content' })
  await ctx.db
    .updateTable('decision')
    .set({ file_id: id })
    .where('tenant_id', '=', ctx.tenantId)
    .where('id', '=', decisionId)
    .execute()
  return id
}
