import { expect, test } from 'vitest'
import { isReading } from './is-reading.ts'

const phone = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36'

test.each([
  [{ 'user-agent': phone }, true],
  [{ 'user-agent': phone, 'sec-purpose': 'prefetch;prerender' }, false],
  [{ 'user-agent': phone, purpose: 'prefetch' }, false],
  [{ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, false],
  [{ 'user-agent': 'curl/8.5.0' }, false],
  [{}, false],
])('%o', (headers, expected) => expect(isReading(new Headers(headers))).toBe(expected))
