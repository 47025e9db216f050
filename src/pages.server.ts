// What every page needs: the caller or the way to the sign-in page, queries in one snapshot, operations as form actions.
import { dayInVietnam } from '#kernel/day.ts'
import { AppError, explainError } from '#kernel/errors.ts'
import type { ErrorView } from '#kernel/errors.ts'
import { database } from '#platform/db/database.ts'
import { asAddressError, asAppError } from '#platform/edge-errors.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { askAll, askIn, execute } from '#platform/operation/execute.ts'
import { formInput } from '#platform/operation/form-input.ts'
import type { Operation, Query, ReadContext } from '#platform/operation/operation.ts'
import { error, fail, redirect } from '@sveltejs/kit'
import type { ActionFailure, RequestEvent as KitEvent } from '@sveltejs/kit'
import type { GenericSchema } from 'valibot'
import { errors } from '#product'
import { keepRemarks } from './remarks.server.ts'

export { keepRemarks, takeRemarks } from './remarks.server.ts'

/** Any page's event, whatever its address parameters. */
export type RequestEvent = Pick<KitEvent, 'locals' | 'url' | 'request' | 'cookies'> & {
  params: Partial<Record<string, string>>
}

/** What a failed form shows: the sentence on top, one per field, and everything that was typed. */
export interface FormFailure {
  error: ErrorView
  /** Messages for Form.svelte: '' is the whole form's. */
  errors: Record<string, string>
  /** What was posted, by field name. */
  values: Record<string, string>
}

/** Who asks; a reader without an account is sent to sign in and comes back here. */
export function callerOf(event: RequestEvent): Caller {
  if (event.locals.caller) return event.locals.caller
  redirect(303, `/dang-nhap?ve=${encodeURIComponent(event.url.pathname + event.url.search)}`)
}

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

/**
 * Loads a page: all its queries in one read-only snapshot. What is refused becomes an error page with its sentence.
 * `load(event, (run, ctx) => run(listMembers, {...}))`
 */
export async function load<R>(event: RequestEvent, work: (run: Run, ctx: ReadContext) => Promise<R>): Promise<R> {
  try {
    const caller = callerOf(event)
    const { snapshot } = event.locals
    return await (snapshot ? askIn(snapshot, caller, work) : askAll(database(), caller, work))
  } catch (raised) {
    const thrown = asAddressError(raised)
    if (!(thrown instanceof AppError)) throw thrown
    if (thrown.code === 'sign_in_required') redirect(303, '/dang-nhap')
    const view = explainError(errors, thrown, event.locals.requestId)
    error(view.status, { message: view.message, code: view.code, requestId: event.locals.requestId })
  }
}

/** The same as a form failure, for pages whose action is more than one operation. */
export function formFailure(event: RequestEvent, form: FormData, raised: unknown): ActionFailure<FormFailure> {
  const thrown = asAppError(raised)
  if (!(thrown instanceof AppError)) throw thrown
  const view = explainError(errors, thrown, event.locals.requestId)
  const values = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  const messages = Object.keys(view.fields).length > 0 ? view.fields : { '': view.message }
  return fail(view.status, { error: view, errors: messages, values })
}

export interface ActionOptions<I, R> {
  /** Adds what the form does not carry (ids of the address) or reshapes it. */
  input?: (posted: Record<string, unknown>, event: RequestEvent) => I
  /** Where to go afterwards; without it the page is shown again with `done`. */
  then?: (result: R, event: RequestEvent) => string
}

/** A form action that runs one operation. Values typed are kept on refusal; a hidden `idempotencyKey` makes a double press harmless. */
export function actionOf<S extends GenericSchema, R>(
  operation: Operation<S, R>,
  options: ActionOptions<unknown, R> = {},
) {
  return async (event: RequestEvent): Promise<ActionFailure<FormFailure> | { done: true; result: R }> => {
    const caller = callerOf(event)
    const form = await event.request.formData()
    let result: R
    try {
      const { idempotencyKey, ...posted } = formInput(form)
      const input = options.input ? options.input(posted, event) : posted
      const key = typeof idempotencyKey === 'string' && idempotencyKey !== '' ? idempotencyKey : undefined
      result = await execute(database(), caller, operation, input, { idempotencyKey: key })
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
    keepRemarks(event, result)
    if (options.then) redirect(303, options.then(result, event))
    return { done: true, result }
  }
}

/** Today in Việt Nam, for addresses without a day. */
export const today = () => dayInVietnam(new Date())
