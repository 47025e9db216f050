// Settings: defaults, what is refused, and the secret made once.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig, secret } from './config.ts'

const data = mkdtempSync(join(tmpdir(), 'khoi-config-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

test('the local default trusts both names of this machine', () => {
  const settings = readConfig({ PORT: '3100' })
  expect(settings.origin).toBe('http://localhost:3100')
  expect(settings.trustedOrigins).toEqual(['http://localhost:3100', 'http://127.0.0.1:3100'])
  expect(settings).toMatchObject({ host: '127.0.0.1', demo: true, databaseUrl: null, objectStorage: null })
})

test('a given origin is the only trusted one', () => {
  const settings = readConfig({ ORIGIN: 'https://khoi.example.vn/' })
  expect(settings.origin).toBe('https://khoi.example.vn')
  expect(settings.trustedOrigins).toEqual(['https://khoi.example.vn'])
})

test('every wrong setting is named in one message, and no password is repeated', () => {
  const read = () =>
    readConfig({
      PORT: '70000',
      ORIGIN: 'https://a.vn/khoi',
      KHOI_DEMO: 'maybe',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
      S3_ENDPOINT: 'https://s3.example.vn',
      KHOI_SECRET: 'short',
    })
  expect(read).toThrow(/PORT[^]*ORIGIN[^]*DATABASE_URL[^]*KHOI_SECRET/)
  expect(read).toThrow(/KHOI_DEMO/)
  expect(read).toThrow(/S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY/)
  expect(read).not.toThrow(/hunter2/)
})

test('the secret is made once, kept for its owner only, and a given one wins', () => {
  const settings = readConfig({ KHOI_DATA: data })
  const made = secret({}, settings)
  expect(made.length).toBeGreaterThanOrEqual(43)
  expect(secret({}, settings)).toBe(made)
  expect(readFileSync(join(data, 'secret'), 'utf8').trim()).toBe(made)
  expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600)
  const given = 'x'.repeat(40)
  expect(secret({ KHOI_SECRET: given }, settings)).toBe(given)
})
