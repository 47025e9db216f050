// Where the database's files lie. Normally KHOI_DATA/postgres; when root keeps KHOI_DATA where the server's account cannot
// go (below /root), they lie in the system's place for such data, and KHOI_DATA/postgres is a link to it.
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Account, canUse, serverAccount } from './account.ts'

/** For data of programs that run under an account of their own. */
const SYSTEM_PLACE = process.platform === 'darwin' ? '/usr/local/var/khoi' : '/var/lib/khoi'

export interface Place {
  /** Resolved directory of everything the server owns; only its account (and root) may enter. */
  readonly home: string
  /** The PostgreSQL data directory inside it. */
  readonly cluster: string
  /** Null: the server runs as ourselves. */
  readonly account: Account | null
  /** A directory the account can reach, for copies of the programs. */
  readonly copiesIn: string
}

/** Makes (or finds) the place for the database of this KHOI_DATA. Throws a sentence for the person at the console. */
export function preparePlace(dataDirectory: string): Place {
  const data = resolve(dataDirectory)
  mkdirSync(data, { recursive: true, mode: 0o711 })
  const link = join(data, 'postgres')
  const account = serverAccount(link)

  if (!lstatSync(link, { throwIfNoEntry: false })) {
    if (account) letPass(data, account)
    if (canUse(account, [['x', data]])) makeHome(link, account)
    else symlinkSync(makeSystemHome(data, account), link)
  }
  if (!existsSync(link)) {
    throw new Error(
      `${link} leads to ${lstatSync(link).isSymbolicLink() ? 'a directory that is gone' : 'nothing'}. Restore it from a backup, or remove the link to begin empty.`,
    )
  }
  const home = realpathSync(link)
  if (lstatSync(link).isSymbolicLink()) checkOwner(home, data)
  else if (account) letPass(data, account)
  if (!canUse(account, [['x', home]])) {
    throw new Error(
      `The database in ${home} cannot be reached by the account it belongs to: a directory above it is closed. ` +
        `Open the way (chmod o+x on the directories above), or move KHOI_DATA, for example to ${SYSTEM_PLACE}.`,
    )
  }
  return { home, cluster: join(home, 'cluster'), account, copiesIn: account ? SYSTEM_PLACE : data }
}

/** Directories in the system's place to which no KHOI_DATA leads any more; `khoi doctor` names them. */
export function abandonedHomes(): string[] {
  if (!existsSync(SYSTEM_PLACE)) return []
  return readdirSync(SYSTEM_PLACE)
    .map((name) => join(SYSTEM_PLACE, name))
    .filter((home) => existsSync(join(home, 'belongs-to')))
    .filter((home) => {
      const link = join(readFileSync(join(home, 'belongs-to'), 'utf8').trim(), 'postgres')
      return !existsSync(link) || realpathSync(link) !== realpathSync(home)
    })
}

/** Opens KHOI_DATA itself (never what lies above it) for passing through; listing stays closed. */
function letPass(data: string, account: Account): void {
  if (canUse(account, [['x', data]]) || !canUse(account, [['x', dirname(data)]])) return
  chmodSync(data, (statSync(data).mode & 0o777) | 0o011)
}

function makeHome(home: string, account: Account | null): void {
  // Two processes may find it missing at once (tests do).
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (account) chownSync(home, account.uid, account.gid)
}

function makeSystemHome(data: string, account: Account | null): string {
  mkdirSync(SYSTEM_PLACE, { recursive: true, mode: 0o755 })
  // A new name each time: when KHOI_DATA was removed to begin anew, the old database must not come back by itself.
  const home = join(SYSTEM_PLACE, randomBytes(6).toString('hex'))
  makeHome(home, account)
  writeFileSync(join(home, 'belongs-to'), `${realpathSync(data)}\n`)
  return home
}

/** A copied KHOI_DATA holds a copied link: two installations must not work on one database unawares. */
function checkOwner(home: string, data: string): void {
  const note = join(home, 'belongs-to')
  const owner = existsSync(note) ? readFileSync(note, 'utf8').trim() : ''
  const here = realpathSync(data)
  if (owner === here) return
  const other = join(owner, 'postgres')
  if (owner !== '' && existsSync(other) && realpathSync(other) === home) {
    throw new Error(
      `${join(here, 'postgres')} leads to the database of ${owner}. A copied directory needs a database of its own: ` +
        `use "khoi backup" there and "khoi restore" here.`,
    )
  }
  writeFileSync(note, `${here}\n`)
}
