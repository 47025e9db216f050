// Creates the PostgreSQL data directory: UTF-8 with PostgreSQL's own C.UTF-8 locale (the same order on every machine),
// reachable only through a unix socket in a directory only its account may enter.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'

/** Owner of the cluster, the database and everything in it; migrations run as this role. */
export const OWNER_ROLE = 'khoi_owner'
/** What the application logs in as: owns nothing and cannot pass row-level security. */
export const APP_ROLE = 'khoi_app'
export const DATABASE = 'khoi'

/** Everyone who can enter the socket's directory (mode 0700) is the server's own account or root: no password protects more. */
const HOST_RULES = '# Only the unix socket, whose directory only this account may enter.\nlocal all all trust\n'

/** Makes the cluster when there is none; an interrupted attempt leaves nothing that could be taken for one. */
export async function ensureCluster(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  if (!existsSync(join(place.cluster, 'PG_VERSION'))) await createCluster(place, binaries, durable)
  const major = Number.parseInt(readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8'), 10)
  if (major !== binaries.major) {
    throw new Error(
      `The database in ${place.cluster} was made by PostgreSQL ${major}, and this program brings ${binaries.major}. ` +
        `Export it with the older release first; see docs/operations/install.md.`,
    )
  }
}

async function createCluster(place: Place, binaries: Binaries, durable: boolean): Promise<void> {
  for (const name of readdirSync(place.home)) {
    if (name.startsWith('cluster.new-')) rmSync(join(place.home, name), { recursive: true, force: true })
  }
  const unfinished = join(place.home, `cluster.new-${randomBytes(4).toString('hex')}`)
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${OWNER_ROLE}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
  await run(binaries.initdb, args, place)
  writeFileSync(join(unfinished, 'pg_hba.conf'), HOST_RULES)
  renameSync(unfinished, place.cluster)
}

function run(program: string, args: string[], place: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: place.home,
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...place.account,
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The database could not be created:\n${output.trim()}`)),
    )
  })
}

/** Nothing of the caller's environment reaches the server: no PG* settings, no locale, no secrets. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
