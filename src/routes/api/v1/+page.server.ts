// The API for readers: the same list as openapi.json, drawn on the server, without a script.
import { config } from '#platform/config.ts'
import { apiRows } from '#platform/operation/api-rows.ts'
import { registry } from '../product-api.server.ts'

export const csr = false

export function load() {
  const errors = Object.entries(registry.errors)
    .filter(([code]) => !code.startsWith('field.'))
    .map(([code, { status }]) => ({ code, status }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
  return { groups: apiRows(registry), errors, origin: config().origin }
}
