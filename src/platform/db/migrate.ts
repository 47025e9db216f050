// Brings a database to this program's schema: db/migrations/NNNN-verb-noun.sql, forward only, each in one transaction,
// never edited after landing (their checksums are kept).
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { programRoot } from '../program-root.ts'
import { APP_ROLE } from '../embedded/cluster.ts'
import { installQueue } from '../jobs/queue-schema.ts'
import { ensureAppRole } from './app-role.ts'

export interface Migration {
  /** File name without its ending, `0001-create-tenancy`. */
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

export interface AppliedMigration {
  readonly name: string
  readonly ms: number
}

/** Two starters take turns on this number (the letters "khoi"). */
const TURN = 0x6b686f69

/** The program's own migrations, from the root of the checkout or the place it was installed to. */
export const MIGRATIONS_DIRECTORY = join(programRoot('db/migrations'), 'db/migrations')

/**
 * Applies what is missing, as the owner, and returns it in order (empty: nothing was missing).
 * Throws when a landed migration was edited, is missing here (the database is newer), or would come before a landed one.
 */
export async function migrate(
  owner: pg.ClientConfig,
  migrations: readonly Migration[] = readMigrations(),
): Promise<AppliedMigration[]> {
  const client = new pg.Client(owner)
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`set lock_timeout = '120s'; select pg_advisory_lock(${TURN})`)
    await ensureAppRole(client)
    await client.query(
      `create table if not exists khoi_migration (
         name text primary key,
         checksum text not null,
         applied_at timestamptz not null default now(),
         ms integer not null
       )`,
    )
    const missing = missingMigrations(migrations, await landedMigrations(client))
    const applied: AppliedMigration[] = []
    for (const migration of missing) applied.push(await apply(client, migration))
    // The serving process asks, as the application, whether anything is missing.
    await client.query(`grant select on khoi_migration to ${APP_ROLE}`)
    await installQueue(owner)
    return applied
  } finally {
    await client.end()
  }
}

/** Names of migrations this database still lacks; reads only, as the owner or the application. A database never migrated lacks all. */
export async function pendingMigrations(
  target: pg.ClientConfig,
  migrations: readonly Migration[] = readMigrations(),
): Promise<string[]> {
  const client = new pg.Client(target)
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('khoi_migration') is not null as there`)
    const landed = rows[0]?.there ? await landedMigrations(client) : []
    return missingMigrations(migrations, landed).map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Reads a directory of migrations in order. Throws on a name out of shape or a number given twice. */
export function readMigrations(directory: string = MIGRATIONS_DIRECTORY): Migration[] {
  const files = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const seen = new Set<string>()
  return files.map((file) => {
    if (!/^\d{4}(-[a-z0-9]+){2,}\.sql$/.test(file))
      throw new Error(`Migration ${file} is not named NNNN-verb-noun.sql.`)
    const number = file.slice(0, 4)
    if (seen.has(number)) throw new Error(`Two migrations have the number ${number}.`)
    seen.add(number)
    const sql = readFileSync(join(directory, file), 'utf8')
    return { name: file.slice(0, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

interface Landed {
  readonly name: string
  readonly checksum: string
}

/** What remains to be applied; throws when the past does not match. */
export function missingMigrations(migrations: readonly Migration[], landed: readonly Landed[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const past of landed) {
    const here = known.get(past.name)
    if (!here) {
      throw new Error(
        `The database has the migration ${past.name}, which this program does not know: use a newer release.`,
      )
    }
    if (here.checksum !== past.checksum) {
      throw new Error(
        `The migration ${past.name} was edited after it landed. Put it back, and write a new one instead.`,
      )
    }
  }
  const landedNames = new Set(landed.map(({ name }) => name))
  const last = landed.reduce((latest, { name }) => (name > latest ? name : latest), '')
  const missing = migrations.filter(({ name }) => !landedNames.has(name))
  const early = missing.find(({ name }) => name < last)
  if (early)
    throw new Error(`The migration ${early.name} comes before ${last}, which has landed: give it a later number.`)
  return missing
}

async function landedMigrations(client: pg.Client): Promise<Landed[]> {
  return (await client.query<Landed>('select name, checksum from khoi_migration order by name')).rows
}

async function apply(client: pg.Client, migration: Migration): Promise<AppliedMigration> {
  const began = performance.now()
  await client.query('begin')
  try {
    // A table in use must not make the whole site queue behind a waiting migration.
    await client.query(`set local lock_timeout = '5s'; set local statement_timeout = 0`)
    await client.query(migration.sql)
    const ms = Math.round(performance.now() - began)
    await client.query('insert into khoi_migration (name, checksum, ms) values ($1, $2, $3)', [
      migration.name,
      migration.checksum,
      ms,
    ])
    await client.query('commit')
    return { name: migration.name, ms }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${migration.name}: ${describe(error, migration.sql)}`, { cause: error })
  }
}

/** PostgreSQL tells the place as a character count; people look for lines. */
function describe(error: unknown, sql: string): string {
  const { message, position, detail } = error as { message: string; position?: string; detail?: string }
  const line = position ? ` (line ${sql.slice(0, Number(position)).split('\n').length})` : ''
  return `${message}${line}${detail ? ` — ${detail}` : ''}`
}
