// The runner of migrations: order, once only, never edited, one at a time, nothing half done.
import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/database/database.ts'
import { migrate, type Migration, missingMigrations, pendingMigrations, readMigrations } from './migrate.ts'

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})
const own = readMigrations()
const later = [
  migration('9001-create-lamp', 'create table lamp (id int)'),
  migration('9002-fill-lamp', 'insert into lamp values (1)'),
]

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('a fresh database has all migrations of the program, and a second run finds nothing to do', async () => {
  expect(await pendingMigrations(database.owner)).toEqual([])
  expect(await migrate(database.owner)).toEqual([])
})

test('two starters at once apply each migration once', async () => {
  const all = [...own, ...later]
  const results = await Promise.all([1, 2, 3].map(() => migrate(database.owner, all)))
  expect(results.flat().map(({ name }) => name)).toEqual(['9001-create-lamp', '9002-fill-lamp'])
})

test('a failing migration leaves nothing, names its line and lets the next run try again', async () => {
  const all = [...own, ...later, migration('9003-break-lamp', 'create table shade (id int);\nselect * from nowhere')]
  await expect(migrate(database.owner, all)).rejects.toThrow(/9003-break-lamp: .*nowhere.*line 2/)
  const client = new pg.Client(database.owner)
  await client.connect()
  expect((await client.query(`select to_regclass('shade') as shade`)).rows).toEqual([{ shade: null }])
  await client.end()
  expect(await pendingMigrations(database.owner, all)).toEqual(['9003-break-lamp'])
})

test('the past must match: edited, unknown and belated migrations are refused', () => {
  const [first, second] = later as [Migration, Migration]
  expect(() => missingMigrations([{ ...first, checksum: 'x' }], [first])).toThrow(/edited/)
  expect(() => missingMigrations([first], [first, second])).toThrow(/does not know/)
  expect(() => missingMigrations([first, second], [second])).toThrow(/comes before/)
})

test('the application role owns nothing and cannot pass row-level security', async () => {
  const client = new pg.Client(database.app)
  await client.connect()
  const { rows } = await client.query(
    `select current_user as name, rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned
     from pg_roles r where rolname = current_user`,
  )
  await client.end()
  expect(rows).toEqual([{ name: 'khoi_app', rolsuper: false, rolbypassrls: false, owned: 0 }])
})
