// Every request: an id, the origin of form posts, who asks, a log line, safe headers. Pages and the API build on event.locals.
import { dayInVietnam } from '#kernel/day.ts'
import { explainError, notFound } from '#kernel/errors.ts'
import { accountCaller } from '#modules/access/access.server.ts'
import { ownerOfToken, sessionOf } from '#modules/identity/identity.server.ts'
import { config } from '#platform/config.ts'
import { closeDatabase, database } from '#platform/db/database.ts'
import { readTenant } from '#platform/db/db.ts'
import { asAppError } from '#platform/edge-errors.ts'
import { newId } from '#platform/new-id.ts'
import type { RequestEvent } from '@sveltejs/kit'
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { errors } from '#product'
import { logRequest, reportUnexpected } from './routes/request-log.server.ts'

// The adapter says when the last request is done; connections left open would look like a lost server.
process.once('sveltekit:shutdown', () => void closeDatabase())

const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i

/** A form posted from a foreign page is refused, as SvelteKit would, but with the origins known at run time. */
function fromForeignForm(request: Request): boolean {
  if (!['POST', 'PUT', 'PATCH', 'DELETE'].includes(request.method)) return false
  if (!FORM_TYPES.test(request.headers.get('content-type') ?? 'text/plain')) return false
  const origin = request.headers.get('origin')
  return origin === null || !config().trustedOrigins.includes(origin)
}

/** Pages of guests, whose right is the address itself: it goes into no referrer, no cache and no search engine. */
const GUESTS = '/lien-ket/'

async function identify(headers: Headers, locals: App.Locals): Promise<void> {
  const token = /^Bearer (khoi_\S+)$/.exec(headers.get('authorization') ?? '')?.[1]
  if (token) {
    const owner = await ownerOfToken(database(), token, dayInVietnam(new Date()))
    if (owner) {
      locals.caller = accountCaller(owner.tenantId, owner.accountId, {
        requestId: locals.requestId,
        only: owner.permissions,
      })
      locals.via = 'token'
    }
    return
  }
  if (!headers.get('cookie')?.includes('khoi.')) return
  const found = await sessionOf(headers)
  if (!found) return
  locals.caller = accountCaller(found.session.tenantId, found.session.accountId, { requestId: locals.requestId })
  locals.via = 'session'
  locals.accountName = found.session.name
  // The accounts library may renew its cookies while reading them.
  locals.setCookies.push(...found.setCookies)
}

/** Files have no frame, and one that takes long to draw must not hold a connection meanwhile. */
const DOWNLOAD = /\/(tai-ve|mau|xuat\/\[dang\])$/

/** Frame and page of a working page are drawn from one snapshot, so that they cannot disagree, and for one transaction's price. */
async function inSnapshot(event: RequestEvent, work: () => Response | Promise<Response>): Promise<Response> {
  const { caller } = event.locals
  const route = event.route.id ?? ''
  if (!caller || event.request.method !== 'GET' || !route.startsWith('/(app)') || DOWNLOAD.test(route)) return work()
  return readTenant(database(), caller.tenantId, async (db) => {
    event.locals.snapshot = db
    try {
      return await work()
    } finally {
      event.locals.snapshot = null
    }
  })
}

export const handle: Handle = async ({ event, resolve }) => {
  const started = performance.now()
  event.locals.requestId = newId()
  event.locals.caller = null
  event.locals.snapshot = null
  event.locals.via = null
  event.locals.accountName = null
  event.locals.setCookies = []
  const guest = event.route.id?.startsWith(GUESTS) ?? false
  // Without a referrer browsers call the origin of a form `null`; and no cookie is looked at there that a foreign page could use.
  if (!guest && fromForeignForm(event.request))
    return new Response('Cross-site form posts are refused', { status: 403 })
  if (!guest) await identify(event.request.headers, event.locals)
  const response = await inSnapshot(event, () => resolve(event))
  for (const cookie of event.locals.setCookies) response.headers.append('set-cookie', cookie)
  // What was drawn for one person is nobody else's, and is asked for again.
  if (event.locals.caller && !response.headers.has('cache-control'))
    response.headers.set('cache-control', 'private, no-cache')
  response.headers.set('x-request-id', event.locals.requestId)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', guest ? 'no-referrer' : 'same-origin')
  if (guest) {
    response.headers.set('cache-control', 'no-store')
    response.headers.set('x-robots-tag', 'noindex, nofollow')
  }
  logRequest(event, response.status, started)
  return response
}

export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { requestId } = event.locals
  // Thrown on purpose, with the sentence to show.
  if (kind === 'app') return { ...error, requestId }
  if (kind === 'framework' && error.status === 404) {
    return { status: 404, message: explainError(errors, notFound(), requestId).message, code: 'not_found', requestId }
  }
  reportUnexpected(event, error)
  // A download's stream or a page of its own may meet the file store or the paper layer: their errors have words, too.
  const { message, code } = explainError(errors, asAppError(error), requestId)
  return { message, code, requestId }
}
