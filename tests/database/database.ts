// A fresh, migrated database for each test file that asks: copied from a template that is migrated once per run.
// On the embedded server, or on the one of KHOI_TEST_DATABASE_URL (an owner who may create databases and roles).
import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { basename } from 'node:path'
import pg from 'pg'
import { migrate, readMigrations } from '#platform/db/migrate.ts'
import { type ConnectionTargets, targetsOfSocket, targetsOfUrl } from '#platform/db/targets.ts'
import { destroyScratch, startEmbedded } from '#platform/embedded/embedded.ts'

export interface TestDatabase extends ConnectionTargets {
  readonly name: string
  /** Removes the database (and the server, when it was started for this one alone). */
  drop(): Promise<void>
}

/** Makes a database as the product finds it after `migrate`: all tables, no rows. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await scratchServer()
  const name = `${databasePrefix(server.run)}_${process.pid}_${++made}`
  await asAdministrator(server, async (client) => {
    const template = await ensureTemplate(server, client)
    await client.query(`create database ${name} template ${template}`)
  })
  return {
    name,
    ...server.targets(name),
    drop: async () => {
      await asAdministrator(server, (client) => client.query(`drop database if exists ${name} with (force)`))
      await server.leave()
    },
  }
}

/** Drops what a run made on a given server (the embedded one goes as a whole). */
export async function dropTestDatabases(run: string): Promise<void> {
  await asAdministrator(await scratchServer(), async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where starts_with(datname, $1)`,
      [`${databasePrefix(run)}_`],
    )
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`)
  })
}

interface ScratchServer {
  readonly run: string
  /** The server's own database, for creating others. */
  readonly administration: pg.ClientConfig
  readonly creation: string
  targets(database: string): ConnectionTargets
  leave(): Promise<void>
}

/** The copy waits for its turn on this number, because a template must have no connections. */
const TURN = 0x7465_7374
let made = 0
let server: Promise<ScratchServer> | undefined

function scratchServer(): Promise<ScratchServer> {
  return (server ??= openScratchServer())
}

async function openScratchServer(): Promise<ScratchServer> {
  const given = process.env['KHOI_TEST_DATABASE_URL']
  const sharedRun = process.env['KHOI_TEST_RUN']
  if (given) {
    const targets = (database: string): ConnectionTargets => {
      const url = new URL(given)
      url.pathname = `/${database}`
      return targetsOfUrl(url.href)
    }
    return {
      run: sharedRun ?? `/tmp/khoi-test-${process.pid}-x`,
      administration: targetsOfUrl(given).owner,
      creation: `template template0 encoding 'UTF8'`,
      targets,
      leave: async () => {},
    }
  }
  const run = sharedRun ?? mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
  const embedded = await startEmbedded(run, { fsync: false })
  return {
    run,
    administration: targetsOfSocket(embedded.socketDir, 'postgres').owner,
    creation: '',
    targets: (database) => targetsOfSocket(embedded.socketDir, database),
    leave: async () => {
      if (sharedRun) return
      server = undefined
      await destroyScratch(run)
    },
  }
}

/** A template's name tells its migrations, so one left on a given server is used again until they change. */
async function ensureTemplate(scratch: ScratchServer, client: pg.Client): Promise<string> {
  const migrations = readMigrations()
  const sum = createHash('sha256')
    .update(migrations.map(({ checksum }) => checksum).join())
    .digest('hex')
  const template = `khoi_template_${sum.slice(0, 12)}`
  await client.query(`select pg_advisory_lock(${TURN})`)
  try {
    const { rows } = await client.query<{ finished: boolean }>(
      'select datistemplate as finished from pg_database where datname = $1',
      [template],
    )
    if (rows[0]?.finished) return template
    if (rows.length > 0) await client.query(`drop database ${template} with (force)`)
    await client.query(`create database ${template} ${scratch.creation}`)
    await migrate(scratch.targets(template).owner, migrations)
    await client.query(`alter database ${template} with is_template true allow_connections false`)
    return template
  } finally {
    await client.query(`select pg_advisory_unlock(${TURN})`)
  }
}

async function asAdministrator<T>(scratch: ScratchServer, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(scratch.administration)
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Databases of one run begin alike, so that they can be found again. */
function databasePrefix(run: string): string {
  return `khoi_test_${basename(run)
    .replace(/^khoi-test-/, '')
    .replace(/\W/g, '_')
    .toLowerCase()}`
}
