// Ready means: the database answers with this program's schema, asked as the application. And the measurements can be read.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../tests/database/database.ts'
import { openDatabase } from './db/db.ts'
import type { Database } from './db/db.ts'
import { measuredStates } from './measured-states.ts'
import { countJob, countRequest, metricsText } from './metrics.ts'
import { readiness } from './readiness.ts'

let made: TestDatabase
let database: Database

beforeAll(async () => {
  made = await testDatabase()
  database = openDatabase(made.app)
})
afterAll(async () => {
  await database.destroy()
  await made.drop()
})

test('a database that does not answer makes the process unready, and then ready again', async () => {
  const nowhere = { ...made.app, connectionString: 'postgres://nobody@127.0.0.1:1/nothing' }
  const closed = openDatabase(nowhere)
  expect(await readiness(closed, nowhere)).toEqual({ ready: false, database: false, migrations: false, workers: null })
  await closed.destroy()
  expect(await readiness(database, made.app)).toEqual({ ready: true, database: true, migrations: true, workers: 0 })
})

test('measurements tell routes and jobs, connections and the queue', async () => {
  countRequest('/dang-vien/[id]', 'GET', 404, 0.003)
  countJob('tests.add', 'done', 2)
  const { text } = await metricsText(await measuredStates(database))
  expect(text).toContain('khoi_request_seconds_count{route="/dang-vien/[id]",method="GET",status="4xx"} 1')
  expect(text).toContain('khoi_job_seconds_sum{job="tests.add",state="done"} 2')
  expect(text).toMatch(/khoi_state\{what="connections_open"\} [1-9]/)
  expect(text).toContain('khoi_state{what="jobs_waiting"} 0')
  expect(text).toContain('process_resident_memory_bytes')
})
