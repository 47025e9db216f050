// Physical backup of a running embedded server: PostgreSQL's own online protocol (pg_backup_start, file copy, pg_backup_stop,
// write-ahead log), then the files people uploaded. Nobody has to stop working meanwhile.
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type Manifest, writeManifest } from './manifest.ts'

export interface BackupSource {
  /** KHOI_DATA; its server is running. */
  readonly dataDirectory: string
  /** A superuser of the embedded server. */
  readonly ownerUrl: string
}

/** Contents that PostgreSQL makes anew at every start; the directories themselves must be there. */
const REMADE = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'pg_internal.init', 'backup_label', 'backup_label.old'])

/** Makes the backup in the new directory `target`; it appears there only when it is complete. */
export async function takeBackup(source: BackupSource, target: string, now: Date): Promise<Manifest> {
  if (existsSync(target)) throw new Error(`${target} exists already: a backup goes into a new directory.`)
  const unfinished = `${target}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(dirname(target), { recursive: true })
  await mkdir(unfinished, { mode: 0o700 })

  const postgresqlMajor = await copyDatabase(source, join(unfinished, 'cluster'))
  // After the database: rows of the copy then never name a file that the backup lacks.
  for (const name of ['files', 'secret']) await copyTree(join(source.dataDirectory, name), join(unfinished, name))

  const manifest = await writeManifest(unfinished, { at: now.toISOString(), postgresqlMajor })
  await rename(unfinished, target)
  return manifest
}

async function copyDatabase({ dataDirectory, ownerUrl }: BackupSource, target: string): Promise<number> {
  const cluster = join(dataDirectory, 'postgres/cluster')
  const client = new pg.Client(ownerUrl)
  client.on('error', () => {})
  await client.connect()
  try {
    // The slot ends with this connection; until then no log the copy needs is recycled.
    await client.query(`select pg_create_physical_replication_slot('khoi_backup_' || pg_backend_pid(), true, true)`)
    await client.query(`select pg_backup_start('khoi', true)`)
    await copyTree(
      cluster,
      target,
      (name, depth) => !LEFT_OUT.has(name) && !name.startsWith('pgsql_tmp') && !(depth === 1 && REMADE.has(name)),
    )
    for (const name of REMADE) await mkdir(join(target, name), { recursive: true, mode: 0o700 })
    const { rows } = await client.query<{ label: string; last: string; major: number }>(
      `select labelfile as label, pg_walfile_name(lsn) as last, current_setting('server_version_num')::int / 10000 as major
       from pg_backup_stop(false)`,
    )
    const stopped = rows[0]
    const first = /\(file ([0-9A-F]{24})\)/.exec(stopped?.label ?? '')?.[1]
    if (!stopped || !first) throw new Error('PostgreSQL did not say where the backup begins.')
    await writeFile(join(target, 'backup_label'), stopped.label, { mode: 0o600 })
    await copyTree(
      join(cluster, 'pg_wal'),
      join(target, 'pg_wal'),
      (name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= stopped.last,
    )
    return stopped.major
  } finally {
    await client.end()
  }
}

/** Copies files and directories; what vanishes while we read was temporary. `wanted` sees each name and how deep it lies. */
export async function copyTree(
  from: string,
  to: string,
  wanted: (name: string, depth: number) => boolean = () => true,
  depth = 1,
): Promise<void> {
  const entry = await stat(from).catch(() => null)
  if (!entry) return
  if (!entry.isDirectory()) return copyFile(from, to).catch(unlessGone)
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const name of await readdir(from)) {
    if (wanted(name, depth)) await copyTree(join(from, name), join(to, name), wanted, depth + 1)
  }
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
