// khoi doctor: looks at everything an installation needs, and says what to do about each fault.
import { createConnection } from 'node:net'
import { existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { config, secret } from '#platform/config.ts'
import { databaseFaults, databaseHealth } from '#platform/db/health.ts'
import { pendingMigrations } from '#platform/db/migrate.ts'
import { abandonedHomes } from '#platform/embedded/place.ts'
import { type Command, jsonOption, print, printJson, table } from '../command.ts'
import { withServer } from '../with-database.ts'

interface Finding {
  readonly check: string
  readonly ok: boolean
  readonly found: string
}

const LITTLE_DISK_BYTES = 1_000_000_000

export const doctor: Command = {
  name: 'doctor',
  about: 'check this installation and say what is wrong',
  options: { json: jsonOption },
  async run({ options }) {
    const findings: Finding[] = []
    const checks: [string, () => Promise<string> | string][] = [
      ['node', checkNode],
      ['settings', () => `data in ${config().dataDirectory}, address ${config().origin}`],
      ['secret', checkSecret],
      ['disk', checkDisk],
      ['database', checkDatabase],
      ['left-over databases', checkLeftOvers],
      ['pages', checkPages],
      ['mail', () => checkReachable(config().smtpUrl, 'not set: messages are only shown in the product', 587)],
      [
        'object storage',
        () => checkReachable(config().objectStorage?.endpoint ?? null, 'not set: files lie in KHOI_DATA', 443),
      ],
    ]
    for (const [check, look] of checks) {
      try {
        findings.push({ check, ok: true, found: await look() })
      } catch (error) {
        findings.push({ check, ok: false, found: (error as Error).message })
      }
    }
    if (options['json']) printJson(findings)
    else print(table(findings.map(({ check, ok, found }) => [ok ? 'ok' : 'FAULT', check, found])))
    return findings.every(({ ok }) => ok) ? 0 : 1
  },
}

function checkNode(): string {
  const major = Number.parseInt(process.versions.node, 10)
  if (major < 26) throw new Error(`Node ${process.versions.node} is too old; use "npm run khoi -- doctor"`)
  return process.versions.node
}

function checkSecret(): string {
  secret()
  const path = join(config().dataDirectory, 'secret')
  if (process.env['KHOI_SECRET']) return 'given by KHOI_SECRET'
  if ((statSync(path).mode & 0o077) !== 0) throw new Error(`others may read ${path}: chmod 600`)
  return path
}

function checkDisk(): string {
  const { dataDirectory } = config()
  mkdirSync(dataDirectory, { recursive: true, mode: 0o711 })
  const { bavail, bsize } = statfsSync(dataDirectory)
  const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB free`
  if (bavail * bsize < LITTLE_DISK_BYTES) throw new Error(`only ${free} in ${dataDirectory}`)
  return free
}

function checkDatabase(): Promise<string> {
  return withServer(async (targets) => {
    const health = await databaseHealth(targets)
    const pending = await pendingMigrations(targets.owner)
    const faults = databaseFaults(health)
    if (pending.length > 0) faults.push(`${pending.length} migrations to apply: khoi migrate`)
    if (faults.length > 0) throw new Error(faults.join('; '))
    return `PostgreSQL ${health.versionText}, ${health.encoding}, as ${health.appUser}, ${Math.round(health.sizeBytes / 1e6)} MB`
  })
}

function checkLeftOvers(): string {
  const homes = abandonedHomes()
  if (homes.length === 0) return 'none'
  return `no KHOI_DATA leads to ${homes.join(', ')} any more; remove them when nothing in them is needed`
}

function checkPages(): string {
  if (!existsSync(join(import.meta.dirname, '../../../build/handler.js'))) throw new Error('not built: npm start')
  return 'built'
}

/** Only that somebody listens there: no mail is sent, no bucket is written. */
function checkReachable(address: string | null, absent: string, usualPort: number): Promise<string> | string {
  if (address === null) return absent
  const { hostname, port } = new URL(address)
  const target = { host: hostname, port: Number(port) || usualPort, timeout: 5000 }
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${target.host}:${target.port} does not answer (${why})`))
    const socket = createConnection(target)
    socket.on('connect', () => {
      socket.destroy()
      resolve(`${target.host}:${target.port} answers`)
    })
    socket.on('timeout', () => {
      socket.destroy()
      fail('5 seconds')
    })
    socket.on('error', (error) => fail(error.message))
  })
}
