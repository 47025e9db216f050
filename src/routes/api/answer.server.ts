// One request to the API: checks how it came, runs the operation or query it names, answers JSON or an RFC 9457 problem.
// It knows neither routes nor the product's list: both are given.
import { STATUS_CODES } from 'node:http'
import { AppError, explainError, notFound } from '#kernel/errors.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'
import type { Database } from '#platform/db/db.ts'
import type { Caller } from '#platform/operation/caller.ts'
import { ask, execute } from '#platform/operation/execute.ts'
import { formInput } from '#platform/operation/form-input.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'

export interface Api {
  database: Database
  definitions: ReadonlyMap<string, AnyOperation | AnyQuery>
  errors: ErrorCatalogue
  trustedOrigins: readonly string[]
  /** Told of errors nobody foresaw. */
  report(error: unknown): void
}

export interface ApiRequest {
  /** `<module>.<verb-noun>` from the address. */
  name: string
  request: Request
  caller: Caller | null
  via: 'session' | 'token' | null
  requestId: string
}

const LARGEST_BODY = 1_000_000

/** Never throws: every error is an answer. */
export async function answer(api: Api, call: ApiRequest): Promise<Response> {
  try {
    return json(await run(api, call))
  } catch (error) {
    if (!(error instanceof AppError) || !api.errors[error.code]) api.report(error)
    return problem(api.errors, error, call.requestId)
  }
}

async function run(api: Api, call: ApiRequest): Promise<unknown> {
  const { request } = call
  if (!call.caller) throw new AppError('sign_in_required')
  if (call.via === 'session' && fromElsewhere(request, api.trustedOrigins)) throw new AppError('api.foreign_origin')
  const definition = api.definitions.get(call.name)
  if (!definition) throw notFound()
  if (definition.kind === 'query') {
    if (request.method !== 'GET') throw new AppError('api.wrong_method', { allow: 'GET' })
    return ask(api.database, call.caller, definition, formInput(new URL(request.url).searchParams))
  }
  if (request.method !== 'POST') throw new AppError('api.wrong_method', { allow: 'POST' })
  const idempotencyKey = request.headers.get('idempotency-key') ?? undefined
  if (idempotencyKey !== undefined && (idempotencyKey.length < 8 || idempotencyKey.length > 100)) {
    throw new AppError('api.idempotency_key')
  }
  return execute(api.database, call.caller, definition, await readJson(request), { idempotencyKey })
}

/** A cookie travels by itself, so it counts only when our own pages sent the request; a token has to be put in by whoever knows it. */
function fromElsewhere(request: Request, trustedOrigins: readonly string[]): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return !trustedOrigins.includes(origin)
  const site = request.headers.get('sec-fetch-site')
  // Browsers leave the origin out of plain reads, which change nothing.
  return request.method === 'GET' ? site !== null && site !== 'same-origin' && site !== 'none' : site !== 'same-origin'
}

async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new AppError('api.json_expected')
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > LARGEST_BODY) throw new AppError('api.body_too_large')
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('api.broken_json')
  }
}

const PRIVATE = { 'cache-control': 'private, no-store' }

function json(result: unknown): Response {
  return Response.json(result ?? null, { headers: PRIVATE })
}

/** An error as RFC 9457 problem details. */
export function problem(errors: ErrorCatalogue, error: unknown, requestId: string): Response {
  const view = explainError(errors, error, requestId)
  const headers: Record<string, string> = { ...PRIVATE, 'content-type': 'application/problem+json' }
  if (view.status === 401) headers['www-authenticate'] = 'Bearer'
  if (view.status === 405 && error instanceof AppError) headers['allow'] = String(error.details['allow'])
  return Response.json(
    {
      type: `urn:khoi:error:${view.code}`,
      title: STATUS_CODES[view.status],
      status: view.status,
      detail: view.message,
      code: view.code,
      ...(Object.keys(view.fields).length > 0 ? { fields: view.fields } : {}),
      requestId,
    },
    { status: view.status, headers },
  )
}
