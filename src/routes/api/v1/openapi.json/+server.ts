// The description of the API for programs. It tells nothing about anybody, so it needs no account.
import { config } from '#platform/config.ts'
import { openApi } from '#platform/operation/openapi.ts'
import { registry } from '../../product-api.server.ts'

export const GET = () =>
  Response.json(openApi(registry, { title: 'Khối', version: '1', server: config().origin }), {
    headers: { 'cache-control': 'public, max-age=300' },
  })
