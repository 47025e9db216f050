// Wrong passwords are counted in the database: a name rests after eight, others do not, and a burst gains nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '#kernel/errors.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { testDatabase, type TestDatabase } from '../../../tests/database/database.ts'
import { countTry, forgetTries, MAX_TRIES, PAUSE_MS } from './sign-in-tries.ts'

let server: TestDatabase
let database: Database
beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.app)
})
afterAll(async () => {
  await database?.destroy()
  await server?.drop()
})

const START = Date.parse('2026-03-01T00:00:00Z')
const at = (ms: number) => new Date(START + ms)
const attempt = (name: string, ms: number) =>
  countTry(database, name, at(ms)).then(
    () => 'counted',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )

test('after eight wrong tries a name rests for a minute, counted from the eighth', async () => {
  for (let n = 1; n <= MAX_TRIES; n++) expect(await attempt('a', n * 1000)).toBe('counted')
  const eighth = MAX_TRIES * 1000
  expect(await attempt('a', eighth + 1)).toBe('too_many_attempts')
  expect(await attempt('a', eighth + PAUSE_MS - 1)).toBe('too_many_attempts')
  expect(await attempt('b', eighth + 1)).toBe('counted')
  // Refused tries did not lengthen the pause, and the count begins anew.
  for (let n = 0; n < MAX_TRIES; n++) expect(await attempt('a', eighth + PAUSE_MS + n)).toBe('counted')
  expect(await attempt('a', eighth + PAUSE_MS + MAX_TRIES)).toBe('too_many_attempts')
})

test('a burst of tries at once gets no more than eight', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, () => attempt('burst', 0)))
  expect(answers.filter((answer) => answer === 'counted')).toHaveLength(MAX_TRIES)
})

test('a right password forgets the slips before it, and old rows of others go with it', async () => {
  for (let n = 1; n < MAX_TRIES; n++) await attempt('c', 0)
  await attempt('long-gone', -100 * 3_600_000)
  await forgetTries(database, 'c', at(1))
  for (let n = 1; n <= MAX_TRIES; n++) expect(await attempt('c', 2)).toBe('counted')
  const left = await database.selectFrom('auth.sign_in_try').select('user_name').execute()
  expect(left.map((row) => row.user_name)).not.toContain('long-gone')
})

test('slips far apart never add up', async () => {
  for (let n = 0; n < MAX_TRIES * 2; n++) expect(await attempt('d', n * 16 * 60_000)).toBe('counted')
})
