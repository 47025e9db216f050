// Measurements for Prometheus: for this machine, or for whoever knows KHOI_METRICS_TOKEN. Others are told nothing is here.
import { createHash, timingSafeEqual } from 'node:crypto'
import { error } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { database } from '#platform/db/database.ts'
import { measuredStates } from '#platform/measured-states.ts'
import { metricsText } from '#platform/metrics.ts'

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/
const digest = (text: string) => createHash('sha256').update(text).digest()

function allowed(event: RequestEvent): boolean {
  const token = process.env['KHOI_METRICS_TOKEN']?.trim()
  if (token) {
    const given = /^Bearer (\S+)$/.exec(event.request.headers.get('authorization') ?? '')?.[1] ?? ''
    return timingSafeEqual(digest(given), digest(token))
  }
  // Behind a proxy on this machine everybody comes from it: what was forwarded is not ours.
  return (
    LOOPBACK.test(event.getClientAddress()) &&
    !['forwarded', 'x-forwarded-for', 'via'].some((name) => event.request.headers.has(name))
  )
}

export async function GET(event: RequestEvent): Promise<Response> {
  if (!allowed(event)) error(404)
  const { type, text } = await metricsText(await measuredStates(database()))
  return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } })
}
