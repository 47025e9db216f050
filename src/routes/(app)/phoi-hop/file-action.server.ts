// A form action whose form may bring a paper: it travels to the operation as text, like the API sends it.
import { database } from '#platform/db/database.ts'
import { execute } from '#platform/operation/execute.ts'
import { formInput } from '#platform/operation/form-input.ts'
import type { Operation } from '#platform/operation/operation.ts'
import { callerOf, formFailure, keepRemarks } from '#pages'
import type { RequestEvent } from '#pages'
import { redirect } from '@sveltejs/kit'
import type { GenericSchema } from 'valibot'

/** The file of a form's field `content`, as the operations take it; nothing chosen is no file. */
export async function fileOf(form: FormData): Promise<{ fileName?: string; content: string }> {
  const file = form.get('content')
  if (!(file instanceof File) || file.size === 0) return { content: '' }
  return { fileName: file.name.slice(-200), content: Buffer.from(await file.arrayBuffer()).toString('base64') }
}

/** Runs one operation with what the form says and the file it brings. */
export function fileAction<S extends GenericSchema, R>(
  operation: Operation<S, R>,
  options: {
    input?: (posted: Record<string, unknown>, event: RequestEvent) => Record<string, unknown>
    then: (result: R, event: RequestEvent) => string
  },
) {
  return async (event: RequestEvent) => {
    const caller = callerOf(event)
    const form = await event.request.formData()
    let result: R
    try {
      const { idempotencyKey, ...posted } = formInput(form)
      const input = { ...(options.input ? options.input(posted, event) : posted), ...(await fileOf(form)) }
      const key = typeof idempotencyKey === 'string' && idempotencyKey !== '' ? idempotencyKey : undefined
      result = await execute(database(), caller, operation, input, { idempotencyKey: key })
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
    keepRemarks(event, result)
    redirect(303, options.then(result, event))
  }
}
