// The API of this product: every operation and query of its list, by name.
import { config } from '#platform/config.ts'
import { database } from '#platform/db/database.ts'
import type { Registry } from '#platform/operation/openapi.ts'
import type { RequestEvent } from '@sveltejs/kit'
import { errors, operations, queries } from '#product'
import { reportUnexpected } from '../request-log.server.ts'
import { answer } from './answer.server.ts'
import { apiErrors } from './api-messages.ts'

export const registry: Registry = { operations, queries, errors: { ...errors, ...apiErrors } }

const definitions = new Map([...operations, ...queries].map((definition) => [definition.name, definition]))

/** Answers a request whose address named a module and an operation. */
export function answerEvent(event: RequestEvent, name: string): Promise<Response> {
  const { caller, via, requestId } = event.locals
  return answer(
    {
      database: database(),
      definitions,
      errors: registry.errors,
      trustedOrigins: config().trustedOrigins,
      report: (error) => reportUnexpected(event, error),
    },
    { name, request: event.request, caller, via, requestId },
  )
}
