// Loads a page of the portal for anybody: the bloc by its name in the address, queries in one snapshot, nothing but what is published.
import { explainError, AppError, notFound } from '#kernel/errors.ts'
import { publicCaller } from '#modules/access/access.server.ts'
import { tenantBySlug } from '#modules/tenancy/tenancy.server.ts'
import type { Tenant } from '#modules/tenancy/tenancy.server.ts'
import { database } from '#platform/db/database.ts'
import { asAddressError } from '#platform/edge-errors.ts'
import { askAll } from '#platform/operation/execute.ts'
import type { Query } from '#platform/operation/operation.ts'
import { error } from '@sveltejs/kit'
import type { GenericSchema } from 'valibot'
import { errors } from '#product'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

interface PublicEvent {
  params: Partial<Record<string, string>>
  locals: { requestId: string }
}

/** Runs the page's queries as a reader without an account. What is refused becomes an error page. */
export async function publicLoad<R>(event: PublicEvent, work: (run: Run, bloc: Tenant) => Promise<R>): Promise<R> {
  try {
    const bloc = await tenantBySlug(database(), event.params['bloc'] ?? '')
    if (!bloc) throw notFound()
    return await askAll(database(), publicCaller(bloc.id, event.locals.requestId), (run) => work(run, bloc))
  } catch (raised) {
    const thrown = asAddressError(raised)
    if (!(thrown instanceof AppError)) throw thrown
    const view = explainError(errors, thrown, event.locals.requestId)
    error(view.status, { message: view.message, code: view.code, requestId: event.locals.requestId })
  }
}
