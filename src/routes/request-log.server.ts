// One log line and one measurement per request, without personal data: the route's pattern and never the address, which may
// hold names and searches; of an error its kind and place, never its message.
import type { RequestEvent } from '@sveltejs/kit'
import { errorFacts } from '#platform/error-facts.ts'
import { log } from '#platform/log.ts'
import { countRequest, countUnexpectedError } from '#platform/metrics.ts'

/** Asked every few seconds by machines: measured, not logged. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics'])

/** Call once per request, when its answer is known. `startedMs`: performance.now() at its beginning. */
export function logRequest(event: RequestEvent, status: number, startedMs: number): void {
  const ms = performance.now() - startedMs
  const route = event.route.id ?? 'none'
  const { method } = event.request
  countRequest(route, method, status, ms / 1000)
  if (QUIET.has(route)) return
  const { requestId, via, caller } = event.locals
  log.info({ requestId, route, method, status, ms: Math.round(ms), via, tenant: caller?.tenantId ?? null }, 'request')
}

/** Call for an error nobody foresaw; the request id is what the person at the screen was told. */
export function reportUnexpected(event: RequestEvent, error: unknown): void {
  const route = event.route.id ?? 'none'
  countUnexpectedError(route)
  log.error({ requestId: event.locals.requestId, route, error: errorFacts(error) }, 'unexpected')
}
