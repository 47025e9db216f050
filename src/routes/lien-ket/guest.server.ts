// Who comes by a link, and what such pages answer when something is refused: whatever is wrong with a link, the same page.
import { AppError, explainError } from '#kernel/errors.ts'
import { guestOf, openLink } from '#modules/guests/guests.server.ts'
import { database } from '#platform/db/database.ts'
import { asAddressError, asAppError } from '#platform/edge-errors.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import type { Query } from '#platform/operation/operation.ts'
import { error, fail } from '@sveltejs/kit'
import type { GenericSchema } from 'valibot'
import { errors } from '#product'

/** What a guest's page needs of a request. */
export interface GuestEvent {
  params: { token: string }
  locals: { requestId: string }
  request: Request
  url: URL
}

const GONE = 'Đường dẫn này không dùng được. Có thể đã hết hạn hoặc đã được thay. Xin hỏi lại nơi đã gửi đường dẫn.'

export const gone = (event: GuestEvent): never =>
  error(404, { message: GONE, code: 'not_found', requestId: event.locals.requestId })

export const callerOf = (event: GuestEvent): Caller =>
  guestOf(event.params.token, new Date(), event.locals.requestId) ?? gone(event)

/** Asks as the guest of this address. */
export async function askAsGuest<S extends GenericSchema, R>(
  event: GuestEvent,
  definition: Query<S, R>,
  input: unknown,
): Promise<R> {
  try {
    return await ask(database(), callerOf(event), definition, input)
  } catch (raised) {
    const thrown = asAddressError(raised)
    if (thrown instanceof AppError && (thrown.code === 'not_found' || thrown.code === 'invalid_input')) gone(event)
    throw thrown
  }
}

/** Notes that the link was opened. Where nothing may be written any more (the bloc has ended), there is nothing to answer either. */
export async function noteVisit(event: GuestEvent): Promise<void> {
  try {
    await execute(database(), callerOf(event), openLink, {})
  } catch (raised) {
    if (asAppError(raised) instanceof AppError) gone(event)
    throw raised
  }
}

/** The form's own key, apart from those of other links. */
export const keyOf = (event: GuestEvent, given: unknown): string | undefined =>
  typeof given === 'string' && given !== '' ? `${event.params.token.slice(-24)} ${given}`.slice(0, 100) : undefined

/** A refusal of an answer: its sentence, one for each field, and what was typed. A link that no longer holds is gone. */
export function refused(event: GuestEvent, form: FormData, raised: unknown) {
  const thrown = asAppError(raised)
  if (!(thrown instanceof AppError)) throw thrown
  if (thrown.code === 'not_found') gone(event)
  const view = explainError(errors, thrown, event.locals.requestId)
  const values = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  const messages = Object.keys(view.fields).length > 0 ? view.fields : { '': view.message }
  return fail(view.status, { errors: messages, values })
}
