// Which account the database server runs under. PostgreSQL refuses root, so root hands it to an unprivileged account;
// an ordinary user runs it as himself.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'

export interface Account {
  readonly uid: number
  readonly gid: number
}

/** Accounts root may hand the server to, the first that exists; `khoi` is what docs/operations/install.md creates. */
const CANDIDATES = ['khoi', 'nobody']

/**
 * The account for a server whose files live (or will live) in `home`; null means "as ourselves".
 * Files that already belong to an ordinary account keep it, so one data directory works for its user and for root.
 */
export function serverAccount(home: string): Account | null {
  const self = process.getuid?.() ?? -1
  const owner = existsSync(home) ? statSync(home) : null
  if (self !== 0) {
    if (owner && owner.uid !== self) {
      throw new Error(
        `The database in ${home} belongs to user number ${owner.uid}, and this is user number ${self}. ` +
          `Start as that user or as root, or choose another KHOI_DATA.`,
      )
    }
    return null
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of CANDIDATES) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Error(
    `PostgreSQL does not run as root, and there is no account to hand it to. ` +
      `Create one (useradd --system khoi), or start as an ordinary user.`,
  )
}

/**
 * Whether the account can really use these paths ('x' for a directory to pass or a program, 'r' for a file to read).
 * Asked from the system as that account, so that every directory above, and access lists, count.
 */
export function canUse(account: Account | null, paths: readonly (readonly ['r' | 'x', string])[]): boolean {
  const script = 'while [ $# -gt 0 ]; do test "-$1" "$2" || exit 1; shift 2; done'
  const asked = spawnSync('/bin/sh', ['-c', script, 'sh', ...paths.flat()], { cwd: '/', ...account })
  return asked.status === 0
}
