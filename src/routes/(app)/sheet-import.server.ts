// Taking over an Excel sheet in two steps, alike in all areas: the file is read and shown with what is wrong (`previewOf`), and what the
// preview showed goes round through the form and is taken whole (`postedRows` as the operation's input).
import { AppError } from '#kernel/errors.ts'
import { callerOf, formFailure } from '#pages'
import { database } from '#platform/db/database.ts'
import { askAll } from '#platform/operation/execute.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { RequestEvent } from '@sveltejs/kit'

type Run = Parameters<Parameters<typeof askAll>[2]>[0]

/** Bytes of the sheet in the field `tep`, with the name people gave it. Throws field.required, file_too_large at the field. */
export async function sheetIn(form: FormData, maxBytes: number): Promise<{ name: string; bytes: Uint8Array }> {
  const file = form.get('tep')
  if (!(file instanceof File) || file.size === 0) throw AppError.at('tep', 'field.required')
  if (file.size > maxBytes) throw AppError.at('tep', 'file_too_large')
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** The action that shows a sheet before anything is written; a refusal keeps what was typed beside the file. */
export const previewOf =
  <P>(read: (ctx: ReadContext, form: FormData, run: Run) => Promise<P>) =>
  async (event: RequestEvent) => {
    const form = await event.request.formData()
    try {
      return { preview: await askAll(database(), callerOf(event), (run, ctx) => read(ctx, form, run)) }
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
  }

/** What a preview put into the field `rows`; undefined when it was lost or changed on the way, so that the operation refuses it. */
export function postedRows(posted: Record<string, unknown>): unknown {
  try {
    return JSON.parse(String(posted['rows'] ?? ''))
  } catch {
    return undefined
  }
}
