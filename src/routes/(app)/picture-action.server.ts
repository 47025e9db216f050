// A form action whose form brings a picture: the file travels to the operation as text, like the API sends it.
import { database } from '#platform/db/database.ts'
import { execute } from '#platform/operation/execute.ts'
import { formInput } from '#platform/operation/form-input.ts'
import type { Operation } from '#platform/operation/operation.ts'
import { callerOf, formFailure } from '#pages'
import type { RequestEvent } from '#pages'
import { redirect } from '@sveltejs/kit'
import type { GenericSchema } from 'valibot'

/** The form's file field is called `content`. */
export function pictureAction<S extends GenericSchema, R>(
  operation: Operation<S, R>,
  options: {
    input: (posted: Record<string, unknown>, event: RequestEvent) => Record<string, unknown>
    then: (result: R, event: RequestEvent) => string
  },
) {
  return async (event: RequestEvent) => {
    const caller = callerOf(event)
    const form = await event.request.formData()
    const file = form.get('content')
    const { idempotencyKey, ...posted } = formInput(form)
    const picture =
      file instanceof File
        ? { name: file.name, content: Buffer.from(await file.arrayBuffer()).toString('base64') }
        : { name: null, content: '' }
    let result: R
    try {
      result = await execute(
        database(),
        caller,
        operation,
        { ...options.input(posted, event), ...picture },
        {
          idempotencyKey: typeof idempotencyKey === 'string' && idempotencyKey !== '' ? idempotencyKey : undefined,
        },
      )
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
    redirect(303, options.then(result, event))
  }
}
