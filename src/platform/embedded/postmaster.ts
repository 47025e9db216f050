// The server process itself: found through postmaster.pid, started, waited for, stopped.
import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Binaries } from './binaries.ts'
import { OWNER_ROLE, serverEnvironment } from './cluster.ts'
import type { Place } from './place.ts'
import { isAlive, isServerOf } from './process-identity.ts'
import { serverSettings } from './settings.ts'

/** Crash recovery of a full write-ahead log on a slow disk stays well below this. */
const START_PATIENCE_MS = 180_000
const STOP_PATIENCE_MS = 60_000
/** Higher than any system gives out, so it never names a living process. */
const NOBODYS_PID = 2_147_483_647
/** Unix socket paths end at 104 bytes on the strictest system; `/.s.PGSQL.5432` follows the directory. */
const LONGEST_SOCKET_DIRECTORY = 88
const LOG_LIMIT_BYTES = 5_000_000

export interface Postmaster {
  readonly pid: number
  readonly socketDir: string
}

/** The server that already works in this place, waiting for it when it is still recovering; null when there is none. */
export async function findRunning(place: Place): Promise<Postmaster | null> {
  const noted = readPidFile(place)
  if (!noted || !isServerOf(noted.pid, place.cluster)) return null
  if (await ready(place, () => isServerOf(noted.pid, place.cluster))) return readPidFile(place)
  return null
}

/** Starts the server and waits until it answers. Call only when `findRunning` found none. */
export async function startPostmaster(place: Place, binaries: Binaries, durable: boolean): Promise<Postmaster> {
  const patientUntil = performance.now() + START_PATIENCE_MS
  for (;;) {
    discardStalePid(place)
    const logFrom = rotateLog(place)
    const pid = launch(place, binaries, durable)
    let exited = false
    pid.once('exit', () => (exited = true))
    await new Promise<void>((resolve, reject) => pid.once('spawn', resolve).once('error', reject))
    if (await ready(place, () => !exited, pid.pid)) {
      const running = readPidFile(place)
      if (running) return running
    }
    const said = readFileSync(logPath(place), 'utf8').slice(logFrom)
    // Backends of a killed server need a moment to notice; PostgreSQL refuses to start before they are gone.
    const leftovers = said.includes('pre-existing shared memory block') || said.includes('lock file "postmaster.pid"')
    if (!leftovers || performance.now() > patientUntil) {
      throw new Error(`The database server did not start (${logPath(place)}):\n${said.trim().slice(-2000)}`)
    }
    await sleep(200)
  }
}

/**
 * Fast shutdown (SIGINT): open transactions are rolled back, everything committed is on disk, the socket directory is gone.
 * SIGQUIT ends at once and leaves recovery to the next start.
 */
export async function stopPostmaster(
  place: Place,
  postmaster: Postmaster,
  signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT',
): Promise<void> {
  if (isServerOf(postmaster.pid, place.cluster)) process.kill(postmaster.pid, signal)
  const patientUntil = performance.now() + STOP_PATIENCE_MS
  while (existsSync(pidPath(place)) && isAlive(postmaster.pid)) {
    if (performance.now() > patientUntil)
      throw new Error(`The database server (process ${postmaster.pid}) does not stop.`)
    await sleep(10)
  }
  rmSync(postmaster.socketDir, { recursive: true, force: true })
}

function launch(place: Place, binaries: Binaries, durable: boolean) {
  const log = openSync(logPath(place), 'a', 0o600)
  try {
    const args = ['-D', place.cluster, ...serverSettings(makeSocketDirectory(place), durable)]
    // Its own session: Ctrl-C in the terminal must reach us first, so that requests end before the database does.
    const child = spawn(binaries.postgres, args, {
      cwd: place.home,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
      ...place.account,
    })
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** Waits until the server accepts connections, or `alive` says it never will. */
async function ready(place: Place, alive: () => boolean, expectedPid?: number): Promise<boolean> {
  const patientUntil = performance.now() + START_PATIENCE_MS
  while (performance.now() < patientUntil) {
    const noted = readPidFile(place)
    if (noted?.status === 'ready' && (expectedPid === undefined || noted.pid === expectedPid)) {
      if (await answers(place, noted.socketDir)) return true
    }
    if (!alive()) return false
    await sleep(10)
  }
  return false
}

/** Whether the server behind this socket answers, and is the one of this very directory. */
async function answers(place: Place, socketDir: string): Promise<boolean> {
  const client = new pg.Client({
    host: socketDir,
    user: OWNER_ROLE,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ directory: string }>("select current_setting('data_directory') as directory")
    return rows[0]?.directory === place.cluster
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function readPidFile(place: Place): (Postmaster & { status: string }) | null {
  try {
    const lines = readFileSync(pidPath(place), 'utf8').split('\n')
    const pid = Number(lines[0])
    return Number.isInteger(pid) && pid > 0 ? { pid, socketDir: lines[4] ?? '', status: (lines[7] ?? '').trim() } : null
  } catch {
    return null
  }
}

/**
 * A dead server's file may name a number that now belongs to a stranger, which PostgreSQL would take for a running server.
 * Only the number is replaced: the shared memory key below it must stay, it keeps two servers off one directory.
 */
function discardStalePid(place: Place): void {
  const path = pidPath(place)
  const stale = readPidFile(place)
  if (!stale) return
  if (stale.socketDir.startsWith('/tmp/khoi-')) rmSync(stale.socketDir, { recursive: true, force: true })
  const lines = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, [String(NOBODYS_PID), ...lines.slice(1)].join('\n'))
}

function makeSocketDirectory(place: Place): string {
  const beside = join(place.home, 'run')
  if (Buffer.byteLength(beside) > LONGEST_SOCKET_DIRECTORY) return ownedBy(place, mkdtempSync('/tmp/khoi-'))
  rmSync(beside, { recursive: true, force: true })
  mkdirSync(beside, { mode: 0o700 })
  return ownedBy(place, beside)
}

function ownedBy(place: Place, path: string): string {
  if (place.account) chownSync(path, place.account.uid, place.account.gid)
  return path
}

/** Keeps one older log; returns the length of the current one. */
function rotateLog(place: Place): number {
  const path = logPath(place)
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size < LOG_LIMIT_BYTES) return size
  renameSync(path, `${path}.1`)
  return 0
}

const pidPath = (place: Place): string => join(place.cluster, 'postmaster.pid')
const logPath = (place: Place): string => join(place.home, 'server.log')
